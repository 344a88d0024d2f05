"""How each task is learned, on the device: its targets, its loss, the scores that are shown, where its head begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.engine.model.head_module import Head
from tlstudio.engine.project import ObjectiveSpec, Sampling, Task
from tlstudio.engine.runs.samples import SplitImages, SplitName
from tlstudio.engine.tasks.methods import Targets as TargetsAsRead
from tlstudio.engine.tasks.methods import TaskMethods
from tlstudio.engine.tasks.multi_label import MULTI_LABEL, label_loss
from tlstudio.engine.tasks.regression import REGRESSION
from tlstudio.engine.tasks.single_label import SINGLE_LABEL, class_loss
from tlstudio.engine.training.losses.target_loss import (
    cross_entropy,
    label_losses,
    number_losses,
    start_classes,
    start_labels,
    start_numbers,
)


class Targets(Protocol):
    """One target for each sample, on a device. A tensor is one; ragged or absent ones bring a class of their own."""

    def __len__(self) -> int: ...
    def __getitem__(self, rows: Any, /) -> Self: ...  # a slice, or a tensor of rows on the same device; collated
    def to(self, device: torch.device, /) -> Self: ...
    def numpy(self, *, force: bool) -> TargetsAsRead: ...

    @property
    def device(self) -> torch.device: ...


@dataclass(frozen=True, slots=True)
class Learning:
    """How one task is learned. `Any` stands for its own kind of targets."""

    methods: TaskMethods
    collate: Callable[[Any], Targets]  # as read → as trained on, still on the CPU
    loss: Callable[[ObjectiveSpec, Any, int], nn.Module]  # targets of the training samples, outputs
    plain_loss: Callable[[Tensor, Any], Tensor]  # logits, targets: without smoothing and weights, the mean
    scores: Callable[[Tensor], Tensor]  # (B, outputs) logits → what is shown
    loss_of_scores: Callable[[np.ndarray, Any], float]  # the plain loss, found from what is shown
    start: Callable[[nn.Module, Any, int], None]  # output layer, targets of the training samples, outputs
    starts_from_shares: bool  # so that it says nothing where all classes or labels shall count the same
    right: Callable[[Tensor, Any], Tensor] | None = None  # logits, targets → how many are right, on the device
    solved_for: Callable[[Any], Tensor] | None = None  # what a closed-form head fits, (N, outputs); None: classes
    fits_loss: bool = False  # the plain loss depends on the targets that were trained on

    def count_right(self, logits: Tensor, targets: Targets) -> Tensor | None:
        return self.right(logits.detach(), targets) if self.right else None

    def fitted(self, spec: ObjectiveSpec, targets: Targets, outputs: int) -> "Learning":
        """As a run judges it that was trained on these targets."""
        if not self.fits_loss:
            return self
        loss = self.loss(spec, targets, outputs).to(targets.device)
        return replace(self, plain_loss=loss, loss_of_scores=lambda scores, true: _loss_of_numbers(loss, scores, true))


def task_of(spec: ObjectiveSpec, targets: Targets, outputs: int) -> Learning:
    """The task as a run judges it: the loss of numbers is that of its training, in deviations of those `targets`."""
    return LEARNING[spec.task].fitted(spec, targets, outputs)


def targets_of(images: SplitImages, name: SplitName, task: Task) -> Targets:
    """What one part of the split is trained or judged on."""
    return LEARNING[task].collate(images.targets_of(name, task))


@torch.no_grad()
def start_output(head: Head, spec: ObjectiveSpec, targets: Targets, outputs: int, sampling: Sampling = "all") -> None:
    """Let the head answer at first as one would who has seen only the targets of the training samples.

    Classes and labels: as frequent as they are, unless all shall count the same (Karpathy 2019, "init well").
    Numbers: their mean, in their units.
    """
    learning = LEARNING[spec.task]
    *_, last = head.layers
    if not (learning.starts_from_shares and "balanced" in (spec.class_weights, sampling)):
        learning.start(last, targets, outputs)


def _count_right(logits: Tensor, targets: Tensor) -> Tensor:
    return (logits.argmax(1) == targets).sum()


def _loss_of_numbers(loss: nn.Module, scores: np.ndarray, targets: np.ndarray) -> float:
    return loss(torch.from_numpy(scores), torch.from_numpy(targets.astype(np.float32))).item()


def _unfitted(_scores: np.ndarray, _targets: np.ndarray) -> float:
    raise AssertionError("the loss of numbers needs the targets that were trained on: `task_of`")


LEARNING: Mapping[Task, Learning] = {
    SINGLE_LABEL.info.name: Learning(
        SINGLE_LABEL,
        torch.from_numpy,
        cross_entropy,
        nn.functional.cross_entropy,
        lambda logits: logits.softmax(1),
        class_loss,
        start_classes,
        starts_from_shares=True,
        right=_count_right,
    ),
    MULTI_LABEL.info.name: Learning(
        MULTI_LABEL,
        torch.from_numpy,
        label_losses,
        nn.functional.binary_cross_entropy_with_logits,
        torch.sigmoid,
        label_loss,
        start_labels,
        starts_from_shares=True,
        solved_for=lambda targets: 2 * targets - 1,
    ),
    REGRESSION.info.name: Learning(
        REGRESSION,
        torch.from_numpy,
        number_losses,
        nn.functional.mse_loss,
        lambda numbers: numbers,
        _unfitted,
        start_numbers,
        starts_from_shares=False,
        solved_for=lambda targets: targets,
        fits_loss=True,
    ),
}
