"""What an evaluation found where images have labels or numbers, as plain data: for the window, and as JSON."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.evaluation.report import Report, Unread
from tlstudio.engine.project import LABEL_THRESHOLD

INTERVALS = "95 %, percentiles of 1,000 bootstrap resamples of the images, seed 0"

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class TargetRow:
    """The answer to one image."""

    path: Path
    targets: np.ndarray  # (names,) labels of 0 and 1, or numbers
    scores: np.ndarray  # (names,) a score for each label, or the numbers that the model says

    @property
    def errors(self) -> np.ndarray:
        """(names,) answer less truth."""
        return self.scores - self.targets

    @property
    def wrong(self) -> np.ndarray:
        """(names,) whether each label is given and should not be, or the other way round."""
        return (self.scores >= LABEL_THRESHOLD) != (self.targets >= LABEL_THRESHOLD)


@dataclass(frozen=True, slots=True)
class LabelScores:
    """Of one label at the threshold, shares of 1; `n` images have it."""

    precision: float
    recall: float
    f1: float
    average_precision: float
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class LabelReport:
    split: str
    macro_f1: float
    macro_f1_interval: Interval
    map: float  # mean average precision
    map_interval: Interval
    loss: float  # mean binary cross-entropy
    n: int
    labels: tuple[str, ...]
    per_label: dict[str, LabelScores]
    rows: tuple[TargetRow, ...]
    unreadable: tuple[Unread, ...]  # not counted in n

    def mistakes(self, label: int) -> list[TargetRow]:
        """The images that are wrong about the label, the surest first."""
        found = [row for row in self.rows if row.wrong[label]]
        return sorted(found, key=lambda row: -abs(float(row.errors[label])))

    def to_json(self) -> codec.Json:
        """The contract of `tlstudio evaluate --json`."""
        names = ("split", "macro_f1", "macro_f1_interval", "map", "map_interval", "loss", "n", "labels", "per_label")
        return _as_json(self, names)


@dataclass(frozen=True, slots=True)
class NumberScores:
    """Of one number, in its units; R² is 1 less the squared error as a share of the variance, NaN without any."""

    mae: float
    rmse: float
    r2: float


@dataclass(frozen=True, slots=True, eq=False)
class NumberReport:
    split: str
    mae: float  # this and the next two are means over the outputs
    mae_interval: Interval
    rmse: float
    rmse_interval: Interval
    r2: float  # of the outputs whose numbers vary; NaN where none does
    r2_interval: Interval
    loss: float  # that of the training, in standard deviations of its targets
    n: int
    outputs: tuple[str, ...]
    per_output: dict[str, NumberScores]
    rows: tuple[TargetRow, ...]
    unreadable: tuple[Unread, ...]  # not counted in n

    def worst(self, output: int) -> list[TargetRow]:
        """All images, the largest error first."""
        return sorted(self.rows, key=lambda row: -abs(float(row.errors[output])))

    def to_json(self) -> codec.Json:
        """The contract of `tlstudio evaluate --json`."""
        names = ("split", "mae", "mae_interval", "rmse", "rmse_interval", "r2", "r2_interval")
        return _as_json(self, (*names, "loss", "n", "outputs", "per_output"))


AnyReport = Report | LabelReport | NumberReport


def _as_json(report: LabelReport | NumberReport, names: tuple[str, ...]) -> codec.Json:
    unreadable = [{"path": str(item.path), "reason": item.reason} for item in report.unreadable]
    values = {name: codec.to_json(getattr(report, name)) for name in names}
    return {**values, "intervals": INTERVALS, "unreadable": unreadable}
