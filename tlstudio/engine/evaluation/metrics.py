"""Numbers from labels and scores."""

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import confusion_matrix, log_loss, precision_recall_fscore_support

from tlstudio.engine.evaluation.report import ClassScores


def confusion(labels: np.ndarray, predicted: np.ndarray, classes: int) -> tuple[tuple[int, ...], ...]:
    """Counts: rows true, columns predicted."""
    counts = confusion_matrix(labels, predicted, labels=range(classes))
    return tuple(tuple(row) for row in counts.tolist())


def per_class(labels: np.ndarray, predicted: np.ndarray, names: Sequence[str]) -> dict[str, ClassScores]:
    """Precision, recall and F1 of each class; 0 where nothing can be said."""
    columns = precision_recall_fscore_support(
        labels,
        predicted,
        labels=range(len(names)),
        zero_division=0,  # pyright: ignore[reportArgumentType] - taken from its default, the text "warn"
    )
    numbers = zip(*(np.asarray(column).tolist() for column in columns), strict=True)
    return {name: ClassScores(*values) for name, values in zip(names, numbers, strict=True)}


def cross_entropy(labels: np.ndarray, scores: np.ndarray) -> float:
    """Mean of -log of the true class's score; `scores` is (n, classes)."""
    return float(log_loss(labels, scores, labels=range(scores.shape[1])))
