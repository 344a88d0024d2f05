"""How sure a share is. Light enough for a window that has not loaded any library of statistics."""

import math
from statistics import NormalDist


def wilson_interval(right: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Where the true share lies after `right` of `n`, at `confidence` (Wilson 1927, without continuity correction)."""
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = right / n
    centre = share + z**2 / (2 * n)
    margin = z * math.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    scale = 1 + z**2 / n
    low, high = (centre - margin) / scale, (centre + margin) / scale
    return (low if right else 0.0), (high if right < n else 1.0)  # exact at the ends, whatever the rounding


def paired_p(only_first: int, only_second: int) -> float:
    """How likely two equally good classifiers differ as much as this, or more, on the same images.

    The counts are of images that only the one, or only the other, gets right (exact McNemar test, two-sided).
    """
    n, fewer = only_first + only_second, min(only_first, only_second)
    tail = sum(math.comb(n, k) for k in range(fewer + 1))
    return min(1.0, tail / 2 ** (n - 1)) if n else 1.0
