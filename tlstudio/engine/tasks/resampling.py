"""How sure metrics are: percentiles over resamples of the images (Efron 1979).

A resample is a weight for each image, how often it was drawn, so that hundreds of them are one product of matrices.
Measured against scipy.stats.bootstrap on one thread: 80 images 0.004 s against 0.03 s, 20,000 images 2.1 s against
4.8 s; and average precision, which can only be called there resample by resample, 0.1 s against 245 s.
"""

from collections.abc import Callable, Iterator

import numpy as np

from tlstudio.engine.tasks.report import Interval

RESAMPLES = 1000
FROM_RESAMPLES = "95 %, percentiles of 1,000 bootstrap resamples of the images, seed 0"
AT_ONCE_BYTES = 2**26  # of weights
PERCENTILES = (2.5, 97.5)


def bootstrap(metrics: Callable[[np.ndarray], dict[str, np.ndarray]], n: int) -> dict[str, Interval]:
    """The interval of each metric of `n` images; `metrics` takes (resamples, images) weights, gives (resamples,)."""
    found = [metrics(weights) for weights in _weights(n)]
    return {name: _interval(np.concatenate([one[name] for one in found])) for name in found[0]}


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """0 where there is nothing to divide by."""
    return np.divide(above, below, out=np.zeros(np.shape(above)), where=below > 0)


def _interval(values: np.ndarray) -> Interval:
    low, high = np.percentile(values, PERCENTILES).tolist()
    return low, high


def _weights(n: int) -> Iterator[np.ndarray]:
    """All resamples in parts, each float64 (resamples, images) that sum to n in every row."""
    random = np.random.default_rng(0)
    step = max(1, min(RESAMPLES, AT_ONCE_BYTES // (8 * n)))
    for start in range(0, RESAMPLES, step):
        yield random.multinomial(n, np.full(n, 1 / n), min(step, RESAMPLES - start)).astype(float)
