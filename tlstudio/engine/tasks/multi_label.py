"""Any number of labels of each image: every label is judged on its own, and given from a score on."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.project import LABEL_THRESHOLD
from tlstudio.engine.tasks.info import TASKS
from tlstudio.engine.tasks.methods import TIE, TOLERANCE, Answering, Exporting, Judging, Named, Targets, TaskMethods
from tlstudio.engine.tasks.report import Interval, Report, Row
from tlstudio.engine.tasks.resampling import FROM_RESAMPLES, bootstrap, ratio
from tlstudio.engine.tasks.single_label import score_names, share_of


def read_values(_numbers: Sequence[int], values: Sequence[Sequence[float]], outputs: int) -> np.ndarray:
    """(N, outputs) labels of 0 and 1, or numbers."""
    return np.array(values, dtype=np.float32).reshape(-1, outputs)


def stack_values(targets: Sequence[np.ndarray]) -> np.ndarray:
    return np.stack(targets).astype(float)


def measure_labels(scores: np.ndarray, targets: Targets) -> dict[str, float]:
    """Macro F1 at the threshold, and the mean over the labels of the average precision.

    Only labels that some sample has, and some has not, can be judged.
    """
    from sklearn.metrics import average_precision_score, f1_score  # takes a second to import

    has = np.asarray(targets)
    judged = (has.min(0) == 0) & (has.max(0) == 1)
    if not judged.any():
        return {"macro_f1": 0.0, "map": 0.0}
    scores, has = scores[:, judged], has[:, judged].astype(int)
    macro_f1 = f1_score(has, (scores >= LABEL_THRESHOLD).astype(int), average="macro", zero_division=0)  # pyright: ignore[reportArgumentType] -- taken from its default, the text "warn"
    return {"macro_f1": float(macro_f1), "map": float(average_precision_score(has, scores, average="macro"))}


def label_intervals(scores: np.ndarray, targets: Targets) -> dict[str, Interval]:
    """Of macro F1 and of the mean average precision."""
    has = np.asarray(targets) >= LABEL_THRESHOLD
    return bootstrap(lambda weights: _weighted_metrics(weights, scores, has), len(scores))


def label_recall(scores: np.ndarray, targets: Targets) -> np.ndarray:
    """The share of the images with each label that score at least the threshold; both are (N, labels)."""
    has = np.asarray(targets) > 0.5
    return share_of((has & (scores >= LABEL_THRESHOLD)).sum(0), has.sum(0))


def score_labels(scores: np.ndarray, targets: Targets, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each label at the threshold, its average precision and its number of images."""
    columns = zip(names, scores.T, np.asarray(targets).T, strict=True)
    return {name: _score_label(own, has >= LABEL_THRESHOLD) for name, own, has in columns}


def label_loss(scores: np.ndarray, targets: Targets) -> float:
    """Mean binary cross-entropy."""
    from sklearn.metrics import log_loss

    return float(log_loss(np.asarray(targets).ravel(), scores.astype(float).ravel(), labels=[0, 1]))


def is_wrong(row: Row) -> np.ndarray:
    """(labels,) whether each is given and should not be, or the other way round."""
    return (row.scores >= LABEL_THRESHOLD) != (row.target >= LABEL_THRESHOLD)


def mistakes(report: Report, label: int) -> list[Row]:
    """The images that are wrong about the label, the surest first."""
    found = [row for row in report.rows if is_wrong(row)[label]]
    return sorted(found, key=lambda row: -abs(float(row.scores[label] - row.target[label])))


def _score_label(scores: np.ndarray, has: np.ndarray) -> dict[str, float]:
    from sklearn.metrics import average_precision_score

    found = score_names(has.astype(int), (scores >= LABEL_THRESHOLD).astype(int), ("without", "with"))["with"]
    average = float(average_precision_score(has, scores)) if has.any() else 0.0
    number = found.pop("n")
    return {**found, "average_precision": average, "n": number}


def _weighted_metrics(weights: np.ndarray, scores: np.ndarray, has: np.ndarray) -> dict[str, np.ndarray]:
    """(resamples,) each: only labels that some image of a resample has, and some has not, are judged in it."""
    n, given = scores.shape[0], scores >= LABEL_THRESHOLD
    having = weights @ has  # (resamples, labels)
    hits = weights @ (given & has)
    f1 = ratio(2 * hits, weights @ given + having)
    precision = np.stack([_average_precision(weights, scores[:, i], has[:, i]) for i in range(has.shape[1])], 1)
    judged = (having > 0) & (having < n)
    both = {"macro_f1": f1, "map": precision}
    return {name: ratio((values * judged).sum(1), judged.sum(1)) for name, values in both.items()}


def _average_precision(weights: np.ndarray, scores: np.ndarray, has: np.ndarray) -> np.ndarray:
    """(resamples,) the precision at each image that has the label, images of equal score together."""
    order = np.argsort(-scores, kind="stable")
    drawn, found = weights[:, order], weights[:, order] * has[order]
    last = np.searchsorted(-scores[order], -scores[order], side="right") - 1  # of the images with this score
    precision = ratio(found.cumsum(1)[:, last], drawn.cumsum(1)[:, last])
    return ratio((found * precision).sum(1), found.sum(1))


def given_labels(scores: Named) -> list[str]:
    """The labels whose score reaches the threshold; there may be none."""
    return [name for name, score in scores.items() if score >= LABEL_THRESHOLD]


def _contents(scores: Named) -> dict[str, codec.Json]:
    return {"labels": given_labels(scores), "scores": dict(scores)}


def _words(scores: Named) -> str:
    return ", ".join(f"{name} ({100 * scores[name]:.1f} %)" for name in given_labels(scores)) or "no label"


def _is_same(ours: np.ndarray, theirs: np.ndarray) -> bool:
    """The same labels, where a tie may fall either way."""
    differs = (ours >= LABEL_THRESHOLD) != (theirs >= LABEL_THRESHOLD)
    return bool((~differs | (np.abs(ours - LABEL_THRESHOLD) <= TIE)).all())


MULTI_LABEL = TaskMethods(
    TASKS["multi_label"],
    read=read_values,
    stack=stack_values,
    count=lambda targets, _outputs: np.asarray(targets).sum(0),
    truth=lambda _target, _names: "",
    names_key="labels",
    scores_key="per_label",
    judging=Judging(
        measure=measure_labels,
        intervals=label_intervals,
        intervals_from=FROM_RESAMPLES,
        by_output=score_labels,
        noted=label_recall,
        compared=("macro_f1", "map", "loss"),
        error=lambda row: float(is_wrong(row).mean()),
        test="permutation",
    ),
    answering=Answering(_contents, ("labels",), _words),
    exporting=Exporting(
        activation="sigmoid",
        is_same=_is_same,
        tolerance=lambda _targets: TOLERANCE,
        unit="confidences",
        snippet='answer["labels"]',
        kind="A model that gives an image any of {}",
        ending="a sigmoid for each label",
        quality="Macro F1 **{val_macro_f1:.1%}** (a label is given from a score of 0.5 on) and mean average "
        "precision **{val_map:.1%}** on {n:,} validation images.",
        limits=(
            "- It knows {} and nothing else; an image may be given none.",
            "- A score is not a calibrated probability.",
        ),
    ),
)
