"""The reports of the tasks whose images have labels or numbers."""

import math
from collections.abc import Sequence

import numpy as np
from sklearn.metrics import average_precision_score, log_loss, mean_absolute_error, mean_squared_error, r2_score

from tlstudio.engine.evaluation.bootstrap import label_intervals, number_intervals
from tlstudio.engine.evaluation.metrics import per_class
from tlstudio.engine.evaluation.report import Unread
from tlstudio.engine.evaluation.target_report import (
    LabelReport,
    LabelScores,
    NumberReport,
    NumberScores,
    TargetRow,
)
from tlstudio.engine.project import LABEL_THRESHOLD
from tlstudio.engine.training.losses.tasks import label_metrics, number_metrics, varying


def label_report(
    split: str, names: Sequence[str], rows: Sequence[TargetRow], unreadable: Sequence[Unread]
) -> LabelReport:
    """The numbers that follow from the answers in `rows`, of which there is at least one."""
    scores, targets = _stacked(rows)
    macro_f1_interval, map_interval = label_intervals(scores, targets)
    metrics = label_metrics(scores, targets)
    return LabelReport(
        split=split,
        macro_f1=metrics["macro_f1"],
        macro_f1_interval=macro_f1_interval,
        map=metrics["map"],
        map_interval=map_interval,
        loss=float(log_loss(targets.ravel(), scores.ravel(), labels=[0, 1])),
        n=len(rows),
        labels=tuple(names),
        per_label={name: _label(name, scores[:, i], targets[:, i]) for i, name in enumerate(names)},
        rows=tuple(rows),
        unreadable=tuple(unreadable),
    )


def number_report(
    split: str, names: Sequence[str], rows: Sequence[TargetRow], unreadable: Sequence[Unread], loss: float
) -> NumberReport:
    """The numbers that follow from the answers in `rows`, of which there is at least one."""
    scores, targets = _stacked(rows)
    mae_interval, rmse_interval, r2_interval = number_intervals(scores, targets)
    metrics = number_metrics(scores, targets)
    return NumberReport(
        split=split,
        mae=metrics["mae"],
        mae_interval=mae_interval,
        rmse=metrics["rmse"],
        rmse_interval=rmse_interval,
        r2=metrics.get("r2", math.nan),
        r2_interval=r2_interval,
        loss=loss,
        n=len(rows),
        outputs=tuple(names),
        per_output={name: _number(scores[:, i], targets[:, i]) for i, name in enumerate(names)},
        rows=tuple(rows),
        unreadable=tuple(unreadable),
    )


def _stacked(rows: Sequence[TargetRow]) -> tuple[np.ndarray, np.ndarray]:
    """Scores and targets, each float64 (images, names)."""
    return np.stack([row.scores for row in rows]).astype(float), np.stack([row.targets for row in rows]).astype(float)


def _label(name: str, scores: np.ndarray, targets: np.ndarray) -> LabelScores:
    has = targets >= LABEL_THRESHOLD
    found = per_class(has.astype(int), (scores >= LABEL_THRESHOLD).astype(int), ("", name))[name]
    average = float(average_precision_score(has, scores)) if has.any() else 0.0
    return LabelScores(found.precision, found.recall, found.f1, average, found.n)


def _number(scores: np.ndarray, targets: np.ndarray) -> NumberScores:
    return NumberScores(
        float(mean_absolute_error(targets, scores)),
        float(np.sqrt(mean_squared_error(targets, scores))),
        float(r2_score(targets, scores)) if varying(targets[:, None]).all() else math.nan,
    )
