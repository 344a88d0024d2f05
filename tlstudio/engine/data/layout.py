"""What the folders of a tree say of the images in them: class, part of the split, and what is out by its name."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np

from tlstudio.engine.data.excluded import Words
from tlstudio.engine.data.walk import Tree
from tlstudio.engine.project import LabelSource
from tlstudio.engine.sentences import sentence

SPLIT_FOLDERS = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "test": "test",
    "testing": "test",
}
PARTS = ("train", "val", "test", "")  # "": the folders do not say
BY_HAND, NO_LABEL = sentence("left out by hand"), sentence("no label yet")
USED = ""  # the reason of an image that is not left out


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of a folder belong, by its path alone."""

    part: str  # "train", "val", "test", or "" where the folders do not say
    class_name: str | None  # None: outside of class folders; "": nobody has said it yet


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """How a tree is to be understood."""

    is_by_hand: bool  # no folder says a class
    is_presplit: bool
    labelled: np.ndarray  # rows outside of class folders that have a label of their own

    def place(self, folder: str) -> Place:
        if self.is_by_hand:
            return Place("", "")
        folders = folder.split("/") if folder else []
        if not self.is_presplit:
            return Place("", class_name(folders[0]) if folders else None)
        part = _part(folder)
        return Place(part, class_name(folders[1]) if part and len(folders) > 1 else None)


class Reasons:
    """Why each file is out, or USED."""

    def __init__(self, count: int) -> None:
        self._numbers = {USED: 0}
        self._found = np.zeros(count, np.uint32)

    def put(self, rows: int | np.ndarray, reason: str) -> None:
        """Where there is none yet."""
        number = self._numbers.setdefault(reason, len(self._numbers))
        self._found[rows] = np.where(self._found[rows], self._found[rows], number)

    def is_used(self, row: int) -> bool:
        return not self._found[row]

    def used(self) -> np.ndarray:
        """Rows of the images that are not out."""
        return np.flatnonzero(self._found == 0)

    def words(self) -> Words:
        return Words(tuple(self._numbers), self._found)


def layout_of(tree: Tree, labels: LabelSource, labelled: Collection[str]) -> Layout:
    """`labelled` are paths of images whose class is said by hand."""
    is_by_hand = labels == "hand" or (labels == "auto" and not any(tree.files.folders))
    found = Layout(is_by_hand, not is_by_hand and _is_presplit(tree), np.empty(0, np.int64))
    is_homeless = tree.files.of_folders(lambda folder: found.place(folder).class_name is None)
    rows = [row for row in tree.files.rows_of(labelled).values() if is_homeless[row]]
    return Layout(found.is_by_hand, found.is_presplit, np.array(rows, np.int64))


def reasons_by_name(tree: Tree, left_out: frozenset[str], layout: Layout) -> Reasons:
    """Why files are out that need not be opened for it."""
    files, reasons = tree.files, Reasons(len(tree.files))
    for row in files.rows_of(left_out).values():
        reasons.put(row, BY_HAND)
    reasons.put(np.flatnonzero(files.of_folders(lambda path: is_left_out(path, left_out))), BY_HAND)
    for path in files.folders:
        if layout.place(path).class_name is None:
            reasons.put(np.setdiff1d(files.in_folder(path), layout.labelled), _homeless(path, layout.is_presplit))
    for group in tree.links:
        first, *others = [row for row in group if reasons.is_used(row)] or [0]
        for row in others:  # of a file and a link to it, the link is out
            reasons.put(row, sentence("the same file as {first}", first=files[first]))
    return reasons


def class_folders(tree: Tree, is_presplit: bool) -> set[str]:
    """Classes that have a folder, with an image in it or not."""
    depth = 2 if is_presplit else 1
    opened = [*tree.folders, *(item.path for item in tree.closed)]
    paths = [path.split("/") for path in opened if _part(path) or not is_presplit]
    return {class_name(folders[-1]) for folders in paths if len(folders) == depth}


def class_name(folder: str) -> str:
    """The class of a folder with this name."""
    return unicodedata.normalize("NFC", folder)  # two spellings that look alike are one class


def is_left_out(path: str, left_out: frozenset[str]) -> bool:
    return bool(left_out) and any(str(place) in left_out for place in (path, *PurePosixPath(path).parents))


def _is_presplit(tree: Tree) -> bool:
    """Whether there is a train folder with class folders in it, and a val or test folder beside it."""
    filled = {_part(path) for path in tree.files.folders if "/" in path}
    return "train" in filled and any(_part(path) in ("val", "test") for path in tree.folders)


def _part(path: str) -> str:
    return SPLIT_FOLDERS.get(path.partition("/")[0].lower(), "")


def _homeless(folder: str, is_presplit: bool) -> str:
    if is_presplit and not _part(folder):
        return sentence("outside of the train, val and test folders")
    return sentence("not in a class folder")
