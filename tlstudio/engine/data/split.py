"""Which images train, which choose the best epoch, and which only measure."""

import hashlib
import unicodedata
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

    Train, val and test folders of the data are kept; without a val folder, val is taken from train.
    The same seed gives the same split on any machine. Raises TooFewImages if a class has fewer than two images,
    and DataError if one is missing in the train folder.
    """
    if index.given_split is not None:
        return _as_given(index, spec)
    order = shuffled(index, spec.split_seed)
    train, val, test = [], [], []
    for name, rows in _strata(index, order):
        n_val, n_test = _sizes(name, len(rows), spec.val_share, spec.test_share)
        val.append(rows[:n_val])
        test.append(rows[n_val : n_val + n_test])
        train.append(rows[n_val + n_test :])
    return Split(_joined(train), _joined(val), _joined(test))


def _as_given(index: Index, spec: DataSpec) -> Split:
    given = np.array(index.given_split)
    train, val, test = (np.flatnonzero(given == part) for part in ("train", "val", "test"))
    for name, rows in _strata(index, train):
        if not len(rows):
            raise DataError(f"Class {name!r} has no usable image in the train folder. Add some or remove the class.")
    if len(val):
        return Split(train, val, test)
    order = shuffled(index, spec.split_seed)
    order = order[given[order] == "train"]
    chosen = []
    for name, rows in _strata(index, order):
        n_val, _ = _sizes(name, len(rows), spec.val_share, 0.0)
        chosen.append(rows[:n_val])
    val = _joined(chosen)
    return Split(np.setdiff1d(train, val), val, test)


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
    digests = [_digest(path, seed) for path in index.paths]
    return np.array(sorted(range(len(digests)), key=digests.__getitem__), dtype=np.int64)


def _digest(path: str, seed: int) -> bytes:
    name = unicodedata.normalize("NFC", path)  # macOS and Linux may spell the same name differently
    return hashlib.sha256(f"{seed}:{name}".encode("utf-8", "surrogateescape")).digest()


def _joined(rows: list[np.ndarray]) -> np.ndarray:
    return np.sort(np.concatenate(rows))
