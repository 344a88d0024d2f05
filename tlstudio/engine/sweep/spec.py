"""What a sweep tries: values or ranges of a few settings, and the order they are tried in. Needs no torch."""

import math
import re
from dataclasses import dataclass
from itertools import product
from typing import Literal

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import ProjectSpec

Search = Literal["grid", "random", "bayes"]
Chosen = dict[str, str]  # key.path → value, as after `--set`

USUAL_TRIALS = 10
MOST_TRIALS = 1000
LOG_FROM = 10  # ranges whose ends differ by this factor or more are walked in factors
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vary:
    """One setting: the values listed for it, or the ends of a range of numbers."""

    key: str
    values: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    points: int = 0  # of a range in a grid; 0: not said
    is_whole: bool = False

    @property
    def is_log(self) -> bool:
        return self.low > 0 and self.high / self.low >= LOG_FROM

    def at(self, share: float) -> str:
        """The value at a share of the range, in 0–1."""
        value = self.low + (self.high - self.low) * share
        if self.is_log:
            value = self.low * (self.high / self.low) ** share
        return str(round(value)) if self.is_whole else f"{value:.4g}"

    def listed(self) -> tuple[str, ...]:
        """The values of a grid. Raises ProjectError for a range that does not say how many."""
        if self.values:
            return self.values
        if not self.points:
            raise ProjectError(
                "{key}: a grid needs the number of points, as in {low}..{high}:5.",
                key=self.key,
                low=self.at(0),
                high=self.at(1),
            )
        shares = [number / max(1, self.points - 1) for number in range(self.points)]
        return tuple(dict.fromkeys(map(self.at, shares)))


@dataclass(frozen=True, slots=True)
class SweepSpec:
    vary: tuple[str, ...]  # each "key.path=value,value…" or "key.path=low..high", with ":points" in a grid
    search: Search = "grid"
    trials: int = 0  # 0: the whole grid, or ten
    seed: int = 0

    def __post_init__(self) -> None:
        keys = [one.key for one in self.varied]
        if not keys:
            raise ProjectError("A sweep needs a setting to vary, such as training.lr=1e-4,1e-3.")
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            raise ProjectError("{twice} is varied twice. Put all its values into one list.", twice=twice)
        if not 0 <= self.trials <= MOST_TRIALS:
            raise ProjectError("trials: {trials} is not in 0–{most:,}.", trials=self.trials, most=MOST_TRIALS)
        if self.search == "grid" and len(self.grid()) > MOST_TRIALS:
            raise ProjectError(
                "The grid has {count:,} trials, more than {most:,}. Search at random.",
                count=len(self.grid()),
                most=MOST_TRIALS,
            )

    @property
    def varied(self) -> list[Vary]:
        return [read_vary(text) for text in self.vary]

    @property
    def count(self) -> int:
        """How many trials there are in all."""
        if self.search == "grid":
            whole = len(self.grid())
            return min(self.trials, whole) if self.trials else whole
        return self.trials or USUAL_TRIALS

    def grid(self) -> list[Chosen]:
        """All combinations; the last setting changes first."""
        varied = self.varied
        return [
            dict(zip([one.key for one in varied], values, strict=True))
            for values in product(*(one.listed() for one in varied))
        ]


def read_vary(text: str) -> Vary:
    """Read "key.path=a,b,c" or "key.path=low..high:points". Raises ProjectError."""
    key, mark, values = (part.strip() for part in text.partition("="))
    if not mark or not values:
        raise ProjectError("{text!r} is not of the form key.path=value,value… or key.path=low..high.", text=text)
    ends = _ends(values)
    if ends is None:
        return Vary(key, tuple(dict.fromkeys(_separated(values))))
    low, high = map(float, ends[:2])
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ProjectError("{key}: the range {values} does not begin below its end.", key=key, values=values)
    is_whole = all(end.lstrip("-").isdecimal() for end in ends[:2])
    return Vary(key, (), low, high, int(ends[2] or 0), is_whole)


def _ends(values: str) -> tuple[str, str, str] | None:
    """Both ends and the number of points of "low..high:points"; None if it is no range of numbers."""
    low, _, rest = values.partition("..")
    high, _, points = rest.partition(":")
    are_numbers = _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high) and (points.isdecimal() or not points)
    return (low, high, points) if are_numbers else None


def with_settings(project: ProjectSpec, chosen: Chosen) -> ProjectSpec:
    """The project of a trial. Raises ProjectError."""
    for key, value in chosen.items():
        project = codec.with_value(project, f"{key}={value}")
    return project


def check_sweep(project: ProjectSpec, spec: SweepSpec) -> None:
    """Raises ProjectError for a value that its setting cannot have, before anything is trained."""
    ends = {one.key: one.values or (one.at(0), one.at(1)) for one in spec.varied}
    first = {key: values[0] for key, values in ends.items()}
    for key, values in ends.items():
        for value in values:
            with_settings(project, {**first, key: value})


def _separated(values: str) -> list[str]:
    """The values between commas, but not those within brackets or quotes."""
    parts, depth, is_quoted = [""], 0, False
    for letter in values:
        is_quoted ^= letter == '"'
        depth += 0 if is_quoted else (letter in "[{") - (letter in "]}")
        if letter == "," and not depth and not is_quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]
