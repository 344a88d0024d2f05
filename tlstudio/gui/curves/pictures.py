"""What a plot of a run shows, as plain numbers: nothing here draws."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import NamedTuple

import numpy as np

from tlstudio.gui.answers.scores import is_share
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.curves.series import SOURCE_ACCURACY, Series
from tlstudio.gui.widgets.numbers import ticks

MAX_POINTS = 2000  # of the raw line: minimum and maximum of up to a thousand buckets
MAX_PLACES = 400  # of the smoothed line, which is wide and antialiased: more costs frames and shows nothing more
Z95 = 1.959964  # two-sided 95 % of the normal distribution


class Line(NamedTuple):
    x: np.ndarray
    y: np.ndarray


def no_line() -> Line:
    return Line(np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class Other:
    """A run behind the one in front."""

    name: str
    val: Line


@dataclass(frozen=True, slots=True)
class Picture:
    """One plot: x in epochs from 0 to `total`, y from `ticks[0]` to `ticks[-1]`."""

    total: float
    ticks: tuple[float, ...]
    reached: float = 0.0  # the rest is not yet trained
    raw: Line = field(default_factory=no_line)
    train: Line = field(default_factory=no_line)
    val: Line = field(default_factory=no_line)
    source: Line = field(default_factory=no_line)  # the source task
    band: tuple[np.ndarray, np.ndarray] | None = None  # low and high at val.x
    best: tuple[float, float] | None = None
    marks: tuple[tuple[float, str], ...] = ()  # x where the run changed, and how
    others: tuple[Other, ...] = ()
    per_epoch: int = 0  # steps, where x is counted in steps too

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read off the y axis."""
        return not any(len(line.x) for line in (self.raw, self.train, self.val, *(other.val for other in self.others)))


def is_same(one: object, other: object) -> bool:
    """Whether two pictures, or two parts of pictures, show the same."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=True)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_same, one, other))
    if is_dataclass(one) and type(one) is type(other):
        return all(is_same(getattr(one, part.name), getattr(other, part.name)) for part in fields(one))
    return one == other


def loss_picture(curves: RunCurves, smoothing: float, others: Sequence[tuple[str, RunCurves]] = ()) -> Picture:
    """Loss by step, thin and smoothed, and by epoch on the validation images. `smoothing` is a share of 1."""
    raw, train = Line(*curves.loss.envelope(MAX_POINTS)), smoothed(curves, curves.loss, smoothing)
    source = smoothed(curves, curves.source, smoothing)
    val = _by_epoch(curves, "val_loss")
    behind = _behind(others, "val_loss")
    highest = _extreme([train.y, val.y, source.y, *(other.val.y for other in behind)], np.max, 1.0)
    return Picture(
        total=_total(curves, others),
        ticks=ticks(0.0, highest),
        reached=curves.reached,
        raw=raw,
        train=train,
        val=val,
        source=source,
        best=_best(curves, "val_loss"),
        marks=tuple(curves.marks),
        others=behind,
        per_epoch=_per_epoch(curves),
    )


def rate_picture(curves: RunCurves, others: Sequence[tuple[str, RunCurves]] = ()) -> Picture:
    """The learning rate of the head by step."""
    train = Line(*curves.rates.envelope(MAX_POINTS))
    return Picture(
        total=_total(curves, others),
        ticks=ticks(0.0, _extreme([train.y], np.max, 1e-3), 2),
        reached=curves.reached,
        train=train,
        marks=tuple(curves.marks),
        per_epoch=_per_epoch(curves),
    )


def metric_picture(curves: RunCurves, others: Sequence[tuple[str, RunCurves]] = ()) -> Picture:
    """The metric that judges the run, by epoch."""
    if curves.metric == "accuracy":
        return accuracy_picture(curves, others)
    name = f"val_{curves.metric}"
    val, behind = _by_epoch(curves, name), _behind(others, name)
    values = [val.y, *(other.val.y for other in behind)]
    low = min(0.9, math.floor(_extreme(values, np.min, 0.0) * 10 + 1e-9) / 10)
    return Picture(
        total=_total(curves, others),
        ticks=ticks(low, 1.0) if is_share(curves.metric) else ticks(0.0, _extreme(values, np.max, 1.0)),
        reached=curves.reached,
        val=val,
        best=_best(curves, name),
        marks=tuple(curves.marks),
        others=behind,
    )


def accuracy_picture(curves: RunCurves, others: Sequence[tuple[str, RunCurves]] = ()) -> Picture:
    """Accuracy by epoch, with the 95 % interval that the number of validation images allows."""
    train, val = _by_epoch(curves, "train_accuracy"), _by_epoch(curves, "val_accuracy")
    source = _by_epoch(curves, SOURCE_ACCURACY)
    behind = _behind(others, "val_accuracy")
    band = wilson_band(val.y, curves.started.images.get("val", 0)) if curves.started else None
    lows = [train.y, val.y, source.y, *(other.val.y for other in behind), *([band[0]] if band else [])]
    return Picture(
        total=_total(curves, others),
        ticks=ticks(min(0.9, math.floor(_extreme(lows, np.min, 0.0) * 10 + 1e-9) / 10), 1.0),
        reached=curves.reached,
        train=train,
        val=val,
        source=source,
        band=band,
        best=_best(curves, "val_accuracy"),
        marks=tuple(curves.marks),
        others=behind,
    )


def smoothed(curves: RunCurves, series: Series, smoothing: float) -> Line:
    """A loss of the run by step, each point the mean of its neighbours: none at 0, a twentieth of the run at 1."""
    started = curves.started
    steps = started.epochs * started.steps_per_epoch if started else 0
    return Line(*series.smooth(round(smoothing**2 * steps / 20), MAX_PLACES))


def wilson_band(shares: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray] | None:
    """Low and high ends of the 95 % interval of each share of `n` (Wilson 1927), or None without images."""
    if n < 1 or not len(shares):
        return None
    centre = (shares + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * np.sqrt(shares * (1 - shares) / n + Z95**2 / (4 * n**2))
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def _by_epoch(curves: RunCurves, name: str) -> Line:
    return Line(*curves.by_epoch.line(name))


def _behind(others: Sequence[tuple[str, RunCurves]], metric: str) -> tuple[Other, ...]:
    return tuple(Other(name, _by_epoch(other, metric)) for name, other in others)


def _best(curves: RunCurves, name: str) -> tuple[float, float] | None:
    value = curves.best.val_metrics.get(name) if curves.best else None
    return (float(curves.best.epoch), value) if curves.best and value is not None else None


def _per_epoch(curves: RunCurves) -> int:
    return curves.started.steps_per_epoch if curves.started else 0


def _total(curves: RunCurves, others: Sequence[tuple[str, RunCurves]]) -> float:
    return float(max([1, curves.total_epochs, *(round(other.reached) for _, other in others)]))


def _extreme(arrays: Sequence[np.ndarray], function: Callable[[np.ndarray], float], default: float) -> float:
    finite = [array[np.isfinite(array)] for array in arrays]
    values = np.concatenate([array for array in finite if len(array)] or [np.array([default])])
    return float(function(values))
