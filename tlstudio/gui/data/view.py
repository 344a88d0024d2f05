"""What the Data step shows, as pure functions of the index, the split and the spec."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import overload

import numpy as np

from tlstudio.engine.data.excluded import Excluded
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.layout import NO_LABEL
from tlstudio.engine.data.natural_order import natural_key
from tlstudio.engine.data.split.split import Split
from tlstudio.engine.data.split.stratified import ranks
from tlstudio.engine.project import DataSpec
from tlstudio.engine.tasks.info import TASKS
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.widgets.numbers import count, fixed, number
from tlstudio.gui.widgets.thumbnails import Tile

ALL, LEFT_OUT, WAITING = "all", "left-out", "no-label"
BINS = 24  # columns of a histogram
CLASS = "class:"  # before the name of a class in the key of a filter
UNEVEN_ABOVE, UNBALANCED_ABOVE = 1.5, 3.0  # images of the largest class for one of the smallest
ENOUGH = 20  # images of a class, for scores that say something


@dataclass(frozen=True, slots=True)
class ClassRow:
    name: str
    count: int
    share: float  # of all images, of 1
    length: float  # of the bar, of 1: the largest class fills it


@dataclass(frozen=True, slots=True)
class NumberRow:
    name: str
    text: str  # from the least to the most
    shares: tuple[float, ...]  # heights of a histogram, of 1


class ImageTiles(Sequence[Tile]):
    """Rows of an index as tiles, each made when it is asked for."""

    def __init__(self, index: Index, rows: np.ndarray) -> None:
        self._index, self._rows = index, rows

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        path = _path_below(value.path, self._index.folder) if isinstance(value, Tile) else ""
        is_there = self._rows == self._index.paths.index(path)
        place = int(np.argmax(is_there)) if is_there.any() else len(self)
        return super().index(value, max(start, place), place + 1 if stop is None else stop)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ImageTiles):
            return NotImplemented
        own, others = self._index, other._index
        is_same = own.folder == others.folder and np.array_equal(self._rows, other._rows)
        return is_same and own.paths == others.paths

    def held(self, order: Sequence[Tile]) -> "tuple[ImageTiles, bool]":
        """These images in that order, then those that are not in it; and whether there are any."""
        rows = self._rows_in(order)
        rows = rows[np.isin(rows, self._rows)]
        new = self._rows[~np.isin(self._rows, rows)]
        return ImageTiles(self._index, np.concatenate((rows, new))), len(new) > 0

    def _rows_in(self, order: Sequence[Tile]) -> np.ndarray:
        """The rows of this index that stand in the order, as they stand there."""
        if isinstance(order, ImageTiles):
            if order._index.paths == self._index.paths:
                return order._rows
            paths = list(order._index.paths.at(order._rows))
        else:
            paths = [_path_below(tile.path, self._index.folder) for tile in order]
        known = self._index.paths.rows_of(paths)
        return np.array([known[path] for path in paths if path in known], np.int64)

    __hash__ = None  # pyright: ignore[reportAssignmentType] # like a list

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Tile: ...
    @overload
    def __getitem__(self, place: slice) -> "ImageTiles": ...
    def __getitem__(self, place: int | slice) -> "Tile | ImageTiles":
        if isinstance(place, slice):
            return ImageTiles(self._index, self._rows[place])
        row = int(self._rows[place])
        return _tile(self._index.folder, self._index.paths[row], answer_words(self._index, row), row)


def tiles(index: Index, chosen: str, text: str) -> Sequence[Tile]:
    """The images of a filter whose path in the folder holds `text`; of all classes they come mixed."""
    wanted = text.strip().casefold()
    if chosen in (LEFT_OUT, WAITING) or (chosen == ALL and index.unlabelled):
        found = _listed(index, chosen)
        return [tile for tile in found if wanted in tile.path.as_posix().casefold()] if wanted else found
    rows = _mixed(index) if chosen == ALL else _rows_of(index, _label(index, chosen))
    return ImageTiles(index, rows[np.isin(rows, index.paths.containing(wanted))] if wanted else rows)


def in_order_of(order: Sequence[Tile], found: Sequence[Tile]) -> tuple[Sequence[Tile], Sequence[Tile]]:
    """The order to hold from now on, and what is found in it: an edit of an image moves no other in the grid.

    What is new comes last; what is gone keeps its place for the day it comes back.
    """
    if not order or not isinstance(found, ImageTiles):
        return found, found
    held, has_new = found.held(order)
    return (held if has_new else order), held


def _listed(index: Index, chosen: str) -> list[Tile]:
    if chosen == LEFT_OUT:
        return [_excluded_tile(index.folder, image) for image in index.excluded if image.reason != NO_LABEL]
    return _in_order(index, all_of_them=chosen == ALL)


def _in_order(index: Index, *, all_of_them: bool) -> list[Tile]:
    """All images, or those without a label, as they lie in the folder: labelling one does not move it."""
    waiting, rows = index.unlabelled, {path: row for row, path in enumerate(index.paths)}
    files = _files(index.folder, frozenset((*rows, *waiting)))
    if not all_of_them:
        files = [file for file in files if file[0] not in rows]
    no_label = say("No label")
    labels = [answer_words(index, row) for row in range(len(index.paths))] + [no_label]
    found = ((rows.get(path, -1), file, name) for path, file, name in files)
    return [Tile(file, labels[row], name, row=row) for row, file, name in found]


@lru_cache(maxsize=1)
def _files(folder: Path, paths: frozenset[str]) -> list[tuple[str, Path, str]]:
    """Each path with its file and its name, in natural order; kept, because a label changes nothing of it."""
    return [(path, folder / path, PurePosixPath(path).name) for path in sorted(paths, key=natural_key)]


def tiles_of(index: Index, paths: Sequence[str]) -> list[Tile]:
    """These images, in this order, as far as they are in the folder; those left out with their reason."""
    rows = index.paths.rows_of(paths)
    out = {image.path: image for image in index.excluded}
    used = {
        path: _tile(index.folder, path, answer_words(index, rows[path]), rows[path]) for path in paths if path in rows
    }
    return [used.get(path) or _excluded_tile(index.folder, out[path]) for path in paths if path in used or path in out]


def path_of(tile: Tile, data: DataSpec) -> str:
    """The path as the project has it: relative to the folder, with slashes."""
    return _path_below(tile.path, Path(data.folder))


def _path_below(path: Path, folder: Path) -> str:
    """For very many: a Path of each would take seconds."""
    return str(path).removeprefix(f"{folder}{os.sep}").replace(os.sep, "/")


def filters(index: Index) -> list[tuple[str, str]]:
    """Keys and words of the filters there are."""
    classes = [(CLASS + name, name) for name in index.class_names if not TASKS[index.task].has_units]
    waiting = len(index.unlabelled)
    out = len(index.excluded) - waiting
    others = [
        (WAITING, say("No label ({0})"), waiting),
        (LEFT_OUT, say("Left out ({0})"), out),
    ]
    counted = [(key, words.format(count(images))) for key, words, images in others if images]
    return [(ALL, say("All")), *classes, *counted]


def class_rows(index: Index, named: Sequence[str] = ()) -> list[ClassRow]:
    """Classes `named` by hand come first, in their order and even where they have no image."""
    counts = {**dict.fromkeys(named, 0), **index.counts()}
    total, largest = max(1, len(index.paths)), max((1, *counts.values()))
    return [ClassRow(name, images, images / total, images / largest) for name, images in counts.items()]


def number_rows(index: Index) -> list[NumberRow]:
    """How each number is spread over the images."""
    assert index.targets is not None
    return [_number_row(name, index.targets[:, place]) for place, name in enumerate(index.class_names)]


def _number_row(name: str, values: np.ndarray) -> NumberRow:
    counts, _ = np.histogram(values, BINS)
    text = f"{number(float(values.min()), digits=4)} – {number(float(values.max()), digits=4)}"
    return NumberRow(name, text, tuple((counts / max(1, counts.max())).tolist()))


def answer_words(index: Index, row: int) -> str:
    """What stands under an image: its class, its labels, or its numbers."""
    if index.targets is None:
        return index.class_names[index.labels[row]]
    values = index.targets[row]
    if TASKS[index.task].has_labels:
        return ", ".join(name for name, has in zip(index.class_names, values, strict=True) if has) or "–"
    return " · ".join(number(float(value), digits=4) for value in values)


def _rows_of(index: Index, label: int) -> np.ndarray:
    if index.targets is None:
        return np.flatnonzero(index.labels == label)
    return np.flatnonzero(index.targets[:, label]) if label >= 0 else np.empty(0, np.int64)


def balance(index: Index) -> str:
    """A sentence about how even the classes or labels are."""
    counts = index.counts()
    if TASKS[index.task].has_labels:
        return say("An image may have several labels, so the shares can add up to more than 100 %.")
    if len(counts) < 2:
        return ""
    smallest, largest = min(counts, key=counts.__getitem__), max(counts, key=counts.__getitem__)
    times = counts[largest] / max(1, counts[smallest])
    words = fixed(times, 1)
    if times > UNBALANCED_ABOVE:
        text = say("{0} has {1} times as many images as {2}. Drawing classes equally can help (What training sees).")
        return text.format(largest, words, smallest)
    if counts[smallest] < ENOUGH:
        text = say("Few images: {0} of {1}. It trains, but scores will be uncertain; {2} or more of each class help.")
        return text.format(count(counts[smallest]), smallest, count(ENOUGH))
    if times > UNEVEN_ABOVE:
        return say("{0} has {1} times as many images as {2}, which is fine.").format(largest, words, smallest)
    return say("Well balanced. No class weights needed.")


def part_of(index: Index, split: Split | None, path: str) -> str:
    """ "train", "val" or "test", or "" for an image in none of them."""
    if split is None or path not in index.paths:
        return ""
    row = index.paths.index(path)
    parts = {"train": split.train, "val": split.val, "test": split.test}
    return next((name for name, rows in parts.items() if row in rows), "")


def place_in_training(index: Index | None, split: Split | None, path: str) -> float | None:
    """Where an image stands among those that train, of 1; None for one that does not."""
    if index is None or split is None or part_of(index, split, path) != "train":
        return None
    return (split.train.tolist().index(index.paths.index(path)) + 0.5) / len(split.train)


def part_marks(index: Index | None, split: Split | None) -> list[str]:
    """The colour token of each image's part of the split, as the legend has them; "" for an image in none."""
    if index is None or split is None:
        return []
    marks = np.full(len(index.paths), "", dtype=object)
    for rows, token in ((split.train, "learn"), (split.val, "held"), (split.test, "outline")):
        marks[rows] = token
    return marks.tolist()


def unreadable_sentence(total: int, unreadable: Sequence[Excluded]) -> str:
    text = say("{0} of {1} images cannot be used. They stay out until you decide.")
    return text.format(count(len(unreadable)), count(total))


def expected_folders(folder: str) -> str:
    """What a folder of images should look like."""
    text = say("One folder per class is all it takes, for example\n\n{0} / cats / 1.jpg\n{0} / dogs / 1.jpg")
    return text.format(Path(folder).name)


def framing_words(size_px: int, resize: str) -> str:
    """How an image goes in: "224 × 224, whole"."""
    how = {
        "squash": say("whole"),
        "crop": say("the middle"),
        "pad": say("with borders"),
    }
    return f"{size_px} × {size_px}, {how[resize]}"


def _label(index: Index, chosen: str) -> int:
    name = chosen.removeprefix(CLASS)
    return index.class_names.index(name) if name in index.class_names else -1


def _mixed(index: Index) -> np.ndarray:
    """All rows, every class spread evenly over the whole."""
    place, counts = ranks(index.labels)
    return np.argsort((place + 0.5) / counts, kind="stable")


def _tile(folder: Path, path: str, label: str, row: int = -1) -> Tile:
    return Tile(folder / path, label, PurePosixPath(path).name, row=row)


def _excluded_tile(folder: Path, image: Excluded) -> Tile:
    return Tile(folder / image.path, image.reason, PurePosixPath(image.path).name, say_sentence(image.reason))
