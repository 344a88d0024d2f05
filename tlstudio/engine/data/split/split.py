"""Which samples train, which choose the best epoch, and which only measure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.split.assign import (
    PARTS,
    Assignment,
    Units,
    assign,
    assign_folds,
    help_validation,
    lacking,
)
from tlstudio.engine.data.split.groups import group_numbers
from tlstudio.engine.data.split.order import order_of
from tlstudio.engine.data.split.singly import divide_singly
from tlstudio.engine.data.split.stratified import Strata, ranks, strata_of
from tlstudio.engine.errors import DataError, TooFewImages
from tlstudio.engine.project import DataSpec
from tlstudio.engine.sentences import sentence
from tlstudio.engine.tasks.info import TASKS

LEAST = 2  # samples of a class in `some`: one to learn from, one to ask about


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Rows of an index, ascending; each row stands in one part."""

    train: np.ndarray
    val: np.ndarray
    test: np.ndarray


def split(index: Index, spec: DataSpec) -> Split:
    """Divide the samples so that each class, label or range of the first number keeps its share in every part.

    What is left out, cannot be read, was given another class or moved by hand keeps its turn in the class of its
    folder: an edit of one sample moves no other, unless a class would be left without training or validation.
    Groups (`spec.groups`) stay together, a class counting where most of a group belongs; so do samples that the user
    pinned, with their groups. Train, val and test that the folders or the table give are kept; without val, it is
    taken from train. With `spec.folds`, what is not in test is divided into as many, of which one is val.
    The same seed gives the same split on any machine. Raises TooFewImages if a class has fewer than two samples, and
    DataError if one is missing in the given train part or has but one group, or val is given and folds are asked for.
    """
    _check_labels(index)
    if index.given_split is not None:
        return _as_given(index, spec)
    return _divided(index, np.arange(len(index.paths)), spec, spec.test_share)


def _check_labels(index: Index) -> None:
    if index.targets is None and len(index.class_names) < 2:
        total = len(index.unlabelled) + len(index.paths)
        nouns = modality_of(index.kind).plural
        raise DataError(
            "{folder} has {total:,} {nouns} but no class folders, and {count:,} with a label. Training "
            "needs {nouns} of two classes: label them, or put each class into a folder of its own.",
            folder=index.folder,
            total=total,
            nouns=nouns,
            count=len(index.paths),
        )


def shuffled(index: Index, seed: int) -> np.ndarray:
    """All rows of the index in an order by chance, as `order_of`."""
    return order_of(index.paths, seed)


def some(index: Index, rows: np.ndarray, most: int, seed: int) -> np.ndarray:
    """At most `most` of the rows, in an order by chance, so that each class keeps its share and two samples at least.

    There may be more than `most` where there are that many classes.
    """
    order = shuffled(index, seed)
    order = order[np.isin(order, rows)]
    places, counts = ranks(index.labels[order])
    shares = (places + 0.5) / counts
    first = np.lexsort((shares, places >= LEAST))[: max(most, LEAST * len(index.class_names))]
    return order[np.sort(first)]


def folds(labels: np.ndarray, count: int) -> np.ndarray:
    """The fold (from 0) of each sample, assigned in turn class by class, so that all folds are about as large."""
    numbers = np.empty(len(labels), np.int64)
    numbers[np.argsort(labels, kind="stable")] = np.arange(len(labels)) % count
    return numbers


def _as_given(index: Index, spec: DataSpec) -> Split:
    assert index.given_split is not None
    train, val, test = map(index.given_split.rows_of, PARTS)
    _check_train(index, train, spec)
    if not len(val):
        parts = _divided(index, train, spec, 0.0)
        return Split(parts.train, parts.val, test)
    if spec.folds:
        nouns = modality_of(index.kind).plural
        raise DataError(
            "The {nouns} say themselves which of them validate, so there are no folds. Set folds to 0.",
            nouns=nouns,
        )
    return Split(train, val, test)


def _check_train(index: Index, train: np.ndarray, spec: DataSpec) -> None:
    where = (
        sentence("train by the column {split_column!r}", split_column=spec.split_column)
        if spec.split_column
        else sentence("the train folder")
    )
    noun = modality_of(index.kind).noun
    if not len(train):
        raise DataError("There is no usable {noun} in {where}. Add some.", noun=noun, where=where)
    strata = strata_of(index, train)
    for name, count in zip(strata.names, strata.counts(train).tolist(), strict=True):
        if not count:
            raise DataError(
                "Class {name!r} has no usable {noun} in {where}. Add some or remove the class.",
                name=name,
                noun=noun,
                where=where,
            )


def _divided(index: Index, rows: np.ndarray, spec: DataSpec, test_share: float) -> Split:
    strata = strata_of(index, rows)
    for name, count in zip(strata.names, strata.counts(rows).tolist(), strict=True):
        if count < 2:
            raise TooFewImages(name, count)
    if _stand_alone(index, spec):
        parts = divide_singly(index, rows, strata, spec, test_share)
        found = Split(*(rows[parts == number] for number in range(len(PARTS))))
        _check_parts(index, strata, (found.train, found.val))
        return found
    order = shuffled(index, spec.split_seed)
    order = order[np.isin(order, rows)]
    together = _together(index, order, spec)
    units = Units(together, _pins(index, together, spec), strata)
    if spec.folds:
        assigned = assign_folds(units, spec.folds, spec.fold, test_share)
    else:
        assigned = assign(units, spec.val_share, test_share)
        help_validation(units, assigned)
    _check_assignment(index, units, assigned, has_folds=bool(spec.folds))
    return Split(*(units.joined(assigned[part]) for part in PARTS))


def _check_assignment(index: Index, units: Units, assigned: Assignment, *, has_folds: bool) -> None:
    """A small class need not be in the validation of every fold."""
    needed = ("train",) if has_folds and assigned["val"] else ("train", "val")
    _check_parts(index, units.strata, [units.joined(assigned[part]) for part in needed])


def _check_parts(index: Index, strata: Strata, parts: Sequence[np.ndarray]) -> None:
    modality = modality_of(index.kind)
    for label in lacking(strata, parts):
        raise DataError(
            "Class {name!r} leaves no {noun} to train on, or none for validation: its {plural} stay "
            "together or were moved. Add {plural}, or change what stays together.",
            name=strata.names[label],
            noun=modality.noun,
            plural=modality.plural,
        )


def _together(index: Index, order: np.ndarray, spec: DataSpec) -> list[np.ndarray]:
    """The rows that stay together, in the order in which the first of them comes."""
    numbers = group_numbers(index, spec)
    if numbers is None:
        return np.split(order, np.arange(1, len(order)))
    _, first, inverse = np.unique(numbers[order], return_index=True, return_inverse=True)
    ranks = np.argsort(np.argsort(first))[inverse]
    return np.split(order[np.argsort(ranks, kind="stable")], np.cumsum(np.bincount(ranks))[:-1])


def _pins(index: Index, units: list[np.ndarray], spec: DataSpec) -> list[str]:
    """The part that the first pinned sample of each unit stays in, or ""."""
    if not _has_pins(index, spec):
        return [""] * len(units)
    pinned: dict[int, str] = {row: spec.pinned[path] for path, row in index.paths.rows_of(spec.pinned).items()}
    pins = ([pinned.get(row, "") for row in unit.tolist()] for unit in units)
    return [next(filter(None, own), "") for own in pins]


def _stand_alone(index: Index, spec: DataSpec) -> bool:
    """Whether no sample goes where others do, as in most projects: very many are then divided in no time."""
    return group_numbers(index, spec) is None and not spec.folds and not TASKS[index.task].has_labels


def _has_pins(index: Index, spec: DataSpec) -> bool:
    return bool(spec.pinned) and index.given_split is None
