"""Folders and files that lie elsewhere and were added to a class. They stay where they are."""

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import numpy as np

from tlstudio.engine.data.content import reasons_by_content
from tlstudio.engine.data.excluded import NOTHING_OUT, Excluded, exclusions_of, words_of
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.layout import BY_HAND, SPLIT_FOLDERS, class_name, is_left_out
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.names import names_of
from tlstudio.engine.data.natural_order import natural_key
from tlstudio.engine.data.walk import is_passed_over, walk
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec, Kind
from tlstudio.engine.sentences import Sentence, sentence

DEEP = 3  # levels of folders in which a sample is looked for


def add(data: DataSpec, places: Collection[Path], name: str = "") -> DataSpec:
    """Make all samples below the folders, and the files, samples of the class; without a name of their folder's."""
    named = {place_of(place, data.folder): class_name(name.strip() or _folder_name(place, data)) for place in places}
    kept = {path: own for path, own in data.relabelled.items() if path not in named}
    return replace(data, added={**data.added, **named}, relabelled=kept)


def start_with(data: DataSpec, folders: Collection[Path]) -> DataSpec:
    """A project of these folders alone, each of them a class."""
    base = next(iter(folders)).absolute().parent
    return add(replace(data, folder=str(base), labels="elsewhere", added={}), folders)


def class_folders_in(place: Path, kind: Kind) -> list[Path]:
    """The class folders in a folder, those of its train, val and test folders together; none where it is a class.

    A folder is a class where samples lie in it, or in no two folders of it.
    """
    if _holds_samples(place, kind, depth=0):
        return []
    inside = _folders_in(place)
    parts = [folder for folder in inside if folder.name.lower() in SPLIT_FOLDERS]
    if parts and len(parts) == len(inside):
        inside = [folder for part in parts for folder in _folders_in(part)]
    found = [folder for folder in inside if _holds_samples(folder, kind)]
    return found if len({folder.name for folder in found}) > 1 else []


def place_of(path: Path, folder: str) -> str:
    """How a project on `folder` writes the path, with slashes: relative where it lies in or beside it, else whole."""
    base, path = Path(folder), path.absolute()
    if path.is_relative_to(base):
        return path.relative_to(base).as_posix()
    # From a link, ".." leads to where the folder really is.
    if path.is_relative_to(base.parent) and base.resolve() == base:
        return f"../{path.relative_to(base.parent).as_posix()}"
    return path.as_posix()


def place_below(path: str, data: DataSpec) -> str:
    """The path as it would be, had the added folder that it lies in been a class folder: `<class>/<rest>`."""
    if not data.added or not is_elsewhere(path):
        return path
    for place in PurePosixPath(path).parents:
        if name := data.added.get(str(place)):
            return f"{name}/{PurePosixPath(path).relative_to(place)}"
    return f"{data.added.get(path, '')}/{PurePosixPath(path).name}"


def is_elsewhere(path: str) -> bool:
    return path.startswith(("../", "/")) or ":" in path[:3]


def portable(path: str) -> str:
    """The end of a path that is elsewhere on another machine: the file's folder and name."""
    return "/".join(path.split("/")[-2:]) if is_elsewhere(path) else path


def without_elsewhere(data: DataSpec) -> DataSpec:
    """The spec without paths of this machine."""
    relabelled = {path: name for path, name in data.relabelled.items() if not is_elsewhere(path)}
    pinned = {path: part for path, part in data.pinned.items() if not is_elsewhere(path)}
    excluded = tuple(path for path in data.excluded if not is_elsewhere(path))
    return replace(data, added={}, relabelled=relabelled, pinned=pinned, excluded=excluded)


def nothing_in(data: DataSpec) -> Index:
    """The index of a project before anything is added."""
    return Index(Path(data.folder), names_of(()), np.empty(0, np.int32), (), None, NOTHING_OUT, 0, (), kind=data.kind)


def with_added(
    index: Index, data: DataSpec, progress: Callable[[int, int], None], should_stop: Callable[[], bool]
) -> Index:
    """The index with the samples of `data.added`; with given parts they train. Raises DataError if that is too little.

    A sample that the folder itself has is not taken twice; it is of the class that it was added to.
    """
    if index.targets is not None:
        noun = modality_of(data.kind).noun
        raise DataError(
            "Folders can be added only where each {noun} has one class. Take them out of data.added.",
            noun=noun,
        )
    out = [item for place in data.added for item in _missing(index.folder, place)]
    known = {*index.paths, *(item.path for item in index.excluded)}
    added = dict(_samples(index.folder, data, should_stop))
    names = {path: name for path, name in added.items() if path not in known}
    by_hand = [path for path in names if is_left_out(path, frozenset(data.excluded))]
    reasons = dict.fromkeys(by_hand, BY_HAND)
    others = [path for path in names if path not in reasons]
    states = np.zeros(len(others), np.uint64)
    bad = reasons_by_content(index.folder, others, states, modality_of(data.kind).problem, progress, should_stop)
    reasons |= {others[number]: reason for number, reason in bad.items()}
    out += [Excluded(path, reason) for path, reason in reasons.items()]
    used = {path: name for path, name in names.items() if path not in reasons}
    found = replace(_merged(index, added, used, out), found=index.found + len(used) + len(out))
    if len(found.class_names) < 2 and "" not in found.class_names:
        raise DataError(_too_few(found))
    return found


def _merged(index: Index, added: dict[str, str], used: dict[str, str], out: list[Excluded]) -> Index:
    own = zip(index.paths, (index.class_names[label] for label in index.labels), strict=True)
    classes = {**{path: added.get(path, name) for path, name in own}, **used}
    parts = dict(zip(index.paths, index.given_split or (), strict=False))
    paths = tuple(sorted(classes, key=natural_key))
    rows = {path: row for row, path in enumerate(index.paths)}
    was = np.array([rows.get(path, -1) for path in paths], dtype=np.int64)
    class_names = tuple(sorted(set(classes.values()), key=natural_key))
    numbers = {name: number for number, name in enumerate(class_names)}
    return replace(
        index,
        paths=names_of(paths),
        labels=np.array([numbers[classes[path]] for path in paths], dtype=np.int32),
        class_names=class_names,
        given_split=None if index.given_split is None else words_of(parts.get(path, "train") for path in paths),
        excluded=exclusions_of(sorted((*index.excluded, *out), key=lambda item: natural_key(item.path))),
        empty_classes=tuple(name for name in index.empty_classes if name not in class_names),
        groups={kind: _alone_where_new(numbers, was) for kind, numbers in index.groups.items()},
        origins={**index.origins, **{item.path: added[item.path] for item in out if item.path in added}},
    )


def _alone_where_new(groups: np.ndarray, was: np.ndarray) -> np.ndarray:
    """The groups (n,) in the order of the rows `was` (m,); a row -1 is a group of its own."""
    own = int(groups.max(initial=-1)) + 1 + np.arange(len(was))
    return np.where(was < 0, own, groups[was] if len(groups) else own)


def _samples(folder: Path, data: DataSpec, should_stop: Callable[[], bool]) -> Iterator[tuple[str, str]]:
    """Each added sample with its class; what was added last counts."""
    for place, name in data.added.items():
        if (folder / place).is_dir():
            for path in walk(folder / place, modality_of(data.kind), should_stop).files:
                yield f"{place}/{path}", name
        elif (folder / place).is_file():
            yield place, name


def _missing(folder: Path, place: str) -> list[Excluded]:
    return [] if (folder / place).exists() else [Excluded(place, sentence("it is no longer there"))]


def _folder_name(place: Path, data: DataSpec) -> str:
    is_sample = place.suffix.lower() in modality_of(data.kind).endings and not place.is_dir()
    return (place.parent if is_sample else place).absolute().name or str(place)


def _folders_in(place: Path) -> list[Path]:
    _, names, _ = next(os.walk(place), ("", [], []))
    return [place / name for name in sorted(names, key=natural_key) if not is_passed_over(name)]


def _holds_samples(place: Path, kind: Kind, depth: int = DEEP) -> bool:
    """Whether a sample lies in the folder or up to `depth` folders below; stops at the first."""
    endings = modality_of(kind).endings
    for folder, names, files in os.walk(place):
        if any(PurePosixPath(name).suffix.lower() in endings for name in files):
            return True
        if len(Path(folder).relative_to(place).parts) >= depth:
            names.clear()
    return False


def _too_few(index: Index) -> Sentence:
    if index.class_names:
        return sentence(
            "There is only the class {name!r} so far; training needs two or more. Add a folder of another class.",
            name=index.class_names[0],
        )
    reason = (
        sentence(" The first is {path}: {reason}.", path=index.excluded[0].path, reason=index.excluded[0].reason)
        if index.excluded
        else ""
    )
    modality = modality_of(index.kind)
    return sentence(
        "The added folders hold no {noun} that can be used.{reason} Add a folder of {plural}.",
        noun=modality.noun,
        reason=reason,
        plural=modality.plural,
    )
