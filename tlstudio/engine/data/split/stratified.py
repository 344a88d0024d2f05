"""Stratified split: classes, ranges of a number, or labels have their share in every part.

Labels, and groups of samples, by iterative stratification: Sechidis, Tsoumakas and Vlahavas, "On the Stratification of
Multi-Label Data" (2011), with groups in the place of samples, the larger ones first.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.sentences import sentence
from tlstudio.engine.tasks.info import TASKS

Content = Mapping[int, int]  # samples of each label in a unit

MOST_BINS = 10  # ranges of a number
LEAST_IN_BIN = 10  # samples, as far as equal values allow


@dataclass(frozen=True, slots=True, eq=False)
class Strata:
    """Each sample is in one of the strata; where they have labels, all are in one, and may have any of the labels."""

    names: tuple[str, ...]
    numbers: np.ndarray  # of integers (samples,)
    labels: np.ndarray | None = None  # bool (samples, labels)

    def counts(self, rows: np.ndarray) -> np.ndarray:
        """Samples of each stratum among the rows, int64 (names,)."""
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
        return Strata(_all_of(index), np.zeros(len(index.paths), np.int64), index.targets > 0)
    values = index.targets[:, 0]
    edges = bin_edges(values[rows])
    return Strata(_names(edges) or _all_of(index), np.searchsorted(edges, values))


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


def _all_of(index: Index) -> tuple[str, ...]:
    return (sentence("all {plural}", plural=modality_of(index.kind).plural),)


def _names(edges: np.ndarray) -> tuple[str, ...]:
    if not len(edges):
        return ()
    texts = [f"{edge:.4g}" for edge in edges]
    between = (f"{low} – {high}" for low, high in pairwise(texts))
    return (f"≤ {texts[0]}", *between, f"> {texts[-1]}")


def assign_evenly(
    contents: Sequence[Content], amounts: Sequence[int], wanted: np.ndarray, room: np.ndarray, fixed: Sequence[int]
) -> np.ndarray:
    """The part of each unit, int64. Units are given in an order by chance; `amounts` are their samples.

    `wanted` (parts, labels) and `room` (parts,) say how many samples of each label, and of all, a part is to get;
    `fixed` the part that a unit is in already, or -1.
    """
    wanted, room = wanted.astype(np.float64), room.astype(np.float64)
    parts = np.full(len(contents), -1, np.int64)
    members = _members(contents)
    left = {label: sum(contents[unit][label] for unit in units) for label, units in members.items()}

    def give(unit: int, part: int) -> None:
        parts[unit] = part
        room[part] -= amounts[unit]
        for label, count in contents[unit].items():
            wanted[part, label] -= count
            if label in left:
                left[label] -= count

    for unit, part in enumerate(fixed):
        if part >= 0:
            give(unit, part)
    while left:
        rarest = min(left, key=lambda label: (left[label], label))
        for unit in sorted(members[rarest], key=lambda unit: -amounts[unit]):
            if parts[unit] < 0:
                give(unit, _neediest(wanted[:, rarest], room))
        del left[rarest]
    for unit in np.flatnonzero(parts < 0).tolist():  # those without a label
        give(unit, int(room.argmax()))
    return parts


def _members(contents: Sequence[Content]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for unit, content in enumerate(contents):
        for label in content:
            members.setdefault(label, []).append(unit)
    return members


def _neediest(wanted: np.ndarray, room: np.ndarray) -> int:
    """The part that wants most of the label; of several, the one with most room."""
    most = np.flatnonzero(wanted >= wanted.max() - 1e-9)
    return int(most[room[most].argmax()])
