"""A task of the tests alone: each image teaches a bag of numbers, of any length or empty, and is answered with one."""

from collections.abc import Sequence
from typing import Any, Literal, cast

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from tlstudio.engine import codec
from tlstudio.engine.model.head_module import Head
from tlstudio.engine.project import ObjectiveSpec, ProjectSpec, Task
from tlstudio.engine.tasks.info import TASKS, MetricInfo, TaskInfo
from tlstudio.engine.tasks.methods import Answering, Exporting, Judging, TaskMethods
from tlstudio.engine.tasks.methods import Targets as TargetsAsRead
from tlstudio.engine.tasks.registry import METHODS
from tlstudio.engine.tasks.report import Row
from tlstudio.engine.training.inputs.targets import Targets
from tlstudio.engine.training.losses.tasks import LEARNING, Learning

BAG = cast(Task, "bag")


class Bags:
    """A tensor of its own length for each sample, on the device."""

    def __init__(self, bags: TargetsAsRead, device: torch.device) -> None:
        self._bags = [torch.from_numpy(bag).to(device) for bag in bags]

    def __len__(self) -> int:
        return len(self._bags)

    def at(self, rows: Tensor) -> list[Tensor]:
        return [self._bags[row] for row in rows.tolist()]

    def labels(self) -> np.ndarray:
        raise AssertionError("bags cannot be drawn equally often")


class SquaredDistance(nn.Module):
    """Mean squared distance of (B, 1) answers from the numbers of their bags; an empty bag asks for nothing."""

    def forward(self, answers: Tensor, bags: list[Tensor]) -> Tensor:
        each = [
            (answer - bag).square().sum() / max(1, len(bag)) for answer, bag in zip(answers[:, 0], bags, strict=True)
        ]
        return torch.stack(each).mean()


def gap(row: Row) -> float:
    """How far the answer is from the mean of the bag."""
    return float(abs(row.scores[0] - row.target.mean())) if len(row.target) else 0.0


def measure(scores: np.ndarray, bags: TargetsAsRead) -> dict[str, float]:
    gaps = [abs(score - bag.mean()) for score, bag in zip(scores[:, 0], bags, strict=True) if len(bag)]
    return {"gap": float(np.mean(gaps))}


def _read(_numbers: Sequence[int], values: Sequence[Sequence[float]], _outputs: int) -> list[np.ndarray]:
    return [np.array(bag, dtype=np.float32) for bag in values]


def _start(_head: Head, _project: ProjectSpec, _targets: Targets, _outputs: int) -> None:
    """The head begins as it was drawn."""


def _loss_of_scores(scores: np.ndarray, bags: Sequence[np.ndarray]) -> float:
    return SquaredDistance()(torch.from_numpy(scores), [torch.from_numpy(bag) for bag in bags]).item()


INFO = TaskInfo(
    BAG,
    "centre",
    "centres",
    has_one_class=False,
    has_units=False,
    metrics={"gap": MetricInfo("gap", sign=-1)},
    key="gap",
)
BAG_METHODS = TaskMethods(
    INFO,
    read=_read,
    stack=list,
    count=lambda bags, outputs: np.full(outputs, len(bags)),
    truth=lambda bag, _names: f"{len(bag)} numbers",
    names_key="centres",
    scores_key="per_centre",
    judging=Judging(
        measure=measure,
        intervals=lambda scores, bags: {"gap": (0.0, measure(scores, bags)["gap"])},
        intervals_from="made up",
        by_output=lambda scores, bags, names: {names[0]: measure(scores, bags)},
        noted=lambda _scores, _bags: np.empty(0),
        compared=("gap",),
        error=gap,
        test="permutation",
    ),
    answering=Answering(
        lambda scores: {"centres": dict(scores)}, (), lambda scores: f"{next(iter(scores.values())):g}"
    ),
    exporting=Exporting("none", None, lambda _bags: 1e-3, "numbers", "answer", "A model of {}", "nothing", "", ()),
)
BAG_LEARNING = Learning(
    BAG_METHODS,
    loss=lambda _spec, _bags, _outputs: SquaredDistance(),
    plain_loss=lambda answers, bags: SquaredDistance()(answers, bags),
    scores=lambda answers: answers,
    loss_of_scores=_loss_of_scores,
    start=_start,
    collate=Bags,
    join=lambda batches: [bag for bags in batches for bag in bags],
    truths=lambda bags: [bag.numpy(force=True) for bag in bags],
)


def add_bag_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine know the task during one test: an entry in each registry, and its name in the project's spec."""
    known: Any
    for registry, entry in ((TASKS, INFO), (METHODS, BAG_METHODS), (LEARNING, BAG_LEARNING)):
        known = registry
        monkeypatch.setitem(known, BAG, entry)
    hints = codec._hints(ObjectiveSpec)  # pyright: ignore[reportPrivateUsage] -- a test's task is no project's
    monkeypatch.setitem(hints, "task", Literal["single_label", "bag"])
