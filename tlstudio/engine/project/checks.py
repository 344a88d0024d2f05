"""Which numbers the fields of a spec take, stated beside each field, and what a spec says of a value that cannot be.

    lr: Annotated[float, Within(0, 100, above=True)] = 3e-3

The table of settings reads the same ranges, so that a form, a help text and an error name the same bounds.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import LiteralString, get_type_hints

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.sentences import Sentence, sentence


@dataclass(frozen=True, slots=True)
class Within:
    """A range of numbers. `above`: its least is itself too little; `below`: its most is itself too much."""

    least: float
    most: float = math.inf
    above: bool = False
    below: bool = False

    def __contains__(self, value: float) -> bool:
        is_low_enough = value < self.most if self.below or self.most == math.inf else value <= self.most
        return is_low_enough and (self.least < value if self.above else self.least <= value)

    @property
    def words(self) -> str:
        """ "1–4,096", "0 or more", "above 0, at most 100", "from 0 to below 1", "between 0 and 1"."""
        least, most = number_text(self.least), number_text(self.most)
        if self.most == math.inf:
            return sentence("above {least}", least=least) if self.above else sentence("{least} or more", least=least)
        if self.above:
            return (
                sentence("between {least} and {most}", least=least, most=most)
                if self.below
                else sentence("above {least}, at most {most}", least=least, most=most)
            )
        return sentence("from {least} to below {most}", least=least, most=most) if self.below else f"{least}–{most}"


def check(condition: bool, template: LiteralString, /, **facts: object) -> None:
    """Raises ProjectError with the template and its facts unless the condition holds."""
    if not condition:
        raise ProjectError(template, **facts)


def check_ranges(spec: object) -> None:
    """Raises ProjectError for the first field whose number lies outside of its range; None is no number."""
    for name, within in ranges_of(type(spec)).items():
        value = getattr(spec, name)
        if value is not None and value not in within:
            raise ProjectError(_outside(name, number_text(value), within))


@cache
def ranges_of(kind: type) -> Mapping[str, Within]:
    """The ranges of a spec's fields by their names."""
    hints = get_type_hints(kind, include_extras=True)
    named = {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
    return {name: one for name, notes in named.items() for one in notes if isinstance(one, Within)}


def number_text(value: float) -> str:
    """All digits of a whole number, the first few of another: "1,000,000", "0.003", "1e-10"."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.0f}" if _is_long(value) else f"{value:g}"


def _is_long(value: float) -> bool:
    return value.is_integer() and 1e3 <= abs(value) <= 1e15


def _outside(name: str, value: str, within: Within) -> Sentence:
    least, most = number_text(within.least), number_text(within.most)
    if within.most == math.inf and not within.above:
        return sentence("{name}: {value} is below {least}.", name=name, value=value, least=least)
    if within.above and not within.below and within.most < math.inf:
        return sentence(
            "{name}: {value} is not above {least} and at most {most}.", name=name, value=value, least=least, most=most
        )
    if within.above or within.below:
        return sentence("{name}: {value} is not {words}.", name=name, value=value, words=within.words)
    return sentence("{name}: {value} is not in {words}.", name=name, value=value, words=within.words)
