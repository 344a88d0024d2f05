"""One class of each image: accuracy, the confusion matrix, and the class that is likeliest."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.tasks.info import TASKS
from tlstudio.engine.tasks.methods import TIE, TOLERANCE, Answering, Exporting, Judging, Named, Targets, TaskMethods
from tlstudio.engine.tasks.report import Interval, Report, Row


def read_classes(numbers: Sequence[int], _values: Sequence[Sequence[float]], _outputs: int) -> np.ndarray:
    """(N,) class numbers."""
    return np.array(numbers, dtype=np.int64)


def measure_accuracy(scores: np.ndarray, targets: Targets) -> dict[str, float]:
    return {"accuracy": float((scores.argmax(1) == targets).mean())}


def accuracy_interval(scores: np.ndarray, targets: Targets) -> dict[str, Interval]:
    return {"accuracy": wilson_interval(int((scores.argmax(1) == targets).sum()), len(scores))}


def class_recall(scores: np.ndarray, targets: Targets) -> np.ndarray:
    """The share of each class's images whose highest of (N, classes) scores is right; NaN for a class without any."""
    labels, count = np.asarray(targets), scores.shape[1]
    right = np.bincount(labels[scores.argmax(1) == labels], minlength=count)
    return share_of(right, np.bincount(labels, minlength=count))


def score_classes(scores: np.ndarray, targets: Targets, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each class, and its number of images."""
    return score_names(np.asarray(targets), scores.argmax(1), names)


def score_names(labels: np.ndarray, predicted: np.ndarray, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of each class; 0 where nothing can be said."""
    from sklearn.metrics import precision_recall_fscore_support  # takes a second to import

    columns = precision_recall_fscore_support(
        labels,
        predicted,
        labels=range(len(names)),
        zero_division=0,  # pyright: ignore[reportArgumentType] - taken from its default, the text "warn"
    )
    numbers = zip(*(np.asarray(column).tolist() for column in columns), strict=True)
    keys = ("precision", "recall", "f1", "n")
    return {name: dict(zip(keys, values, strict=True)) for name, values in zip(names, numbers, strict=True)}


def count_confusion(report: Report) -> np.ndarray:
    """(classes, classes) counts: rows true, columns predicted."""
    from sklearn.metrics import confusion_matrix

    labels, predicted = [int(row.target) for row in report.rows], [row.predicted for row in report.rows]
    return confusion_matrix(labels, predicted, labels=range(len(report.names)))


def class_loss(scores: np.ndarray, targets: Targets) -> float:
    """Mean of -log of the true class's score."""
    from sklearn.metrics import log_loss

    return float(log_loss(np.asarray(targets), scores, labels=range(scores.shape[1])))


def confidence(row: Row) -> float:
    return float(row.scores[row.predicted])


def cell(report: Report, label: int, predicted: int) -> list[Row]:
    """The images of one cell of the confusion matrix, the most confident first."""
    rows = [row for row in report.rows if (int(row.target), row.predicted) == (label, predicted)]
    return sorted(rows, key=lambda row: -confidence(row))


def mistakes(report: Report) -> list[Row]:
    """The wrong answers, the most confident first."""
    return sorted((row for row in report.rows if row.target != row.predicted), key=lambda row: -confidence(row))


def share_of(some: np.ndarray, of: np.ndarray) -> np.ndarray:
    """NaN where there is nothing to have a share of."""
    return np.divide(some, of, out=np.full(len(of), np.nan), where=of > 0)


def likeliest(scores: Named) -> str:
    return list(scores)[int(np.argmax(list(scores.values())))]


def _contents(scores: Named) -> dict[str, codec.Json]:
    label = likeliest(scores)
    return {"label": label, "confidence": scores[label], "scores": dict(scores)}


def _words(scores: Named) -> str:
    label = likeliest(scores)
    return f"{label} ({100 * scores[label]:.1f} %)"


def _is_same(ours: np.ndarray, theirs: np.ndarray) -> bool:
    """The same class, where a tie may fall either way."""
    return bool(ours.max() - ours[theirs.argmax()] <= TIE)


SINGLE_LABEL = TaskMethods(
    TASKS["single_label"],
    read=read_classes,
    stack=lambda targets: np.array(targets, dtype=np.int64),
    count=lambda targets, outputs: np.bincount(np.asarray(targets), minlength=outputs),
    truth=lambda target, names: names[int(target)],
    names_key="classes",
    scores_key="per_class",
    judging=Judging(
        measure=measure_accuracy,
        intervals=accuracy_interval,
        intervals_from="",
        by_output=score_classes,
        noted=class_recall,
        compared=("accuracy", "loss"),
        error=lambda row: float(row.target != row.predicted),
        test="mcnemar",
        confusion=count_confusion,
    ),
    answering=Answering(_contents, ("label", "confidence"), _words),
    exporting=Exporting(
        activation="softmax",
        is_same=_is_same,
        tolerance=lambda _targets: TOLERANCE,
        unit="confidences",
        snippet='answer["label"], round(answer["confidence"], 2)',
        kind="An image classifier for {}",
        ending="softmax",
        quality="**{val_accuracy:.1%}** of {n:,} validation images were classified right "
        "(95 % interval {low:.1%}–{high:.1%}, Wilson).",
        limits=(
            "- It knows {} and nothing else: any image is given one of them.",
            "- Confidence is not a calibrated probability.",
        ),
    ),
)
