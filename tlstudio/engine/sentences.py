"""Sentences of the engine to the user: English text that carries what another language needs to say it again.

The engine speaks English; the window speaks the user's language. So a sentence is a `str`, usable wherever text is,
that remembers its `key`, the English template it was made of, and its `facts`, what was filled in:

    raise DataError("{folder} holds no images.", folder=folder)       # an error takes the same two
    note = sentence("Stopped after {n:,} steps.", n=steps)
    images = plural(n, "{n:,} image", "{n:,} images")                  # may stand in another sentence as a fact

The window translates the key and fills in the facts, sentences among them likewise. The key of a `plural` is its
second form; its number chooses the form in languages that have more than two (Qt's numerus forms), so a whole sentence
may be given there where a noun alone would need another ending.

Templates are literals, since `packaging/extract_strings.py` reads them from the source. Other literal texts that the
window shows, such as the titles in a table, are marked: `mark("Average pool")`.
"""

from collections.abc import Iterable
from os import PathLike, fspath
from typing import Any, LiteralString


class Sentence(str):
    """English text with its template and facts. Made by `sentence`, `plural` or `together`."""

    __slots__ = ("facts", "key", "number", "template")

    key: str  # what a translation is looked up by
    facts: dict[str, Any]  # text, numbers and sentences
    template: str  # in English: the key, or the first form of a plural
    number: int | None  # that chooses the form of a plural

    def __new__(
        cls, key: str, facts: dict[str, Any], template: str | None = None, number: int | None = None
    ) -> "Sentence":
        facts = {name: _plain(fact) for name, fact in facts.items()}
        template = key if template is None else template
        made = super().__new__(cls, template.format(**facts))
        made.key, made.facts, made.template, made.number = key, facts, template, number
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Sentence, (self.key, self.facts, self.template, self.number)


def sentence(template: LiteralString, /, **facts: object) -> Sentence:
    """Fill the facts into an English template, in the format of `str.format`."""
    return Sentence(template, facts)


def plural(n: int, one: LiteralString, many: LiteralString, /, **facts: object) -> Sentence:
    """Fill in `one` where `n` is 1, else `many`; both may show the number as {n}."""
    return Sentence(many, {"n": n, **facts}, one if n == 1 else many, n)


def together(parts: Iterable[str], between: str = " ") -> Sentence:
    """Write sentences one after another; those that are empty are left out."""
    facts = {f"part{place}": part for place, part in enumerate(filter(None, parts))}
    return Sentence(between.join(f"{{{name}}}" for name in facts), facts)


NOTHING = Sentence("", {})


def mark(text: LiteralString) -> LiteralString:
    """The text as it is. The mark tells the extraction that the window will say it in another language."""
    return text


def _plain(fact: object) -> object:
    """Facts outlive what they were taken from: an error's sentence instead of the error, a path's text."""
    if isinstance(fact, Exception):
        return getattr(fact, "sentence", None) or str(fact)
    return fspath(fact) if isinstance(fact, PathLike) else fact
