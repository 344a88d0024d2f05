"""How sure the metrics of labels and numbers are: percentiles over resamples of the images (Efron 1979).

A resample is a weight for each image, how often it was drawn, so that hundreds of them are one product of matrices.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np

from tlstudio.engine.evaluation.target_report import Interval
from tlstudio.engine.project import LABEL_THRESHOLD

RESAMPLES = 1000
AT_ONCE_BYTES = 2**26  # of weights
PERCENTILES = (2.5, 97.5)
ROUNDING = 1e-12  # share of a sum of squares that is no variation


def label_intervals(scores: np.ndarray, targets: np.ndarray) -> tuple[Interval, Interval]:
    """Of macro F1 and of the mean average precision; both arrays are (images, labels)."""
    has = targets >= LABEL_THRESHOLD
    macro_f1, precision = _intervals(lambda weights: _label_metrics(weights, scores, has), len(scores))
    return macro_f1, precision


def number_intervals(scores: np.ndarray, targets: np.ndarray) -> tuple[Interval, Interval, Interval]:
    """Of mean absolute error, root mean squared error and R²; both arrays are (images, outputs)."""
    mae, rmse, r2 = _intervals(lambda weights: _number_metrics(weights, scores, targets), len(scores))
    return mae, rmse, r2


def _intervals(metrics: Callable[[np.ndarray], list[np.ndarray]], n: int) -> list[Interval]:
    found = np.concatenate([np.stack(metrics(weights)) for weights in _weights(n)], axis=1)  # (metrics, resamples)
    return [_percentiles(values[~np.isnan(values)]) for values in found]


def _percentiles(values: np.ndarray) -> Interval:
    """NaN where no resample could be judged."""
    low, high = np.percentile(values, PERCENTILES).tolist() if len(values) else (math.nan, math.nan)
    return low, high


def _weights(n: int) -> Iterator[np.ndarray]:
    """All resamples in parts, each float64 (resamples, images) that sum to n in every row."""
    random = np.random.default_rng(0)
    step = max(1, min(RESAMPLES, AT_ONCE_BYTES // (8 * n)))
    for start in range(0, RESAMPLES, step):
        yield random.multinomial(n, np.full(n, 1 / n), min(step, RESAMPLES - start)).astype(float)


def _label_metrics(weights: np.ndarray, scores: np.ndarray, has: np.ndarray) -> list[np.ndarray]:
    """(resamples,) each: only labels that some image of a resample has, and some has not, are judged in it."""
    n, given = scores.shape[0], scores >= LABEL_THRESHOLD
    having = weights @ has  # (resamples, labels)
    hits = weights @ (given & has)
    f1 = _ratio(2 * hits, weights @ given + having)
    precision = np.stack([_average_precision(weights, scores[:, i], has[:, i]) for i in range(has.shape[1])], 1)
    judged = (having > 0) & (having < n)
    return [_ratio((one * judged).sum(1), judged.sum(1)) for one in (f1, precision)]


def _average_precision(weights: np.ndarray, scores: np.ndarray, has: np.ndarray) -> np.ndarray:
    """(resamples,) the precision at each image that has the label, images of equal score together."""
    order = np.argsort(-scores, kind="stable")
    drawn, found = weights[:, order], weights[:, order] * has[order]
    last = np.searchsorted(-scores[order], -scores[order], side="right") - 1  # of the images with this score
    precision = _ratio(found.cumsum(1)[:, last], drawn.cumsum(1)[:, last])
    return _ratio((found * precision).sum(1), found.sum(1))


def _number_metrics(weights: np.ndarray, scores: np.ndarray, targets: np.ndarray) -> list[np.ndarray]:
    """(resamples,) each, the mean over the outputs."""
    n, errors = len(scores), scores - targets
    centred = targets - targets.mean(0)  # what the variance is of must be small beside it
    squared = weights @ errors**2
    variation = weights @ centred**2 - (weights @ centred) ** 2 / n
    vary = variation > ROUNDING * (weights @ centred**2)  # as R² needs
    r2 = np.where(vary, 1 - np.divide(squared, variation, out=np.zeros_like(squared), where=vary), 0)
    known = np.divide(r2.sum(1), vary.sum(1), out=np.full(len(r2), math.nan), where=vary.any(1))
    return [(weights @ np.abs(errors) / n).mean(1), np.sqrt(squared / n).mean(1), known]


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """0 where there is nothing to divide by."""
    return np.divide(above, below, out=np.zeros(np.shape(above)), where=below > 0)
