"""What an evaluation found, as plain data: for the window, and as JSON for scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tlstudio.engine import codec

if TYPE_CHECKING:
    from tlstudio.engine.tasks.methods import TaskMethods

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The answer to one image."""

    path: Path
    target: np.ndarray  # () a class number, (outputs,) labels of 0 and 1 or numbers, or whatever the task has
    scores: np.ndarray  # (outputs,) confidences, or the numbers that the model says

    @property
    def predicted(self) -> int:
        """The output with the highest score."""
        return int(self.scores.argmax())


@dataclass(frozen=True, slots=True)
class Unread:
    """An image that could not be judged any more."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Metric:
    value: float
    interval: Interval  # 95 %


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    task: "TaskMethods"
    split: str
    metrics: Mapping[str, Metric]
    loss: float  # without label smoothing and weights
    n: int
    names: tuple[str, ...]  # of the outputs
    by_output: Mapping[str, Mapping[str, float]]  # name → its own scores
    rows: tuple[Row, ...]
    unreadable: tuple[Unread, ...]  # not counted in n

    @property
    def key_metric(self) -> Metric:
        """The one number of the report."""
        return self.metrics[self.task.info.key]

    @property
    def confusion(self) -> np.ndarray | None:
        """(classes, classes) counts: rows true, columns predicted; None where no sample has one class."""
        count = self.task.judging.confusion
        return count(self) if count else None

    def to_json(self) -> codec.Json:
        """The contract of `tlstudio evaluate --json`."""
        task, confusion = self.task, self.confusion
        values: dict[str, codec.Json] = {"split": self.split}
        for name, metric in self.metrics.items():
            values |= {name: metric.value, f"{name}_interval": list(metric.interval)}
        values |= {"loss": self.loss, "n": self.n, task.names_key: list(self.names)}
        if confusion is not None:
            values["confusion"] = confusion.tolist()
        values[task.scores_key] = codec.to_json(self.by_output)
        if task.judging.intervals_from:
            values["intervals"] = task.judging.intervals_from
        unreadable = [{"path": str(item.path), "reason": item.reason} for item in self.unreadable]
        return {**values, "unreadable": unreadable}


def make_report(
    task: "TaskMethods",
    split: str,
    names: Sequence[str],
    rows: Sequence[Row],
    unreadable: Sequence[Unread],
    loss: float,
) -> Report:
    """The numbers that follow from the answers in `rows`, of which there is at least one."""
    scores = np.stack([row.scores for row in rows]).astype(float)
    targets = task.stack([row.target for row in rows])
    values, intervals = task.judging.measure(scores, targets), task.judging.intervals(scores, targets)
    return Report(
        task,
        split,
        {name: Metric(values[name], intervals[name]) for name in task.info.metrics},
        loss,
        len(rows),
        tuple(names),
        task.judging.by_output(scores, targets, names),
        tuple(rows),
        tuple(unreadable),
    )
