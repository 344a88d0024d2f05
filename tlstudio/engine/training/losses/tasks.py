"""What the outputs of a network mean: their loss, the scores that are shown, and the metrics they are judged by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.engine.project import LABEL_THRESHOLD, ObjectiveSpec, Task
from tlstudio.engine.runs.class_scores import class_recall, label_recall, number_errors
from tlstudio.engine.training.losses.target_loss import cross_entropy, label_losses, number_losses

Metrics = dict[str, float]


@dataclass(frozen=True, slots=True)
class TaskInfo:
    """Targets are (N,) class numbers, (N, outputs) of 0 and 1 for labels, (N, outputs) numbers for regression."""

    loss: Callable[[ObjectiveSpec, Tensor, int], nn.Module]  # targets of the training samples, outputs
    plain_loss: Callable[[Tensor, Tensor], Tensor]  # logits, targets: without smoothing and weights, the mean
    scores: Callable[[Tensor], Tensor]  # (B, outputs) logits → what is shown
    metrics: Callable[[np.ndarray, np.ndarray], Metrics]  # scores, targets
    per_class: Callable[[np.ndarray, np.ndarray], np.ndarray]  # scores, targets → one value for each output
    key: str  # the metric that chooses the best epoch
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


def task_of(spec: ObjectiveSpec, targets: Tensor, outputs: int) -> TaskInfo:
    """The task as a run judges it: the loss of numbers is that of its training, in deviations of those `targets`."""
    info = TASKS[spec.task]
    if spec.task != "regression":
        return info
    return replace(info, plain_loss=info.loss(spec, targets, outputs).to(targets.device))


TASKS: Mapping[Task, TaskInfo] = {
    "single_label": TaskInfo(
        cross_entropy, nn.functional.cross_entropy, lambda logits: logits.softmax(1), accuracy, class_recall, "accuracy"
    ),
    "multi_label": TaskInfo(
        label_losses,
        nn.functional.binary_cross_entropy_with_logits,
        torch.sigmoid,
        label_metrics,
        label_recall,
        "map",
    ),
    "regression": TaskInfo(
        number_losses, nn.functional.mse_loss, lambda numbers: numbers, number_metrics, number_errors, "rmse", sign=-1
    ),
}
