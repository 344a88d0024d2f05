"""Changes that the user made to the samples of a folder. They are kept in the project; no file is touched."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from tlstudio.engine.data.excluded import Excluded, Words, exclusions_of
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.layout import BY_HAND, NO_LABEL
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.natural_order import natural_key
from tlstudio.engine.data.read import read_index
from tlstudio.engine.data.split.groups import lacks_groups, numbered, way_of
from tlstudio.engine.data.tables.index import column_keys
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec, SplitPart, Task
from tlstudio.engine.sentences import sentence
from tlstudio.engine.tasks.info import OF_A_FOLDER

Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


def read_samples(
    data: DataSpec,
    task: Task = OF_A_FOLDER,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Index:
    """The samples of a project as they train: read for the task, edited, and grouped where the split needs it.

    Raises DataError if the project has no samples, and what `read_index` and `edited` do.
    """
    if not data.folder:
        plural = modality_of(data.kind).plural
        raise DataError("The project has no {plural} yet. Choose a folder of {plural}.", plural=plural)
    index = read_index(data, task, progress=progress, should_stop=should_stop)
    return edited(grouped(index, data, {}, progress, should_stop), data)


def grouped(
    index: Index,
    data: DataSpec,
    known: dict[str, Any],
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Index:
    """The index with the groups that the split of the data needs. Raises DataError.

    `known` is what the modality has found of the samples before; more is added to it.
    """
    if not lacks_groups(index, data):
        return index
    if data.groups == "column":
        found = numbered(column_keys(data, index.task, index.paths))
    else:
        nothing, never = (lambda _done, _total: None), (lambda: False)
        find = modality_of(data.kind).near_duplicates
        found = find(index.folder, index.paths, known, progress or nothing, should_stop or never)
    return replace(index, groups={**index.groups, way_of(data): found})


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
        index = replace(index, given_split=_moved(index, index.given_split, data.pinned))
    return index


def relabel(data: DataSpec, paths: Collection[str], class_name: str) -> DataSpec:
    """Give the samples another class, which may be a new one."""
    return replace(data, relabelled={**data.relabelled, **dict.fromkeys(sorted(paths), class_name)})


def unlabel(data: DataSpec, paths: Collection[str]) -> DataSpec:
    """Take away what was said by hand: a sample has the class of its folder again, or none."""
    away = set(paths)
    return replace(data, relabelled={path: name for path, name in data.relabelled.items() if path not in away})


def name_classes(data: DataSpec, names: Sequence[str]) -> DataSpec:
    """Classes to label samples with; they need no folder and may have no sample yet."""
    clean = [unicodedata.normalize("NFC", name.strip()) for name in names]
    return replace(data, classes=tuple(dict.fromkeys((*data.classes, *filter(None, clean)))))


def move(data: DataSpec, paths: Collection[str], part: SplitPart | None) -> DataSpec:
    """Keep the samples in a part of the split; None leaves it to the seed, or to their folders, again."""
    moved = frozenset(paths)
    others = {path: pinned for path, pinned in data.pinned.items() if path not in moved}
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
    kept = np.ones(len(index.paths), bool)
    kept[list(index.paths.rows_of(excluded).values())] = False
    if kept.all():
        return index
    rows = np.flatnonzero(~kept).tolist() if index.targets is None else []
    own = {index.paths[row]: index.class_names[index.labels[row]] for row in rows}
    return replace(_thinned(index, kept, BY_HAND), origins={**index.origins, **own})


def _thinned(index: Index, kept: np.ndarray, reason: str) -> Index:
    """The index of the rows where `kept` (n,) is true; the others are out for the reason."""
    rows = np.flatnonzero(kept)
    both = [*index.excluded, *(Excluded(path, reason) for path in index.paths.at(np.flatnonzero(~kept)))]
    thinner = replace(
        index,
        paths=index.paths.take(rows),
        labels=index.labels[rows],
        given_split=index.given_split and index.given_split.take(rows),
        excluded=exclusions_of(sorted(both, key=lambda item: natural_key(item.path))),
        targets=None if index.targets is None else index.targets[rows],
        groups={way: numbers[rows] for way, numbers in index.groups.items()},
    )
    return thinner if index.targets is not None else _with_classes(thinner, thinner.class_names, {})


def _moved(index: Index, given: Words, pinned: Mapping[str, SplitPart]) -> Words:
    known = tuple(dict.fromkeys((*given.known, *pinned.values())))
    numbers = given.numbers.copy()
    for path, row in index.paths.rows_of(pinned).items():
        numbers[row] = known.index(pinned[path])
    return Words(known, numbers)


def _relabelled(index: Index, data: DataSpec) -> Index:
    named = [data.class_names.get(name, name) for name in index.class_names]
    rows = index.paths.rows_of(data.relabelled)
    own = {row: data.relabelled[path] for path, row in rows.items() if data.relabelled[path]}
    before = {path: data.class_names.get(name, name) for path, name in index.origins.items()}
    origins = {index.paths[row]: named[index.labels[row]] for row in own if named[index.labels[row]]}
    return replace(_with_classes(index, named, own, data.class_names), origins={**before, **origins})


def _with_classes(
    index: Index, named: Sequence[str], own: Mapping[int, str], renamed: Mapping[str, str] | None = None
) -> Index:
    """The index with other names for its classes, and classes of their `own` for some rows.

    Classes that lose their last sample are among the empty ones. Raises DataError if there are not two.
    """
    words = tuple(dict.fromkeys((*named, *own.values())))
    places = {word: number for number, word in enumerate(words)}
    found = np.array([places[word] for word in named], np.int32)[index.labels]
    found[list(own)] = [places[word] for word in own.values()]
    class_names = tuple(sorted((words[number] for number in np.unique(found)), key=natural_key))
    if len(class_names) < 2 and "" not in index.class_names:
        plural = modality_of(index.kind).plural
        left = (
            sentence("only {plural} of the class {class_names!r}", plural=plural, class_names=class_names[0])
            if class_names
            else sentence("no {plural}", plural=plural)
        )
        raise DataError(
            "Your changes leave {left}; training needs two classes or more. Undo the last change.",
            left=left,
        )
    numbers: dict[str, int] = {name: number for number, name in enumerate(class_names)}
    before = [renamed.get(name, name) if renamed else name for name in (*index.class_names, *index.empty_classes)]
    return replace(
        index,
        labels=np.array([numbers.get(word, 0) for word in words], np.int32)[found],
        class_names=class_names,
        empty_classes=tuple(sorted(set(before) - {*class_names, ""}, key=natural_key)),
    )
