"""Assign samples, and groups of them, to train, val and test, or to folds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.engine.data.split.stratified import Strata, assign_evenly, ranks, sizes

PARTS = ("train", "val", "test")

Assignment = dict[str, list[int]]  # the numbers of the units in each part


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """What is assigned: rows of an index that stay together, in an order by chance."""

    rows: list[np.ndarray]
    pins: list[str]  # the part that each stays in, or ""
    strata: Strata

    def joined(self, numbers: Sequence[int]) -> np.ndarray:
        """The rows of these units, ascending."""
        return np.sort(np.concatenate([self.rows[unit] for unit in numbers])) if numbers else np.empty(0, np.int64)

    def free(self, numbers: Sequence[int]) -> list[int]:
        """Those of the units that are not pinned."""
        return [unit for unit in numbers if not self.pins[unit]]


def assign(units: Units, val_share: float, test_share: float) -> Assignment:
    """The units of each part; a `val_share` of 0 puts only those in val that are pinned there."""
    if units.strata.labels is not None:
        return _by_label(units, val_share, test_share)
    n_val, n_test = _sizes(units, val_share, test_share)[:, 1:].tolist()
    room = {"val": n_val, "test": n_test}
    return _fill(units, room if val_share else {"test": room["test"]})


def assign_singly(order: np.ndarray, strata: Strata, val_share: float, test_share: float) -> list[np.ndarray]:
    """What `assign` gives where each row stands alone: of each class the first go to val, the next to test."""
    found = [sizes(count, val_share, test_share) for count in strata.counts(order).tolist()]
    n_val, n_test = np.array(found)[strata.numbers[order]].T
    place, _ = ranks(strata.numbers[order])
    is_val, is_test = place < n_val, (place >= n_val) & (place < n_val + n_test)
    return [np.sort(order[part]) for part in (~is_val & ~is_test, is_val, is_test)]


def assign_folds(units: Units, folds: int, fold: int, test_share: float) -> Assignment:
    """Test first, so that it is the same for all folds; what is pinned stays where it is in all of them."""
    assigned = assign(units, 0.0, test_share)
    free = units.free(assigned["train"])
    wanted = np.tile(_totals(units, free) / folds, (folds, 1))
    numbers = _assigned_evenly(units, free, wanted)
    own = {unit for unit, number in zip(free, numbers, strict=True) if number == fold}
    train = [unit for unit in assigned["train"] if unit not in own]
    return {"train": train, "val": [*assigned["val"], *sorted(own)], "test": assigned["test"]}


def lacking(strata: Strata, parts: Sequence[np.ndarray]) -> list[int]:
    """Classes without a sample in one of the parts, each given as rows."""
    counts = np.stack([strata.counts(rows) for rows in parts])
    return np.flatnonzero((counts == 0).any(0)).tolist()


def help_validation(units: Units, assigned: Assignment) -> None:
    """Where a class has no group in val, it gets the smallest of train if another is left there, or else of test."""
    for label in lacking(units.strata, [units.joined(assigned[part]) for part in ("train", "val")]):
        own = {part: [unit for unit in assigned[part] if _has(units, unit, label)] for part in PARTS}
        giving = "train" if len(own["train"]) > 1 else "test"
        free = units.free(own[giving])
        if free and not own["val"]:
            smallest = min(free, key=lambda unit: len(units.rows[unit]))
            assigned[giving].remove(smallest)
            assigned["val"].append(smallest)


def _by_label(units: Units, val_share: float, test_share: float) -> Assignment:
    totals, smaller = _totals(units, range(len(units.rows))), _sizes(units, val_share, test_share)
    smaller[0] *= val_share > 0
    wanted = np.vstack([totals - smaller.sum(0), smaller])
    assigned: Assignment = {part: [] for part in PARTS}
    for unit, number in enumerate(_assigned_evenly(units, range(len(units.rows)), wanted)):
        assigned[PARTS[number]].append(unit)
    return assigned


def _sizes(units: Units, val_share: float, test_share: float) -> np.ndarray:
    """As `_totals`, of what goes to val and to test: (2, 1 + names).

    What was moved to test beyond its share is no part of what the shares are of: val would take all that is left.
    """
    tests = [unit for unit, pin in enumerate(units.pins) if pin == "test"]
    totals = _totals(units, range(len(units.rows)))
    found = []
    for total, moved in zip(totals.tolist(), _totals(units, tests).tolist(), strict=True):
        beyond = max(0, moved - sizes(total, val_share, test_share)[1])
        found.append(sizes(total - beyond, val_share, test_share))
    return np.array(found).T


def _totals(units: Units, numbers: Sequence[int]) -> np.ndarray:
    """How many samples there are, then how many of each class or label: (1 + names,)."""
    rows, strata = units.joined(numbers), units.strata
    return np.array([len(rows), *(strata.counts(rows) if strata.labels is None else strata.labels[rows].sum(0))])


def _assigned_evenly(units: Units, numbers: Sequence[int], wanted: np.ndarray) -> list[int]:
    """For each of the units the number of its part; `wanted` (parts, 1 + names) as `_totals` of each."""
    rows = [units.rows[unit] for unit in numbers]
    pins = [PARTS.index(units.pins[unit]) if units.pins[unit] else -1 for unit in numbers]
    contents = [units.strata.content(own) for own in rows]
    return assign_evenly(contents, [len(own) for own in rows], wanted[:, 1:], wanted[:, 0], pins).tolist()


def _fill(units: Units, room: dict[str, list[int]]) -> Assignment:
    """Each unit goes where it is pinned, or else to val or test while it fits there, or else to train.

    `room` has the samples of each class that val and test still take; it is used up.
    """
    assigned: Assignment = {part: [] for part in PARTS}
    in_turn = sorted(range(len(units.rows)), key=lambda unit: not units.pins[unit])  # what is pinned comes first
    for unit in in_turn:
        counts = units.strata.content(units.rows[unit])
        part = units.pins[unit] or next((part for part in room if _fits(counts, room[part])), "train")
        assigned[part].append(unit)
        for label, count in counts.items() if part in room else ():
            room[part][label] -= count
    return assigned


def _fits(counts: Counter[int], room: list[int]) -> bool:
    return all(count <= room[label] for label, count in counts.items())


def _has(units: Units, unit: int, label: int) -> bool:
    return label in units.strata.numbers[units.rows[unit]]
