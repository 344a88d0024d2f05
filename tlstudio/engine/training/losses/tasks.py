"""What the outputs of a network mean: their loss, the scores that are shown, and the metrics they are judged by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.engine.model.head_module import Head
from tlstudio.engine.project import LABEL_THRESHOLD, ObjectiveSpec, ProjectSpec, Task
from tlstudio.engine.runs.class_scores import class_recall, label_recall, number_errors
from tlstudio.engine.runs.samples import SplitName, SplitSamples
from tlstudio.engine.training.inputs.targets import Targets, TensorTargets
from tlstudio.engine.training.losses.target_loss import (
    cross_entropy,
    label_losses,
    number_losses,
    start_at_frequencies,
    start_at_mean,
)

Metrics = dict[str, float]


def tensor_targets(split: SplitSamples, part: SplitName, device: torch.device) -> Targets:
    return TensorTargets(torch.from_numpy(split.targets_of(part)), device)


@dataclass(frozen=True, slots=True)
class TaskInfo:
    """All that training needs to know of a task. What a batch of targets is, only the task itself knows.

    Those here have (N,) class numbers, (N, outputs) of 0 and 1 for labels, or (N, outputs) numbers.
    """

    loss: Callable[[ObjectiveSpec, Targets, int], nn.Module]  # targets of the training samples, outputs
    plain_loss: Callable[[Tensor, Any], Tensor]  # logits, targets: without smoothing and weights, the mean
    scores: Callable[[Tensor], Tensor]  # (B, outputs) logits → what is shown
    metrics: Callable[[np.ndarray, Any], Metrics]  # scores, truths as `truths` gives them
    per_class: Callable[[np.ndarray, Any], np.ndarray]  # scores, truths → one value for each output
    key: str  # the metric that chooses the best epoch
    start: Callable[[Head, ProjectSpec, Targets, int], None]  # lets the head answer at first as the targets say
    targets: Callable[[SplitSamples, SplitName, torch.device], Targets] = tensor_targets  # of a part of the split
    join: Callable[[list[Any]], Any] = torch.cat  # targets of several batches as those of one
    truths: Callable[[Any], Any] = lambda targets: targets.cpu().numpy()  # targets as `metrics` take them
    truth: Callable[[Targets, int, Sequence[str]], str] = lambda _targets, _row, _names: ""  # of a row, in words
    right: Callable[[Tensor, Any], Tensor] | None = None  # logits, targets → how many are right, where that can be said
    sign: int = 1  # -1 where less is better


def accuracy(scores: np.ndarray, targets: np.ndarray) -> Metrics:
    return {"accuracy": float((scores.argmax(1) == targets).mean())}


def label_metrics(scores: np.ndarray, targets: np.ndarray) -> Metrics:
    """Macro F1 at the threshold, and the mean over the labels of the average precision.

    Only labels that some sample has, and some has not, can be judged.
    """
    from sklearn.metrics import average_precision_score, f1_score  # takes a second to import

    judged = (targets.min(0) == 0) & (targets.max(0) == 1)
    if not judged.any():
        return {"macro_f1": 0.0, "map": 0.0}
    scores, targets = scores[:, judged], targets[:, judged].astype(int)
    macro_f1 = f1_score(targets, (scores >= LABEL_THRESHOLD).astype(int), average="macro", zero_division=0)  # pyright: ignore[reportArgumentType] -- taken from its default, the text "warn"
    return {"macro_f1": float(macro_f1), "map": float(average_precision_score(targets, scores, average="macro"))}


def number_metrics(scores: np.ndarray, targets: np.ndarray) -> Metrics:
    """Mean absolute and root mean squared error in the targets' units, and R², each averaged over the outputs."""
    from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

    return {
        "mae": float(mean_absolute_error(targets, scores)),
        "rmse": float(root_mean_squared_error(targets, scores)),
        "r2": float(r2_score(targets, scores)) if len(targets) > 1 else 0.0,
    }


def task_of(spec: ObjectiveSpec, targets: Targets, outputs: int) -> TaskInfo:
    """The task as a run judges it: the loss of numbers is that of its training, in deviations of those `targets`."""
    info = TASKS[spec.task]
    return replace(info, plain_loss=info.loss(spec, targets, outputs)) if info.plain_loss is _of_training else info


def _of_training(_logits: Tensor, _targets: Tensor) -> Tensor:
    raise AssertionError("task_of puts the loss of the training here")


def class_of(targets: Targets, row: int, names: Sequence[str]) -> str:
    return names[int(targets.at(torch.tensor([row]))[0])]


def right_classes(logits: Tensor, targets: Tensor) -> Tensor:
    """How many of the likeliest classes are the right ones."""
    return (logits.argmax(1) == targets).sum()


TASKS: Mapping[Task, TaskInfo] = {
    "single_label": TaskInfo(
        cross_entropy,
        nn.functional.cross_entropy,
        lambda logits: logits.softmax(1),
        accuracy,
        class_recall,
        "accuracy",
        start_at_frequencies,
        truth=class_of,
        right=right_classes,
    ),
    "multi_label": TaskInfo(
        label_losses,
        nn.functional.binary_cross_entropy_with_logits,
        torch.sigmoid,
        label_metrics,
        label_recall,
        "map",
        start_at_frequencies,
    ),
    "regression": TaskInfo(
        number_losses,
        _of_training,
        lambda numbers: numbers,
        number_metrics,
        number_errors,
        "rmse",
        start_at_mean,
        sign=-1,
    ),
}
