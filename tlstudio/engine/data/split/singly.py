"""Divide samples that stand alone, each by its turn in the class folder it lies in: an edit of one moves no other."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.assign import PARTS, assign_singly
from tlstudio.engine.data.split.order import order_of
from tlstudio.engine.data.split.stratified import Strata
from tlstudio.engine.project import DataSpec

TRAIN, VAL, TEST = range(len(PARTS))


def divide_singly(index: Index, rows: np.ndarray, strata: Strata, spec: DataSpec, test_share: float) -> np.ndarray:
    """The number of the part of each of the rows (rows,); `strata` are those of the index.

    What is left out, cannot be read, has another class or was moved by hand has its turn where it lies, and gives it up
    to no other sample. Only where that leaves a class without training or validation one of its samples changes sides.
    """
    paths, own = _as_they_lie(index, rows, strata)
    order = order_of(paths, spec.split_seed)
    parts = np.empty(len(paths), np.int64)
    for number, taken in enumerate(assign_singly(order, own, spec.val_share, test_share)):
        parts[taken] = number
    parts, turns = parts[: len(rows)], np.argsort(order)[: len(rows)]
    pinned = index.paths.rows_of(spec.pinned) if index.given_split is None else {}
    if index.origins or pinned:
        is_pinned = _pin(parts, rows, {row: spec.pinned[path] for path, row in pinned.items()})
        _help(parts, strata.numbers[rows], turns, ~is_pinned)
    return parts


def _as_they_lie(index: Index, rows: np.ndarray, strata: Strata) -> tuple[Sequence[str], Strata]:
    """The paths of the rows, then of what is out, and their strata before any edit."""
    paths = index.paths if len(rows) == len(index.paths) else list(index.paths.at(rows))
    if not index.origins or index.targets is not None:
        return paths, Strata(strata.names, strata.numbers[rows])
    known = index.paths.rows_of(index.origins)
    out = [path for path in index.origins if path not in known] if index.given_split is None else []
    names = tuple(dict.fromkeys((*index.class_names, *index.origins.values())))
    numbers = {name: number for number, name in enumerate(names)}
    labels = index.labels.astype(np.int64)
    labels[list(known.values())] = [numbers[index.origins[path]] for path in known]
    of_out = np.array([numbers[index.origins[path]] for path in out], np.int64)
    return [*paths, *out], Strata(names, np.concatenate((labels[rows], of_out)))


def _pin(parts: np.ndarray, rows: np.ndarray, pinned: dict[int, str]) -> np.ndarray:
    """Move samples where the user put them; true for those (rows,)."""
    is_pinned = np.isin(rows, list(pinned))
    parts[is_pinned] = [PARTS.index(pinned[row]) for row in rows[is_pinned].tolist()]
    return is_pinned


def _help(parts: np.ndarray, labels: np.ndarray, turns: np.ndarray, is_free: np.ndarray) -> None:
    """Where a class has nothing to train or to validate on, the last of its samples in turn goes there that can."""
    for label in np.unique(labels).tolist():
        own = labels == label
        for lacking, givers in ((TRAIN, (TEST, VAL)), (VAL, (TRAIN, TEST))):
            if (parts[own] == lacking).any():
                continue
            for giver in givers:
                can = np.flatnonzero(own & is_free & (parts == giver))
                is_last = giver == TRAIN and (parts[own] == TRAIN).sum() == 1
                if len(can) and not is_last:
                    parts[can[turns[can].argmax()]] = lacking
                    break
