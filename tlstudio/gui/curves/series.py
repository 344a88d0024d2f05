"""Numbers that grow by the step, reduced to what a plot can show.

The numbers of a run's epochs as columns that grow, so that a plot need not collect them anew.
"""

import math
from collections.abc import Sequence

import numpy as np

from tlstudio.engine.runs.events import EpochEnded

Numbers = Sequence[float] | np.ndarray

FAN = 4  # points of one level under one bucket of the next
SMALLEST_LEVEL = 256  # levels shorter than this would never be drawn


class Growing:
    """A one-dimensional float array with room at its end."""

    def __init__(self) -> None:
        self._data = np.empty(1024)
        self._size = 0

    @property
    def values(self) -> np.ndarray:
        return self._data[: self._size]

    def extend(self, values: np.ndarray) -> None:
        size = self._size + len(values)
        if size > len(self._data):
            self._data = np.concatenate([self.values, np.empty(2 * size - self._size)])
        self._data[self._size : size] = values
        self._size = size

    def cut(self, size: int) -> None:
        self._size = min(self._size, size)


class Pyramid:
    """Minima and maxima of ever larger buckets of a growing array, kept as it grows."""

    def __init__(self) -> None:
        self._levels: list[tuple[Growing, Growing]] = []

    def update(self, values: np.ndarray, first: int) -> None:
        """Follow a change of `values` from index `first` on; costs as much as what changed."""
        lows = highs = values
        depth = 0
        while len(lows) > SMALLEST_LEVEL:
            if depth == len(self._levels):
                self._levels.append((Growing(), Growing()))
            low, high = self._levels[depth]
            first = min(first // FAN, len(low.values))
            _reduce(lows, first, low, np.fmin)
            _reduce(highs, first, high, np.fmax)
            lows, highs = low.values, high.values
            depth += 1
        del self._levels[depth:]

    def level(self, limit: int) -> tuple[int, np.ndarray, np.ndarray]:
        """Bucket size, minima and maxima of the finest level with at most `limit` buckets."""
        for depth, (low, high) in enumerate(self._levels, start=1):
            if len(low.values) <= limit:
                return FAN**depth, low.values, high.values
        depth = len(self._levels)
        return FAN**depth, self._levels[-1][0].values, self._levels[-1][1].values


class Series:
    """A curve that grows by the step, with what it takes to draw a million of them kept as they arrive.

    `envelope` reads a pyramid of minima and maxima, `smooth` running sums: both cost as much for a million
    points as for a thousand, at any width of smoothing. Values that are not finite leave a gap.
    """

    def __init__(self) -> None:
        self._x, self._y = Growing(), Growing()
        self._sums, self._counts = Growing(), Growing()
        self._sums.extend(np.zeros(1))  # element i sums the first i values
        self._counts.extend(np.zeros(1))
        self._pyramid = Pyramid()

    def __len__(self) -> int:
        return len(self._y.values)

    @property
    def last_x(self) -> float:
        return float(self._x.values[-1]) if len(self) else 0.0

    def extend(self, x: Numbers, y: Numbers) -> None:
        """Append points; `x` rises and lies after all that is there."""
        first = len(self)
        values = np.asarray(y, dtype=float)
        values = np.where(np.isfinite(values), values, np.nan)
        self._x.extend(np.asarray(x, dtype=float))
        self._y.extend(values)
        self._sums.extend(self._sums.values[-1] + np.cumsum(np.nan_to_num(values)))
        self._counts.extend(self._counts.values[-1] + np.cumsum(~np.isnan(values)))
        self._pyramid.update(self._y.values, first)

    def cut(self, x: float) -> None:
        """Forget all points after `x`."""
        size = int(np.searchsorted(self._x.values, x, side="right"))
        for array in (self._x, self._y):
            array.cut(size)
        for array in (self._sums, self._counts):
            array.cut(size + 1)
        self._pyramid.update(self._y.values, max(size - 1, 0))

    def envelope(self, limit: int = 2000) -> tuple[np.ndarray, np.ndarray]:
        """The curve in at most `limit` points: itself, or the minimum and maximum of each bucket in turn."""
        if len(self) <= limit:
            return self._x.values.copy(), self._y.values.copy()
        size, lows, highs = self._pyramid.level(limit // 2)
        return np.repeat(self._x.values[::size], 2), np.column_stack([lows, highs]).ravel()

    def smooth(self, reach: int, limit: int = 2000) -> tuple[np.ndarray, np.ndarray]:
        """Means over `reach` points on either side, at no more than about `limit` places.

        Near the start a mean reaches only as far as the start on both sides, so that a steep fall is not
        flattened; near the end it takes what is there.
        """
        count = len(self)
        if not count:
            return np.empty(0), np.empty(0)
        places = np.append(np.arange(0, count - 1, -(-count // limit)), count - 1)
        side = np.minimum(reach, places)
        low, high = places - side, np.minimum(places + side + 1, count)
        finite = self._counts.values[high] - self._counts.values[low]
        total = self._sums.values[high] - self._sums.values[low]
        means = np.divide(total, finite, out=np.full(len(places), np.nan), where=finite > 0)
        return self._x.values[places], means


def _reduce(values: np.ndarray, first: int, into: Growing, function: np.ufunc) -> None:
    tail = values[first * FAN :]
    into.cut(first)
    if len(tail):
        into.extend(function.reduceat(tail, np.arange(0, len(tail), FAN)))


SOURCE_ACCURACY = "source_accuracy"  # on the validation images of the source task


class EpochColumns:
    """By the names of `EpochEnded.val_metrics`, "train_accuracy" and SOURCE_ACCURACY; NaN where an epoch lacks one."""

    def __init__(self) -> None:
        self._numbers = Growing()
        self._columns: dict[str, Growing] = {}

    def append(self, epoch: EpochEnded) -> None:
        values = _values(epoch)
        for name in self._columns.keys() | values.keys():
            value = values.get(name)
            self._column(name).extend(np.array([math.nan if value is None else value]))
        self._numbers.extend(np.array([float(epoch.epoch)]))

    def cut(self, size: int) -> None:
        """Forget all but the first `size` epochs."""
        for column in (self._numbers, *self._columns.values()):
            column.cut(size)

    def line(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """The epochs' numbers and their values."""
        return self._numbers.values.copy(), self._column(name).values.copy()

    def _column(self, name: str) -> Growing:
        if name not in self._columns:
            self._columns[name] = Growing()
            self._columns[name].extend(np.full(len(self._numbers.values), math.nan))
        return self._columns[name]


def _values(epoch: EpochEnded) -> dict[str, float | None]:
    source = epoch.source_metrics.get("accuracy")
    return {"train_accuracy": epoch.train_accuracy, SOURCE_ACCURACY: source, **epoch.val_metrics}
