"""One or several numbers of each image, in the units of the table."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.tasks.info import TASKS
from tlstudio.engine.tasks.methods import TOLERANCE, Answering, Exporting, Judging, Named, Targets, TaskMethods
from tlstudio.engine.tasks.multi_label import read_values, stack_values
from tlstudio.engine.tasks.report import Interval, Report, Row
from tlstudio.engine.tasks.resampling import FROM_RESAMPLES, bootstrap, ratio


def measure_numbers(scores: np.ndarray, targets: Targets) -> dict[str, float]:
    """Mean absolute and root mean squared error in the targets' units, and R², each averaged over the outputs."""
    from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error  # takes a second to import

    true = np.asarray(targets)
    return {
        "mae": float(mean_absolute_error(true, scores)),
        "rmse": float(root_mean_squared_error(true, scores)),
        "r2": float(r2_score(true, scores)) if len(true) > 1 else 0.0,
    }


def number_intervals(scores: np.ndarray, targets: Targets) -> dict[str, Interval]:
    """Of mean absolute error, root mean squared error and R²."""
    return bootstrap(lambda weights: _weighted_metrics(weights, scores, np.asarray(targets)), len(scores))


def number_errors(scores: np.ndarray, targets: Targets) -> np.ndarray:
    """The mean absolute error of each of several numbers; one alone has its error among the metrics."""
    return np.abs(scores - np.asarray(targets)).mean(0) if scores.shape[1] > 1 else np.empty(0)


def score_numbers(scores: np.ndarray, targets: Targets, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """The metrics of each number, in its units; R² is 1 less the squared error as a share of the variance."""
    columns = zip(names, scores.T, np.asarray(targets).T, strict=True)
    return {name: measure_numbers(said, true) for name, said, true in columns}


def worst(report: Report, output: int) -> list[Row]:
    """All images, the largest error of one number first."""
    return sorted(report.rows, key=lambda row: -abs(float(row.scores[output] - row.target[output])))


def _weighted_metrics(weights: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> dict[str, np.ndarray]:
    """(resamples,) each, the mean over the outputs."""
    n, errors = len(scores), scores - targets
    centred = targets - targets.mean(0)  # what the variance is of must be small beside it
    squared = weights @ errors**2
    variation = weights @ centred**2 - (weights @ centred) ** 2 / n
    r2 = 1 - ratio(squared, np.maximum(variation, 0))
    return {
        "mae": (weights @ np.abs(errors) / n).mean(1),
        "rmse": np.sqrt(squared / n).mean(1),
        "r2": r2.mean(1),
    }


def _contents(values: Named) -> dict[str, codec.Json]:
    return {"values": dict(values)}


def _words(values: Named) -> str:
    return ", ".join(f"{name} {value:.4g}" for name, value in values.items())


def _tolerance(targets: Targets) -> np.ndarray:
    """A thousandth of the standard deviation of each number."""
    spread = np.asarray(targets).astype(float).std(0)
    return TOLERANCE * np.where(spread > 0, spread, 1.0)


REGRESSION = TaskMethods(
    TASKS["regression"],
    read=read_values,
    stack=stack_values,
    count=lambda targets, outputs: np.full(outputs, len(targets)),
    truth=lambda _target, _names: "",
    names_key="outputs",
    scores_key="per_output",
    judging=Judging(
        measure=measure_numbers,
        intervals=number_intervals,
        intervals_from=FROM_RESAMPLES,
        by_output=score_numbers,
        noted=number_errors,
        compared=("mae", "rmse"),  # the loss is in standard deviations of what each run was trained on
        error=lambda row: float(abs(row.scores - row.target).mean()),
        test="permutation",
    ),
    answering=Answering(_contents, (), _words),
    exporting=Exporting(
        activation="none",
        is_same=None,
        tolerance=_tolerance,
        unit="numbers",
        snippet='answer["values"]',
        kind="A model that reads {} off an image",
        ending="the numbers in their own units",
        quality="Mean absolute error **{val_mae:.4g}**, root mean squared error **{val_rmse:.4g}**, R² "
        "**{val_r2:.3f}** on {n:,} validation images, in the units of the table, means over the numbers.",
        limits=("- It gives numbers for any image, also for one that has nothing to do with them.",),
    ),
)
