"""Which images train, which choose the best epoch, and which only measure."""

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.errors import DataError, TooFewImages
from tlstudio.engine.project import DataSpec


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Rows of an index, ascending; each row stands in one part."""

    train: np.ndarray
    val: np.ndarray
    test: np.ndarray


def split(index: Index, spec: DataSpec) -> Split:
    """Divide the images so that each class keeps its share in every part; labels and numbers divide by chance.

    Groups (`spec.groups`) stay together, a class counting where most of a group belongs; so do images that the user
    pinned, with their groups. Train, val and test folders of the data are kept; without a val folder, val is taken
    from train. The same seed gives the same split on any machine. Raises TooFewImages if a class has fewer than two
    images, and DataError if one is missing in the train folder or has but one group.
    """
    if index.given_split is not None:
        return _as_given(index, spec)
    return _divided(index, np.arange(len(index.paths)), spec, spec.test_share)


def _as_given(index: Index, spec: DataSpec) -> Split:
    assert index.given_split is not None
    given = index.given_split
    train, val, test = (given.rows_of(part) for part in ("train", "val", "test"))
    for name, rows in _strata(index, train):
        if not len(rows):
            raise DataError(f"Class {name!r} has no usable image in the train folder. Add some or remove the class.")
    if len(val):
        return Split(train, val, test)
    parts = _divided(index, train, spec, 0.0)
    return Split(parts.train, parts.val, test)


def _divided(index: Index, rows: np.ndarray, spec: DataSpec, test_share: float) -> Split:
    order = shuffled(index, spec.split_seed)
    order = order[np.isin(order, rows)]
    labels, names = _classes(index)
    sizes = [
        _sizes(name, found, spec.val_share, test_share)
        for name, found in zip(names, np.bincount(labels[rows], minlength=len(names)).tolist(), strict=True)
    ]
    if group_numbers(index, spec) is None and not _has_pins(index, spec):
        return _dealt_singly(order, labels, np.array(sizes))
    units = _units(index, order, spec)
    room = {"val": [n_val for n_val, _ in sizes], "test": [n_test for _, n_test in sizes]}
    dealt = _deal(units, labels, room, _pins(index, units, spec))
    for label in _lacking(dealt, labels, len(names)):
        _help(dealt, labels, label)
    for label in _lacking(dealt, labels, len(names)):
        raise DataError(
            f"Class {names[label]!r} leaves no image to train on, or none for validation: its images stay together or "
            "were moved. Add images, or change what stays together."
        )
    return Split(*(_joined(dealt[part]) for part in ("train", "val", "test")))


def _dealt_singly(order: np.ndarray, labels: np.ndarray, sizes: np.ndarray) -> Split:
    """What `_deal` gives where each image stands alone: of each class the first go to val, the next to test."""
    place, _ = ranks(labels[order])
    n_val, n_test = sizes[labels[order]].T
    is_val, is_test = place < n_val, (place >= n_val) & (place < n_val + n_test)
    return Split(*(np.sort(order[part]) for part in (~is_val & ~is_test, is_val, is_test)))


def ranks(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each sample how many of its class came before it, and how many its class has."""
    order = np.argsort(labels, kind="stable")
    counts = np.bincount(labels)
    starts = np.cumsum(counts) - counts
    found = np.empty(len(labels), np.int64)
    found[order] = np.arange(len(labels)) - starts[labels[order]]
    return found, counts[labels]


def _classes(index: Index) -> tuple[np.ndarray, tuple[str, ...]]:
    """What is to have its share in every part: the classes, or all images as one where they have none."""
    if index.targets is not None:
        return np.zeros(len(index.paths), np.int64), ("all images",)
    return index.labels, index.class_names


def _units(index: Index, order: np.ndarray, spec: DataSpec) -> list[np.ndarray]:
    """The rows that stay together, in the order in which the first of them comes."""
    numbers = group_numbers(index, spec)
    if numbers is None:
        return np.split(order, np.arange(1, len(order)))
    _, first, inverse = np.unique(numbers[order], return_index=True, return_inverse=True)
    ranks = np.argsort(np.argsort(first))[inverse]
    return np.split(order[np.argsort(ranks, kind="stable")], np.cumsum(np.bincount(ranks))[:-1])


def _pins(index: Index, units: list[np.ndarray], spec: DataSpec) -> list[str]:
    """The part that the first pinned image of each unit stays in, or ""."""
    if not _has_pins(index, spec):
        return [""] * len(units)
    pinned: dict[int, str] = {row: spec.pinned[path] for path, row in index.paths.rows_of(spec.pinned).items()}
    pins = ([pinned.get(row, "") for row in unit.tolist()] for unit in units)
    return [next(filter(None, own), "") for own in pins]


def _has_pins(index: Index, spec: DataSpec) -> bool:
    return bool(spec.pinned) and index.given_split is None


def _deal(
    units: list[np.ndarray], labels: np.ndarray, room: dict[str, list[int]], pins: list[str]
) -> dict[str, list[np.ndarray]]:
    """Each unit goes where it is pinned, or else to val or test while it fits there, or else to train.

    `room` has the images of each class that val and test still take; it is used up.
    """
    dealt: dict[str, list[np.ndarray]] = {"train": [], "val": [], "test": []}
    for is_free in (False, True):
        for unit, pin in zip(units, pins, strict=True):
            if is_free == bool(pin):
                continue
            counts = Counter(labels[unit].tolist())
            part = pin or next((part for part in room if _fits(counts, room[part])), "train")
            dealt[part].append(unit)
            for label, count in counts.items() if part in room else ():
                room[part][label] -= count
    return dealt


def _fits(counts: Counter[int], room: list[int]) -> bool:
    return all(count <= room[label] for label, count in counts.items())


def _lacking(dealt: dict[str, list[np.ndarray]], labels: np.ndarray, count: int) -> list[int]:
    """Classes without an image in train or in val."""
    train, val = (np.bincount(labels[_joined(dealt[part])], minlength=count) for part in ("train", "val"))
    return np.flatnonzero((train == 0) | (val == 0)).tolist()


def _help(dealt: dict[str, list[np.ndarray]], labels: np.ndarray, label: int) -> None:
    """Where every group of a class is larger than its share, val gets the smallest, if another is left to train."""
    train, val = ([n for n, unit in enumerate(dealt[part]) if label in labels[unit]] for part in ("train", "val"))
    if not val and len(train) > 1:
        smallest = min(train, key=lambda number: len(dealt["train"][number]))
        dealt["val"].append(dealt["train"].pop(smallest))


def group_numbers(index: Index, spec: DataSpec) -> np.ndarray | None:
    """The group of each image, int64; None where each stands alone."""
    if spec.groups == "near_duplicates":
        assert index.groups is not None, "near-duplicates have to be found before they can be kept together"
        return index.groups
    keys = _group_keys(index, spec)
    if keys is None:
        return None
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key or f"/{row}", len(numbers)) for row, key in enumerate(keys)])


def _group_keys(index: Index, spec: DataSpec) -> list[str] | None:
    """What the images of a group have in common; "" for an image that stands alone."""
    if spec.groups == "folder":
        depth = 1 if index.given_split is None else 2
        folders = (path.rpartition("/")[0] for path in index.paths)
        return [folder if folder.count("/") >= depth else "" for folder in folders]
    if spec.groups == "pattern" and spec.group_pattern:
        pattern = re.compile(spec.group_pattern)
        return [_found(pattern, path.rpartition("/")[2]) for path in index.paths]
    return None


def _found(pattern: re.Pattern[str], name: str) -> str:
    """What the first group of the pattern holds, or else all that it matches."""
    match = pattern.search(name)
    return (match[1] or "" if pattern.groups else match[0]) if match else ""


def _strata(index: Index, rows: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """The rows of each class, in their order; all together where an image has no class."""
    if index.targets is not None:
        return [("all images", rows)]
    return [(name, rows[index.labels[rows] == label]) for label, name in enumerate(index.class_names)]


def _sizes(name: str, found: int, val_share: float, test_share: float) -> tuple[int, int]:
    """How many of a class go to val and test: at least one each where that leaves one to train on."""
    if found < 2:
        raise TooFewImages(name, found)
    n_val = min(max(1, round(found * val_share)), found - 1)
    wanted = max(1, round(found * test_share)) if test_share else 0
    return n_val, min(wanted, found - 1 - n_val)


def shuffled(index: Index, seed: int) -> np.ndarray:
    """All rows in an order that depends on seed and names alone: no library's random stream, and no other image."""
    digests = bytearray()
    for path in index.paths:
        digests += _digest(path, seed)
    columns = np.frombuffer(digests, ">u8").reshape(-1, 4).astype(np.uint64).T
    return np.lexsort(columns[::-1])


def _digest(path: str, seed: int) -> bytes:
    name = unicodedata.normalize("NFC", path)  # macOS and Linux may spell the same name differently
    return hashlib.sha256(f"{seed}:{name}".encode("utf-8", "surrogateescape")).digest()


def _joined(rows: list[np.ndarray]) -> np.ndarray:
    return np.sort(np.concatenate(rows)) if rows else np.empty(0, np.int64)
