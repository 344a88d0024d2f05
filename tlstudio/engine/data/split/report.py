"""How the samples are divided, class by class, what is short in it, and what a split by chance would leak."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.groups import group_numbers
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.data.split.stratified import strata_of
from tlstudio.engine.project import DataSpec, Grouping
from tlstudio.engine.tasks.info import TASKS

By = Literal["class", "label", "range"]  # of the first number
ShortKind = Literal["empty", "no_train", "no_val", "no_test", "fewer_than_folds"]


@dataclass(frozen=True, slots=True)
class SplitRow:
    """Samples of a class, a label or a range in each part."""

    name: str
    train: int
    val: int
    test: int

    @property
    def images(self) -> int:
        return self.train + self.val + self.test


@dataclass(frozen=True, slots=True)
class Short:
    """A class, label or range with too few samples."""

    kind: ShortKind
    name: str
    images: int


@dataclass(frozen=True, slots=True)
class Leak:
    """Groups with samples in train and in another part, and their samples outside of train."""

    groups: int
    val: int
    test: int


@dataclass(frozen=True, slots=True)
class SplitReport:
    by: By
    rows: tuple[SplitRow, ...]
    total: SplitRow
    short: tuple[Short, ...]
    is_given: bool  # whether the folders or the table say which sample trains
    folds: int
    fold: int
    grouping: Grouping
    groups: int  # of two samples or more
    grouped: int  # samples in them
    leak: Leak  # of this split, as far as groups are known
    random_leak: Leak | None  # of one that does not keep them together; None where no groups are asked for


def split_report(index: Index, spec: DataSpec, parts: Split) -> SplitReport:
    """What there is to say of `parts`, the split of the index by the spec. Raises DataError as `split`."""
    numbers = group_numbers(index, spec)
    by, rows = _rows(index, parts)
    sizes = np.bincount(numbers) if numbers is not None else np.empty(0, np.int64)
    random = None
    if numbers is not None and index.given_split is None:
        random = leak_of(numbers, split(index, replace(spec, groups="none")))
    total = SplitRow("", len(parts.train), len(parts.val), len(parts.test))
    return SplitReport(
        by=by,
        rows=rows,
        total=total,
        short=(*(Short("empty", name, 0) for name in index.empty_classes), *_short(rows, total, spec)),
        is_given=index.given_split is not None,
        folds=spec.folds,
        fold=spec.fold,
        grouping=spec.groups,
        groups=int((sizes > 1).sum()),
        grouped=int(sizes[sizes > 1].sum()),
        leak=leak_of(numbers, parts),
        random_leak=random,
    )


def leak_of(numbers: np.ndarray | None, parts: Split) -> Leak:
    """What the groups with these numbers, one for each sample, leak in a split."""
    if numbers is None:
        return Leak(0, 0, 0)
    outside = [numbers[rows] for rows in (parts.val, parts.test)]
    leaking = [np.isin(groups, numbers[parts.train]) for groups in outside]
    straddling = np.concatenate([groups[own] for groups, own in zip(outside, leaking, strict=True)])
    return Leak(len(np.unique(straddling)), *(int(own.sum()) for own in leaking))


def _rows(index: Index, parts: Split) -> tuple[By, tuple[SplitRow, ...]]:
    everything = np.concatenate([parts.train, parts.val, parts.test])
    own = (parts.train, parts.val, parts.test)
    if TASKS[index.task].has_labels and index.targets is not None:
        counts = [(index.targets[rows] > 0).sum(0) for rows in own]
        return "label", _named(index.class_names, counts)
    strata = strata_of(index, everything)
    by: By = "class" if index.targets is None else "range"
    return by, _named(strata.names, [strata.counts(rows) for rows in own])


def _named(names: Sequence[str], counts: Sequence[np.ndarray]) -> tuple[SplitRow, ...]:
    return tuple(SplitRow(name, *(int(part[place]) for part in counts)) for place, name in enumerate(names))


def _short(rows: Sequence[SplitRow], total: SplitRow, spec: DataSpec) -> list[Short]:
    found = []
    for row in rows:
        if not row.train:
            found.append(Short("no_train", row.name, row.images))
        if spec.folds and row.train + row.val < spec.folds:
            found.append(Short("fewer_than_folds", row.name, row.train + row.val))
        elif not row.val:
            found.append(Short("no_val", row.name, row.images))
        if total.test and not row.test:
            found.append(Short("no_test", row.name, row.images))
    return found
