"""What is to have its share in every part of a split: classes, ranges of a number, or labels."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.tasks.info import TASKS

MOST_BINS = 10  # ranges of a number
LEAST_IN_BIN = 10  # images, as far as equal values allow
ALL_IMAGES = ("all images",)


@dataclass(frozen=True, slots=True, eq=False)
class Strata:
    """Each image is in one of the strata; where images have labels, all are in one, and may have any of the labels."""

    names: tuple[str, ...]
    numbers: np.ndarray  # of integers (images,)
    labels: np.ndarray | None = None  # bool (images, labels)

    def counts(self, rows: np.ndarray) -> np.ndarray:
        """Images of each stratum among the rows, int64 (names,)."""
        return np.bincount(self.numbers[rows], minlength=len(self.names))

    def content(self, rows: np.ndarray) -> Counter[int]:
        """How many of the rows have each label, or are in each stratum."""
        if self.labels is not None:
            return Counter(np.nonzero(self.labels[rows])[1].tolist())
        return Counter(self.numbers[rows].tolist())


def strata_of(index: Index, rows: np.ndarray) -> Strata:
    """The strata of an index; ranges of the first number are such that `rows` fill them about alike."""
    if index.targets is None:
        return Strata(index.class_names, index.labels)
    if TASKS[index.task].has_labels:
        return Strata(ALL_IMAGES, np.zeros(len(index.paths), np.int64), index.targets > 0)
    values = index.targets[:, 0]
    edges = bin_edges(values[rows])
    return Strata(_names(edges), np.searchsorted(edges, values))


def bin_edges(values: np.ndarray) -> np.ndarray:
    """Quantiles that divide the values into ranges (low, high] of about as many; few values give few ranges."""
    count = max(1, min(MOST_BINS, len(values) // LEAST_IN_BIN))
    edges = np.unique(np.quantile(values, np.arange(1, count) / count, method="inverted_cdf")) if count > 1 else []
    edges = np.asarray(edges, values.dtype)
    while len(edges):
        sizes = np.bincount(np.searchsorted(edges, values), minlength=len(edges) + 1)
        if sizes.min() >= LEAST_IN_BIN // 2:
            break
        edges = np.delete(edges, max(0, int(sizes.argmin()) - 1))
    return edges


def sizes(found: int, val_share: float, test_share: float) -> tuple[int, int]:
    """How many of a class go to val and test: at least one each where that leaves one to train on."""
    n_val = min(max(1, round(found * val_share)), max(0, found - 1))
    wanted = max(1, round(found * test_share)) if test_share else 0
    return n_val, min(wanted, max(0, found - 1 - n_val))


def ranks(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each sample how many of its class came before it, and how many its class has."""
    order = np.argsort(numbers, kind="stable")
    counts = np.bincount(numbers)
    starts = np.cumsum(counts) - counts
    found = np.empty(len(numbers), np.int64)
    found[order] = np.arange(len(numbers)) - starts[numbers[order]]
    return found, counts[numbers]


def _names(edges: np.ndarray) -> tuple[str, ...]:
    if not len(edges):
        return ALL_IMAGES
    texts = [f"{edge:.4g}" for edge in edges]
    between = (f"{low} – {high}" for low, high in pairwise(texts))
    return (f"≤ {texts[0]}", *between, f"> {texts[-1]}")
