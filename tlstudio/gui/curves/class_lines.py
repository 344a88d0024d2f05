"""What the plot of each class shows, as plain numbers: nothing here draws."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tlstudio.engine.runs.events import EpochEnded
from tlstudio.gui.curves.pictures import Line, Other, Picture, metric_picture, no_line
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.widgets.numbers import ticks

WORST = 8  # shown where nobody chose
MOST = 12  # at a time: as many lines as four hues in three patterns tell apart


@dataclass(frozen=True, slots=True)
class ClassLine:
    """The recall of a class or label, or the error of a number, by epoch; NaN where there are no images of it."""

    name: str
    line: Line

    @property
    def key(self) -> str:
        """Its name in a Picture, which no other line there has."""
        return f"class {self.name}"

    @property
    def now(self) -> float | None:
        last = float(self.line.y[-1])
        return last if math.isfinite(last) else None


def class_lines(curves: RunCurves) -> list[ClassLine]:
    """A line for each class, the worst at the moment first; none where the run did not note its classes."""
    names = curves.classes
    if not names:
        return []
    noted = [epoch for epoch in curves.epochs if len(epoch.per_class) == len(names)]
    x = np.array([epoch.epoch for epoch in noted], float)
    y = np.array([epoch.per_class for epoch in noted], float)  # (epochs, classes); None becomes NaN
    sign = 1.0 if is_recall(noted[-1]) else -1.0
    places = np.argsort(sign * y[-1], kind="stable").tolist()  # NaN last
    return [ClassLine(names[place], Line(x, y[:, place])) for place in places]


def is_recall(epoch: EpochEnded) -> bool:
    """Whether its values by class are shares of 1, of which more is better."""
    return epoch.class_metric == "recall"


def shown_of(lines: Sequence[ClassLine], chosen: Collection[str] | None) -> list[ClassLine]:
    """Those chosen by name, or the worst at the moment; these too where all that were chosen are of other runs."""
    if chosen is None or (chosen and not any(one.name in chosen for one in lines)):
        return [one for one in lines if one.now is not None][:WORST]
    return [one for one in lines if one.name in chosen][:MOST]


def styles_of(lines: Sequence[ClassLine], before: Mapping[str, int]) -> dict[str, int]:
    """A style for each, below MOST: what was drawn before keeps its own."""
    names = [one.name for one in lines]
    kept = {name: before[name] for name in names if name in before}
    free = (style for style in range(MOST) if style not in kept.values())
    return {name: kept[name] if name in kept else next(free) for name in names}


def class_picture(curves: RunCurves, lines: Sequence[ClassLine]) -> Picture:
    """The classes as lines behind the accuracy over all images; numbers and labels have no such line."""
    whole = metric_picture(curves)
    val = whole.val if curves.metric == "accuracy" and curves.classes else no_line()
    values = np.concatenate([val.y, *(one.line.y for one in lines)])
    values = values[np.isfinite(values)]
    return replace(
        whole,
        ticks=_ticks(values, is_share=curves.metric != "rmse"),
        train=no_line(),
        source=no_line(),
        val=val,
        band=None,
        best=None,
        others=tuple(Other(one.key, one.line) for one in lines),
    )


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least `gap` apart within `low` to `high`, in the order of `wanted`, which ascends, and near to it."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + gap if places else low))
    limit = high
    for number in reversed(range(len(places))):
        places[number] = min(places[number], limit)
        limit = places[number] - gap
    return places


def _ticks(values: np.ndarray, *, is_share: bool) -> tuple[float, ...]:
    if not is_share:
        return ticks(0.0, float(values.max(initial=0.0)) or 1.0)
    return ticks(min(0.9, math.floor(float(values.min(initial=1.0)) * 10 + 1e-9) / 10), 1.0)
