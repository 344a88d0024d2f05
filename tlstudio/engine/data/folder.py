"""A folder of images as an index: which images, which classes, what was left out and why."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import numpy as np

from tlstudio.engine.data.content import reasons_by_content
from tlstudio.engine.data.excluded import Excluded, Exclusions, Words, exclusions_of
from tlstudio.engine.data.names import Names
from tlstudio.engine.data.survey import Survey, load, save
from tlstudio.engine.data.walk import Tree, natural_key, walk
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import Task

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
BY_HAND = "left out by hand"
USED = ""  # the reason of an image that is not left out


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What can be trained on. found = len(paths) + len(excluded)."""

    folder: Path
    paths: Names  # relative, with slashes, in natural order
    labels: np.ndarray  # int32, one for each path: its place in class_names
    class_names: tuple[str, ...]  # those with a usable image, in natural order
    given_split: Words | None  # "train", "val" or "test" for each path, where the folders say so
    excluded: Sequence[Excluded]
    found: int
    empty_classes: tuple[str, ...]  # class folders without a usable image
    targets: np.ndarray | None = None  # float32 (images, names) where an image has labels or numbers, not one class
    task: Task = "single_label"  # what the images were read for
    note: str = ""  # a sentence about how the table was read, where that was not plain
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)  # by what they go: int64, one for each path
    columns: tuple[str, ...] = ()  # of the table

    def counts(self) -> dict[str, int]:
        """Usable images of each class or label; of each number all of them."""
        if self.task == "regression":
            return dict.fromkeys(self.class_names, len(self.paths))
        labels = self.labels if self.targets is None else np.nonzero(self.targets)[1]
        numbers = np.bincount(labels, minlength=len(self.class_names))
        return dict(zip(self.class_names, numbers.tolist(), strict=True))

    def count(self, class_name: str) -> int:
        return self.counts()[class_name]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the files of a folder belong, by its path alone."""

    part: str  # "train", "val", "test", or "" where the folders do not say
    class_name: str  # "" outside of class folders


def scan(
    folder: Path,
    *,
    left_out: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    kept: Path | None = None,
) -> Index:
    """Read a folder that holds one folder per class, or train, val and test folders that do.

    Images in folders of a class folder belong to the class. Only files with the ending of an image, supported or not,
    count as found; each is decoded once, or not at all if `kept`, where what is known of the folder is kept, says that
    it is as it was. `left_out` names files or folders, relative with slashes.
    `progress(done, total)` counts files, in the calling thread.
    Raises DataError if there are no two classes with usable images, and StudioError if `should_stop` says so.
    """
    stops = should_stop or (lambda: False)
    tree = walk(folder, stops)
    known = load(kept, folder) if kept else None
    survey = Survey(tree, known.states_of(tree.files) if known else np.zeros(len(tree.files), np.uint64), {})
    reasons = _reasons_by_name(tree, frozenset(left_out))
    try:
        _look_inside(folder, survey, reasons.used(), progress, stops)
    finally:  # what was read until it was stopped need not be read again
        if kept and not survey.is_like(known):
            save(kept, folder, survey)
    return _index(folder, survey, reasons)


def glance(folder: Path, left_out: Collection[str], kept: Path) -> Index:
    """The folder as it was when it was scanned last, or else by the names of its files alone. Opens no image.

    Raises DataError as `scan` does.
    """
    survey = load(kept, folder)
    if survey is None:
        tree = walk(folder, lambda: False)
        survey = Survey(tree, np.zeros(len(tree.files), np.uint64), {})
    return _index(folder, survey, _reasons_by_name(survey.tree, frozenset(left_out)))


def _look_inside(
    folder: Path,
    survey: Survey,
    rows: np.ndarray,
    progress: Callable[[int, int], None] | None,
    should_stop: Callable[[], bool],
) -> None:
    """Put into the survey which of its files can be used."""
    files, states = survey.tree.files, survey.states[rows]
    paths = files if len(rows) == len(files) else files.at(rows)
    try:
        bad = reasons_by_content(folder, paths, states, progress, should_stop)
        survey.bad.update({int(rows[number]): reason for number, reason in bad.items()})
    finally:
        survey.states[rows] = states


class _Reasons:
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


def _index(folder: Path, survey: Survey, reasons: _Reasons) -> Index:
    tree, is_presplit = survey.tree, _is_presplit(survey.tree)
    for row, reason in survey.bad.items():
        reasons.put(row, reason)
    rows, excluded = reasons.used(), _excluded(tree, reasons.words())
    places = [_place(path, is_presplit) for path in tree.files.folders]
    filled = [places[number] for number in np.unique(tree.files.places[rows])]
    names = {place.class_name for place in filled}
    _check_classes(folder, tree, sorted(names), excluded)
    class_names = tuple(sorted(names, key=natural_key))
    numbers = {name: number for number, name in enumerate(class_names)}
    label_of = np.array([numbers.get(place.class_name, 0) for place in places], np.int32)
    parts = np.array([PARTS.index(place.part) for place in places], np.uint8)
    where = tree.files.places[rows]
    return Index(
        folder=folder,
        paths=tree.files if len(rows) == len(tree.files) else tree.files.take(rows),
        labels=label_of[where],
        class_names=class_names,
        given_split=Words(PARTS, parts[where]) if is_presplit else None,
        excluded=excluded,
        found=len(rows) + len(excluded),
        empty_classes=tuple(sorted(_class_folders(tree, is_presplit) - names, key=natural_key)),
    )


def _excluded(tree: Tree, reasons: Words) -> Exclusions:
    rows = np.flatnonzero(reasons.numbers)
    files = Exclusions(tree.files.take(rows), reasons.take(rows))
    if not tree.closed:
        return files
    return exclusions_of(sorted([*tree.closed, *files], key=lambda item: natural_key(item.path)))


def _is_presplit(tree: Tree) -> bool:
    """Whether there is a train folder with class folders in it, and a val or test folder beside it."""
    filled = {_part(path) for path in tree.files.folders if "/" in path}
    return "train" in filled and any(_part(path) in ("val", "test") for path in tree.folders)


def _part(path: str) -> str:
    return SPLIT_FOLDERS.get(path.partition("/")[0].lower(), "")


def _place(path: str, is_presplit: bool) -> _Place:
    folders = path.split("/") if path else []
    if not is_presplit:
        return _Place("", _class_name(folders[0]) if folders else "")
    part = _part(path)
    return _Place(part, _class_name(folders[1]) if part and len(folders) > 1 else "")


def _class_name(folder: str) -> str:
    return unicodedata.normalize("NFC", folder)  # two spellings that look alike are one class


def _class_folders(tree: Tree, is_presplit: bool) -> set[str]:
    depth = 2 if is_presplit else 1
    opened = [*tree.folders, *(item.path for item in tree.closed)]
    paths = [path.split("/") for path in opened if _part(path) or not is_presplit]
    return {_class_name(folders[-1]) for folders in paths if len(folders) == depth}


def _reasons_by_name(tree: Tree, left_out: frozenset[str]) -> _Reasons:
    """Why files are out that need not be opened for it."""
    files, is_presplit, reasons = tree.files, _is_presplit(tree), _Reasons(len(tree.files))
    for row in files.rows_of(left_out).values():
        reasons.put(row, BY_HAND)
    reasons.put(np.flatnonzero(files.of_folders(lambda path: is_left_out(path, left_out))), BY_HAND)
    for path in files.folders:
        if not _place(path, is_presplit).class_name:
            reasons.put(files.in_folder(path), _homeless(path, is_presplit))
    for group in tree.twins:
        first, *others = [row for row in group if reasons.is_used(row)] or [0]
        for row in others:  # of a file and a link to it, the link is out
            reasons.put(row, f"the same file as {files[first]}")
    return reasons


def is_left_out(path: str, left_out: frozenset[str]) -> bool:
    return bool(left_out) and any(str(place) in left_out for place in (path, *PurePosixPath(path).parents))


def _homeless(folder: str, is_presplit: bool) -> str:
    if is_presplit and not _part(folder):
        return "outside of the train, val and test folders"
    return "not in a class folder"


def _check_classes(folder: Path, tree: Tree, names: Sequence[str], excluded: Sequence[Excluded]) -> None:
    if len(names) > 1:
        return
    if not tree.files:
        raise DataError(f"{folder} holds no images. Choose a folder that holds one folder of images per class.")
    if not any(tree.files.folders):
        raise DataError(
            f"{folder} has {_images(len(tree.files))} but no class folders. Put each class into a folder of its own."
        )
    if not names:
        images, first = _images(len(tree.files)), excluded[0]
        raise DataError(f"None of the {images} in {folder} can be used; the first is {first.path}: {first.reason}.")
    raise DataError(
        f"{folder} has only the class {names[0]!r}; training needs two or more. Add a folder with images of another "
        f"class{_inner_folder(tree)}."
    )


def _images(count: int) -> str:
    return f"{count:,} image{'' if count == 1 else 's'}"


def _inner_folder(tree: Tree) -> str:
    """A hint at the folder inside, where that one holds what look like classes."""
    inner = {tuple(path.split("/")[:2]) for path in tree.files.folders if "/" in path}
    outer = {folders[0] for folders in inner}
    return f", or choose the folder {outer.pop()!r} inside it" if len(inner) > 1 and len(outer) == 1 else ""
