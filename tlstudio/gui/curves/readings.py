"""What is read off a plot at one place, and the plot on a logarithmic axis, as plain numbers."""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from tlstudio.gui.curves.pictures import Line, Other, Picture

NEAR = 0.5  # epochs: beyond, a curve has no value here
DECADE = (1.0, 2.0, 5.0)
LEAST_SHARE = 1e-6  # of the highest value: a loss that fell to nothing does not stretch the axis further


@dataclass(frozen=True, slots=True)
class Reading:
    """What the curves say nearest to `x`, by "train", "val", "source" or the name of another run."""

    x: float  # in epochs
    values: dict[str, float]


def reading(picture: Picture, x: float, hidden: Collection[str] = ()) -> Reading:
    """The value of each curve that is shown, at its point nearest to `x`; none from half an epoch away."""
    lines = {"train": picture.train, "val": picture.val, "source": picture.source}
    lines |= {other.name: other.val for other in picture.others}
    nearest = {name: _nearest(line, x) for name, line in lines.items() if name not in hidden}
    return Reading(x, {name: value for name, value in nearest.items() if value is not None})


def logged(picture: Picture) -> Picture:
    """The same with log10 of every y; what is not above zero leaves a gap."""
    lines = [picture.raw, picture.train, picture.val, picture.source, *(other.val for other in picture.others)]
    positive = np.concatenate([line.y[line.y > 0] for line in lines] or [np.empty(0)])
    high = float(positive.max()) if len(positive) else 1.0
    low = max(float(positive.min()), high * LEAST_SHARE) if len(positive) else 0.1
    best = picture.best if picture.best and picture.best[1] > 0 else None
    return replace(
        picture,
        ticks=log_ticks(math.log10(low), math.log10(high)),
        raw=_log(picture.raw),
        train=_log(picture.train),
        val=_log(picture.val),
        source=_log(picture.source),
        band=None,
        best=(best[0], math.log10(best[1])) if best else None,
        others=tuple(Other(other.name, _log(other.val)) for other in picture.others),
    )


def log_ticks(low: float, high: float) -> tuple[float, ...]:
    """log10 of 1, 2, 5, 10, … that enclose 10**low to 10**high; of powers of ten only, over more than three of them."""
    decades = range(math.floor(low) - 1, math.ceil(high) + 2)
    steps = DECADE if high - low <= 3 else DECADE[:1]
    marks = [decade + math.log10(step) for decade in decades for step in steps]
    first = max((mark for mark in marks if mark <= low + 1e-9), default=marks[0])
    last = min((mark for mark in marks if mark >= high - 1e-9 and mark > first), default=marks[-1])
    return tuple(mark for mark in marks if first <= mark <= last)


def _log(line: Line) -> Line:
    return Line(line.x, np.log10(line.y, out=np.full(len(line.y), math.nan), where=line.y > 0))


def _nearest(line: Line, x: float) -> float | None:
    if not len(line.x):
        return None
    place = int(np.searchsorted(line.x, x))
    place = min((n for n in (place - 1, place) if 0 <= n < len(line.x)), key=lambda n: abs(line.x[n] - x))
    value = float(line.y[place])
    return value if abs(line.x[place] - x) <= NEAR and math.isfinite(value) else None
