"""The numbers of a run's epochs as columns that grow, so that a plot need not collect them anew."""

import math

import numpy as np

from tlstudio.engine.training.events import EpochEnded
from tlstudio.gui.widgets.series import Growing

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
