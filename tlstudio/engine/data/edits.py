"""Changes that the user made to the images of a folder. They are kept in the project; no file is touched."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from tlstudio.engine.data.folder import BY_HAND, NO_LABEL, Index
from tlstudio.engine.data.groups import lacks_groups, numbered, way_of
from tlstudio.engine.data.looks import Look, look_at, near_duplicates
from tlstudio.engine.data.read import read_index
from tlstudio.engine.data.table_index import column_keys
from tlstudio.engine.data.walk import Excluded, natural_key
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec, SplitPart, Task

Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


def read_images(
    data: DataSpec,
    task: Task = "single_label",
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Index:
    """The images of a project as they train: read for the task, edited, and grouped where the split needs it.

    Raises what `read_index` and `edited` do.
    """
    index = read_index(data, task, progress=progress, should_stop=should_stop)
    return edited(grouped(index, data, {}, progress, should_stop), data)


def grouped(
    index: Index,
    data: DataSpec,
    known: dict[str, Look],
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Index:
    """The index with the groups that the split of the data needs; `known` as for `look_at`. Raises DataError."""
    if not lacks_groups(index, data):
        return index
    if data.groups == "column":
        found = numbered(column_keys(data, index.task, index.paths))
    else:
        found = _near_duplicates(index, known, progress, should_stop)
    return replace(index, groups={**index.groups, way_of(data): found})


def _near_duplicates(
    index: Index, known: dict[str, Look], progress: Progress | None, should_stop: ShouldStop | None
) -> np.ndarray:
    nothing, never = (lambda _done, _total: None), (lambda: False)
    looks = look_at(index.folder, index.paths, known, progress or nothing, should_stop or never)
    numbers = near_duplicates(list(looks.values()))
    place = dict(zip(looks, numbers.tolist(), strict=True))
    alone = len(looks)  # a file that has just vanished is like no other
    return np.array([place.get(path, alone + row) for row, path in enumerate(index.paths)])


def edited(index: Index, data: DataSpec) -> Index:
    """The index of a scan with the project's changes in it: left out, relabelled, renamed, merged, moved.

    Raises DataError if no two classes are left.
    """
    index = _left_out(index, data.excluded)
    if index.targets is None and (data.relabelled or data.class_names):
        index = _relabelled(index, data)
    if "" in index.class_names:
        index = _thinned(index, index.labels != index.class_names.index(""), NO_LABEL)
    if index.given_split is not None and data.pinned:
        parts = zip(index.paths, index.given_split, strict=True)
        index = replace(index, given_split=tuple(data.pinned.get(path, part) for path, part in parts))
    return index


def relabel(data: DataSpec, paths: Collection[str], class_name: str) -> DataSpec:
    """Give the images another class, which may be a new one."""
    return replace(data, relabelled={**data.relabelled, **dict.fromkeys(sorted(paths), class_name)})


def unlabel(data: DataSpec, paths: Collection[str]) -> DataSpec:
    """Take away what was said by hand: an image has the class of its folder again, or none."""
    away = set(paths)
    return replace(data, relabelled={path: name for path, name in data.relabelled.items() if path not in away})


def name_classes(data: DataSpec, names: Sequence[str]) -> DataSpec:
    """Classes to label images with; they need no folder and may have no image yet."""
    clean = [unicodedata.normalize("NFC", name.strip()) for name in names]
    return replace(data, classes=tuple(dict.fromkeys((*data.classes, *filter(None, clean)))))


def move(data: DataSpec, paths: Collection[str], part: SplitPart | None) -> DataSpec:
    """Keep the images in a part of the split; None leaves it to the seed, or to their folders, again."""
    others = {path: pinned for path, pinned in data.pinned.items() if path not in set(paths)}
    return replace(data, pinned=others if part is None else {**others, **dict.fromkeys(sorted(paths), part)})


def leave_out(data: DataSpec, paths: Collection[str]) -> DataSpec:
    return replace(data, excluded=tuple(sorted({*data.excluded, *paths})))


def rename_class(data: DataSpec, old: str, new: str) -> DataSpec:
    """Call a class something else; a name that another class has merges the two."""
    new = unicodedata.normalize("NFC", new.strip())
    names = {folder: new if name == old else name for folder, name in data.class_names.items()}
    if old not in data.class_names:  # else what stands in that folder has gone by another name already
        names[old] = new
    kept = {folder: name for folder, name in names.items() if folder != name}
    relabelled = {path: new if name == old else name for path, name in data.relabelled.items()}
    classes = tuple(dict.fromkeys(new if name == old else name for name in data.classes))
    return replace(data, class_names=kept, relabelled=relabelled, classes=classes)


def _left_out(index: Index, excluded: Collection[str]) -> Index:
    out = frozenset(excluded)
    kept = np.array([path not in out for path in index.paths], dtype=bool)
    return index if kept.all() else _thinned(index, kept, BY_HAND)


def _thinned(index: Index, kept: np.ndarray, reason: str) -> Index:
    """The index of the rows where `kept` (n,) is true; the others are out for the reason."""
    removed = [path for path, keep in zip(index.paths, kept, strict=True) if not keep]
    paths = tuple(path for path, keep in zip(index.paths, kept, strict=True) if keep)
    both = (*index.excluded, *(Excluded(path, reason) for path in removed))
    given = index.given_split
    thinner = replace(
        index,
        paths=paths,
        labels=index.labels[kept],
        given_split=given and tuple(part for part, keep in zip(given, kept, strict=True) if keep),
        excluded=tuple(sorted(both, key=lambda item: natural_key(item.path))),
        targets=None if index.targets is None else index.targets[kept],
        groups={way: numbers[kept] for way, numbers in index.groups.items()},
    )
    return thinner if index.targets is not None else _with_classes(thinner, _names_of(thinner))


def _relabelled(index: Index, data: DataSpec) -> Index:
    named = [data.class_names.get(name, name) for name in index.class_names]
    own = [data.relabelled.get(path) or named[label] for path, label in zip(index.paths, index.labels, strict=True)]
    return _with_classes(index, own, data.class_names)


def _names_of(index: Index) -> list[str]:
    return [index.class_names[label] for label in index.labels]


def _with_classes(index: Index, names: list[str], renamed: Mapping[str, str] | None = None) -> Index:
    """The index with these classes of its images; classes that lose their last image are among the empty ones."""
    class_names = tuple(sorted(set(names), key=natural_key))
    if len(class_names) < 2 and "" not in index.class_names:
        left = f"only images of the class {class_names[0]!r}" if class_names else "no images"
        raise DataError(f"Your changes leave {left}; training needs two classes or more. Undo the last change.")
    numbers = {name: number for number, name in enumerate(class_names)}
    before = [(renamed or {}).get(name, name) for name in (*index.class_names, *index.empty_classes)]
    return replace(
        index,
        labels=np.array([numbers[name] for name in names], dtype=np.int64),
        class_names=class_names,
        empty_classes=tuple(sorted(set(before) - {*class_names, ""}, key=natural_key)),
    )
