"""What an evaluation found, as plain data: for the window, and as JSON for scripts."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.engine import codec


@dataclass(frozen=True, slots=True)
class ClassScores:
    """Of one class: shares of 1, and its number of images."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The answer to one image."""

    path: Path
    label: int
    predicted: int
    scores: np.ndarray  # float (classes,), sums to 1

    @property
    def confidence(self) -> float:
        return float(self.scores[self.predicted])


@dataclass(frozen=True, slots=True)
class Unread:
    """An image that could not be judged any more."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    split: str
    accuracy: float
    accuracy_interval: tuple[float, float]  # Wilson, 95 %
    loss: float  # mean cross-entropy
    n: int
    classes: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]  # rows true, columns predicted
    per_class: dict[str, ClassScores]
    rows: tuple[Row, ...]
    unreadable: tuple[Unread, ...]  # not counted in n

    def cell(self, label: int, predicted: int) -> list[Row]:
        """The images of one cell of the confusion matrix, the most confident first."""
        rows = [row for row in self.rows if (row.label, row.predicted) == (label, predicted)]
        return sorted(rows, key=lambda row: -row.confidence)

    def mistakes(self) -> list[Row]:
        """The wrong answers, the most confident first."""
        return sorted((row for row in self.rows if row.label != row.predicted), key=lambda row: -row.confidence)

    def to_json(self) -> codec.Json:
        """The contract of `tlstudio evaluate --json`."""
        names = ("split", "accuracy", "accuracy_interval", "loss", "n", "classes", "confusion", "per_class")
        unreadable = [{"path": str(item.path), "reason": item.reason} for item in self.unreadable]
        return {**{name: codec.to_json(getattr(self, name)) for name in names}, "unreadable": unreadable}
