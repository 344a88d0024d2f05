"""How each task is learned: its targets on the device, its loss, the scores that are shown, where its head begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.engine.model.head_module import Head
from tlstudio.engine.project import ObjectiveSpec, ProjectSpec, Task
from tlstudio.engine.runs.samples import SplitName, SplitSamples
from tlstudio.engine.tasks.methods import TaskMethods
from tlstudio.engine.tasks.multi_label import MULTI_LABEL, label_loss
from tlstudio.engine.tasks.regression import REGRESSION
from tlstudio.engine.tasks.single_label import SINGLE_LABEL, class_loss
from tlstudio.engine.training.inputs.targets import Targets, TensorTargets
from tlstudio.engine.training.losses.target_loss import (
    cross_entropy,
    label_losses,
    number_losses,
    start_at_frequencies,
    start_at_mean,
)


@dataclass(frozen=True, slots=True)
class Learning:
    """All that training needs to know of a task. What a batch of targets is, only the task itself knows.

    Those here have (N,) class numbers, (N, outputs) of 0 and 1 for labels, or (N, outputs) numbers.
    """

    methods: TaskMethods
    loss: Callable[[ObjectiveSpec, Targets, int], nn.Module]  # targets of the training samples, outputs
    plain_loss: Callable[[Tensor, Any], Tensor]  # logits, targets: without smoothing and weights, the mean
    scores: Callable[[Tensor], Tensor]  # (B, outputs) logits → what is shown
    loss_of_scores: Callable[[np.ndarray, Any], float]  # the plain loss, found from what is shown and the truths
    start: Callable[[Head, ProjectSpec, Targets, int], None]  # lets the head answer at first as the targets say
    collate: Callable[[Any, torch.device], Targets] = lambda read, device: TensorTargets(torch.from_numpy(read), device)
    join: Callable[[list[Any]], Any] = torch.cat  # targets of several batches as those of one
    truths: Callable[[Any], Any] = lambda targets: targets.cpu().numpy()  # targets as the metrics take them
    right: Callable[[Tensor, Any], Tensor] | None = None  # logits, targets → how many are right, where that can be said
    solved_for: Callable[[Any], Tensor] | None = None  # what a closed-form head fits, (N, outputs); None: classes

    def targets(self, split: SplitSamples, part: SplitName, device: torch.device) -> Targets:
        """Those of one part of a split."""
        return self.collate(split.targets_of(part, self.methods.info.name), device)


def task_of(spec: ObjectiveSpec, targets: Targets, outputs: int) -> Learning:
    """The task as a run judges it: the loss of numbers is that of its training, in deviations of those `targets`."""
    task = LEARNING[spec.task]
    if task.plain_loss is not _of_training:
        return task
    loss = task.loss(spec, targets, outputs)
    return replace(task, plain_loss=loss, loss_of_scores=lambda scores, truths: _loss_of_numbers(loss, scores, truths))


def _of_training(_logits: object, _targets: object) -> Any:
    raise AssertionError("task_of puts the loss of the training here")


def _loss_of_numbers(loss: nn.Module, scores: np.ndarray, truths: np.ndarray) -> float:
    return loss(torch.from_numpy(scores), torch.from_numpy(truths.astype(np.float32))).item()


def right_classes(logits: Tensor, targets: Tensor) -> Tensor:
    """How many of the likeliest classes are the right ones."""
    return (logits.argmax(1) == targets).sum()


LEARNING: Mapping[Task, Learning] = {
    SINGLE_LABEL.info.name: Learning(
        SINGLE_LABEL,
        cross_entropy,
        nn.functional.cross_entropy,
        lambda logits: logits.softmax(1),
        class_loss,
        start_at_frequencies,
        right=right_classes,
    ),
    MULTI_LABEL.info.name: Learning(
        MULTI_LABEL,
        label_losses,
        nn.functional.binary_cross_entropy_with_logits,
        torch.sigmoid,
        label_loss,
        start_at_frequencies,
        solved_for=lambda targets: 2 * targets - 1,
    ),
    REGRESSION.info.name: Learning(
        REGRESSION,
        number_losses,
        _of_training,
        lambda numbers: numbers,
        _of_training,
        start_at_mean,
        solved_for=lambda targets: targets,
    ),
}
