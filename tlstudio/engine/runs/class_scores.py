"""How each class, label or number does on the validation images."""

import math
from collections.abc import Sequence

import numpy as np

from tlstudio.engine.project import LABEL_THRESHOLD
from tlstudio.engine.runs.events import EpochEnded

MOST_NOTED = 200  # classes: of more, an epoch's line in the log would be long
DIGITS = 5  # significant ones, for the same reason

PerClass = tuple[float | None, ...]


def class_recall(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The share of each class's images whose highest of (N, classes) scores is right; NaN for a class without any."""
    count = scores.shape[1]
    right = np.bincount(targets[scores.argmax(1) == targets], minlength=count)
    return _shares(right, np.bincount(targets, minlength=count))


def label_recall(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The share of the images with each label that score at least the threshold; both are (N, labels)."""
    has = targets > 0.5
    return _shares((has & (scores >= LABEL_THRESHOLD)).sum(0), has.sum(0))


def number_errors(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The mean absolute error of each of several numbers; one alone has its error among the metrics."""
    return np.abs(scores - targets).mean(0, dtype=float) if scores.shape[1] > 1 else np.empty(0)


def noted(values: np.ndarray) -> PerClass:
    """What the log keeps of them: None for what is not finite, nothing of more than MOST_NOTED."""
    if len(values) > MOST_NOTED:
        return ()
    return tuple(float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None for value in values.tolist())


def class_values(epoch: EpochEnded, classes: Sequence[str]) -> dict[str, float | None]:
    """What an epoch says of each class, by "recall NAME" or "mae NAME"; empty where it noted none."""
    if len(epoch.per_class) != len(classes):
        return {}
    names = (f"{epoch.class_metric} {name}" for name in classes)
    return dict(zip(names, epoch.per_class, strict=True))


def _shares(some: np.ndarray, of: np.ndarray) -> np.ndarray:
    return np.divide(some, of, out=np.full(len(of), np.nan), where=of > 0)
