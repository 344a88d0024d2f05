"""A part of the images for a quick look, and folds for cross-validation; both by class, the same on any machine."""

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.split import shuffled
from tlstudio.engine.data.split.strata import ranks

LEAST = 2  # images of a class: one to learn from, one to ask about


def some(index: Index, rows: np.ndarray, most: int, seed: int) -> np.ndarray:
    """At most `most` of the rows, in an order by chance, so that each class keeps its share and two images at least.

    There may be more than `most` where there are that many classes.
    """
    order = _by_chance(index, rows, seed)
    places, counts = ranks(index.labels[order])
    shares = (places + 0.5) / counts
    first = np.lexsort((shares, places >= LEAST))[: max(most, LEAST * len(index.class_names))]
    return order[np.sort(first)]


def folds(labels: np.ndarray, count: int) -> np.ndarray:
    """The fold (from 0) of each sample, dealt out in turn class by class, so that all folds are about as large."""
    dealt = np.empty(len(labels), np.int64)
    dealt[np.argsort(labels, kind="stable")] = np.arange(len(labels)) % count
    return dealt


def _by_chance(index: Index, rows: np.ndarray, seed: int) -> np.ndarray:
    order = shuffled(index, seed)
    return order[np.isin(order, rows)]
