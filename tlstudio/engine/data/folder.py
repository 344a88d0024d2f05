"""A folder of images as an index: which images, which classes, what was left out and why."""

import os
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import numpy as np

from tlstudio.engine.data.images import problem
from tlstudio.engine.data.walk import Excluded, Found, Tree, natural_key, walk
from tlstudio.engine.errors import DataError, StudioError
from tlstudio.engine.project import LabelSource, Task

SPLIT_FOLDERS = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "test": "test",
    "testing": "test",
}
BY_HAND, NO_LABEL = "left out by hand", "no label yet"
BATCH = 64  # files checked between two questions whether to stop
MAX_WORKERS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What can be trained on. found = len(paths) + len(excluded)."""

    folder: Path
    paths: tuple[str, ...]  # relative, with slashes, in natural order
    labels: np.ndarray  # int64, one for each path: its place in class_names
    class_names: tuple[str, ...]  # those with a usable image, in natural order
    given_split: tuple[str, ...] | None  # "train", "val" or "test" for each path, where the folders say so
    excluded: tuple[Excluded, ...]
    found: int
    empty_classes: tuple[str, ...]  # class folders without a usable image
    targets: np.ndarray | None = None  # float32 (images, names) where an image has labels or numbers, not one class
    task: Task = "single_label"  # what the images were read for
    note: str = ""  # a sentence about how the table was read, where that was not plain
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)  # by what they go: int64, one for each path
    columns: tuple[str, ...] = ()  # of the table

    @property
    def unlabelled(self) -> list[str]:
        """Images that wait for somebody to say what they show. They are among the excluded ones."""
        return [item.path for item in self.excluded if item.reason == NO_LABEL]

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
    """Where a file belongs, by its path alone."""

    part: str  # "train", "val", "test", or "" where the folders do not say
    class_name: str | None  # None: outside of class folders; "": nobody has said it yet


def scan(
    folder: Path,
    *,
    left_out: Collection[str] = (),
    labels: LabelSource = "folders",
    labelled: Collection[str] = (),
    needs_classes: bool = True,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Index:
    """Read a folder that holds one folder per class, or train, val and test folders that do.

    Images in folders of a class folder belong to the class. Only files with the ending of an image, supported or not,
    count as found; each is decoded once. `left_out` names files or folders, relative with slashes.
    Where labels are given by hand every image has the class "", as have those of `labelled` outside of class folders.
    `progress(done, total)` counts files, in the calling thread.
    Raises DataError if there are no two classes with usable images, unless there need not be or some are to be
    labelled, and StudioError if `should_stop` says so.
    """
    stops = should_stop or (lambda: False)
    tree = walk(folder, stops)
    by_hand = labels == "hand" or (labels == "auto" and not any("/" in file.path for file in tree.files))
    is_presplit = not by_hand and _is_presplit(tree)
    places = {file.path: _Place("", "") if by_hand else _place(file.path, is_presplit) for file in tree.files}
    places |= {path: _Place("train" if is_presplit else "", "") for path in labelled if _is_homeless(places.get(path))}
    reasons = _reasons_by_name(tree.files, places, frozenset(left_out), is_presplit)
    candidates = [path for path in places if path not in reasons]
    reasons |= reasons_by_content(folder, candidates, progress or (lambda done, total: None), stops)
    used = {path: place for path, place in places.items() if path not in reasons}
    index = _index(folder, tree, used, reasons, is_presplit)
    if needs_classes and "" not in index.class_names:
        _check_classes(folder, tree, index.class_names, index.excluded)
    return replace(index, empty_classes=()) if by_hand else index


def _index(
    folder: Path, tree: Tree, used: Mapping[str, _Place], reasons: Mapping[str, str], is_presplit: bool
) -> Index:
    excluded = [*tree.closed, *(Excluded(path, reason) for path, reason in reasons.items())]
    excluded.sort(key=lambda item: natural_key(item.path))
    names = {place.class_name or "" for place in used.values()}
    class_names = tuple(sorted(names, key=natural_key))
    numbers = {name: number for number, name in enumerate(class_names)}
    return Index(
        folder=folder,
        paths=tuple(used),
        labels=np.array([numbers[place.class_name or ""] for place in used.values()], dtype=np.int64),
        class_names=class_names,
        given_split=tuple(place.part for place in used.values()) if is_presplit else None,
        excluded=tuple(excluded),
        found=len(used) + len(excluded),
        empty_classes=tuple(sorted(_class_folders(tree, is_presplit) - names, key=natural_key)),
    )


def _is_presplit(tree: Tree) -> bool:
    """Whether there is a train folder with class folders in it, and a val or test folder beside it."""
    filled = {_part(file.path) for file in tree.files if file.path.count("/") >= 2}
    return "train" in filled and any(_part(path) in ("val", "test") for path in tree.folders)


def _part(path: str) -> str:
    return SPLIT_FOLDERS.get(path.partition("/")[0].lower(), "")


def _place(path: str, is_presplit: bool) -> _Place:
    folders = path.split("/")[:-1]
    if not is_presplit:
        return _Place("", class_name(folders[0]) if folders else None)
    part = _part(path)
    return _Place(part, class_name(folders[1]) if part and len(folders) > 1 else None)


def _is_homeless(place: _Place | None) -> bool:
    return place is not None and place.class_name is None


def class_name(folder: str) -> str:
    """The class of a folder with this name."""
    return unicodedata.normalize("NFC", folder)  # two spellings that look alike are one class


def _class_folders(tree: Tree, is_presplit: bool) -> set[str]:
    depth = 2 if is_presplit else 1
    opened = [*tree.folders, *(item.path for item in tree.closed)]
    paths = [path.split("/") for path in opened if _part(path) or not is_presplit]
    return {class_name(folders[-1]) for folders in paths if len(folders) == depth}


def _reasons_by_name(
    files: Sequence[Found], places: Mapping[str, _Place], left_out: frozenset[str], is_presplit: bool
) -> dict[str, str]:
    """Why files are out that need not be opened for it."""
    reasons: dict[str, str] = {}
    first: dict[tuple[int, int], str] = {}
    for file in sorted(files, key=lambda file: file.is_link):  # of a file and a link to it, the link is out
        if is_left_out(file.path, left_out):
            reasons[file.path] = BY_HAND
        elif _is_homeless(places[file.path]):
            reasons[file.path] = _homeless(file.path, is_presplit)
        elif file.key and first.setdefault(file.key, file.path) != file.path:
            reasons[file.path] = f"the same file as {first[file.key]}"
    return reasons


def is_left_out(path: str, left_out: frozenset[str]) -> bool:
    return bool(left_out) and any(str(place) in left_out for place in (path, *PurePosixPath(path).parents))


def _homeless(path: str, is_presplit: bool) -> str:
    if is_presplit and not _part(path):
        return "outside of the train, val and test folders"
    return "not in a class folder"


def reasons_by_content(
    folder: Path, paths: Sequence[str], progress: Callable[[int, int], None], should_stop: Callable[[], bool]
) -> dict[str, str]:
    """Why files are out that cannot be used. Decoding runs in threads; Pillow lets go of the interpreter."""
    reasons: dict[str, str] = {}
    with ThreadPoolExecutor(min(MAX_WORKERS, os.cpu_count() or 1)) as pool:
        for start in range(0, len(paths), BATCH):
            if should_stop():
                raise StudioError("The scan was cancelled.")
            progress(start, len(paths))
            batch = paths[start : start + BATCH]
            found = pool.map(problem, (folder / path for path in batch))
            reasons |= {path: reason for path, reason in zip(batch, found, strict=True) if reason}
    progress(len(paths), len(paths))
    return reasons


def _check_classes(folder: Path, tree: Tree, names: Sequence[str], excluded: Sequence[Excluded]) -> None:
    if len(names) > 1:
        return
    if not tree.files:
        raise DataError(f"{folder} holds no images. Choose a folder that holds one folder of images per class.")
    if not any("/" in file.path for file in tree.files):
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
    inner = {tuple(file.path.split("/")[:2]) for file in tree.files if file.path.count("/") >= 2}
    outer = {folders[0] for folders in inner}
    return f", or choose the folder {outer.pop()!r} inside it" if len(inner) > 1 and len(outer) == 1 else ""
