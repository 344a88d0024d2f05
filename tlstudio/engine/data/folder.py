"""A folder of samples as an index: which samples, which classes, what was left out and why."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tlstudio.engine.data.content import reasons_by_content
from tlstudio.engine.data.excluded import Excluded, Exclusions, Words, exclusions_of
from tlstudio.engine.data.layout import (
    BY_HAND,
    NO_LABEL,
    PARTS,
    Layout,
    Place,
    Reasons,
    class_folders,
    layout_of,
    reasons_by_name,
)
from tlstudio.engine.data.modality import Modality, modality_of
from tlstudio.engine.data.names import Names
from tlstudio.engine.data.natural_order import natural_key
from tlstudio.engine.data.survey import Survey, load, save
from tlstudio.engine.data.walk import Tree, walk
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import Kind, LabelSource, Task
from tlstudio.engine.sentences import sentence
from tlstudio.engine.tasks.info import OF_A_FOLDER, TASKS


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What can be trained on. found = len(paths) + len(excluded)."""

    folder: Path
    paths: Names  # relative, with slashes, in natural order
    labels: np.ndarray  # int32, one for each path: its place in class_names
    class_names: tuple[str, ...]  # those with a usable sample, in natural order
    given_split: Words | None  # "train", "val" or "test" for each path, where the folders say so
    excluded: Exclusions
    found: int
    empty_classes: tuple[str, ...]  # class folders without a usable sample
    targets: np.ndarray | None = None  # float32 (samples, names) where each has labels or numbers, not one class
    task: Task = OF_A_FOLDER  # what the samples were read for
    note: str = ""  # a sentence about how the table was read, where that was not plain
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)  # by what they go: int64, one for each path
    columns: tuple[str, ...] = ()  # of the table
    kind: Kind = "image"  # what one sample is
    origins: Mapping[str, str] = field(default_factory=dict)  # the class before edits: of what has another, or is out

    @property
    def unlabelled(self) -> Names:
        """Samples that wait for somebody to say their class. They are among the excluded ones."""
        return self.excluded.paths_out_for(NO_LABEL)

    def counts(self) -> dict[str, int]:
        """Usable samples of each class or label; of each number all of them."""
        if TASKS[self.task].has_units:
            return dict.fromkeys(self.class_names, len(self.paths))
        labels = self.labels if self.targets is None else np.nonzero(self.targets)[1]
        numbers = np.bincount(labels, minlength=len(self.class_names))
        return dict(zip(self.class_names, numbers.tolist(), strict=True))

    def each_of(self, count: int) -> float:
        """How many samples of a class, label or number there are on average among so many of them."""
        counts = self.counts()
        return count * sum(counts.values()) / max(1, len(counts) * len(self.paths))

    def count(self, class_name: str) -> int:
        return self.counts()[class_name]


def scan(
    folder: Path,
    *,
    kind: Kind = "image",
    left_out: Collection[str] = (),
    labels: LabelSource = "folders",
    labelled: Collection[str] = (),
    needs_classes: bool = True,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    kept: Path | None = None,
) -> Index:
    """Read a folder that holds one folder per class, or train, val and test folders that do.

    Samples in folders of a class folder belong to the class. Only files with an ending of the kind, supported or not,
    count as found; each is decoded once, or not at all if `kept`, where what is known of the folder is kept, says that
    it is as it was. `left_out` names files or folders, relative with slashes.
    Where labels are given by hand every sample has the class "", as have those of `labelled` outside of class folders.
    `progress(done, total)` counts files, in the calling thread.
    Raises DataError if there are no two classes with usable samples, unless there need not be or some are to be
    labelled, and StudioError if `should_stop` says so.
    """
    stops = should_stop or (lambda: False)
    modality = modality_of(kind)
    tree = walk(folder, modality, stops)
    known = load(kept, folder, modality) if kept else None
    survey = Survey(tree, known.states_of(tree.files) if known else np.zeros(len(tree.files), np.uint64), {})
    layout = layout_of(tree, labels, labelled)
    reasons = reasons_by_name(tree, frozenset(left_out), layout)
    try:
        _look_inside(folder, survey, modality, reasons.used(), progress, stops)
    finally:  # what was read until it was stopped need not be read again
        if kept and not survey.is_like(known):
            save(kept, folder, survey, modality)
    return _index(folder, survey, modality, reasons, layout, needs_classes)


def glance(
    folder: Path,
    kept: Path,
    *,
    kind: Kind = "image",
    left_out: Collection[str] = (),
    labels: LabelSource = "folders",
    labelled: Collection[str] = (),
) -> Index:
    """The folder as it was when it was scanned last, or else by the names of its files alone. Opens no file.

    Raises DataError as `scan` does.
    """
    modality = modality_of(kind)
    survey = load(kept, folder, modality)
    if survey is None:
        tree = walk(folder, modality, lambda: False)
        survey = Survey(tree, np.zeros(len(tree.files), np.uint64), {})
    layout = layout_of(survey.tree, labels, labelled)
    reasons = reasons_by_name(survey.tree, frozenset(left_out), layout)
    return _index(folder, survey, modality, reasons, layout, True)


def _look_inside(
    folder: Path,
    survey: Survey,
    modality: Modality,
    rows: np.ndarray,
    progress: Callable[[int, int], None] | None,
    should_stop: Callable[[], bool],
) -> None:
    """Put into the survey which of its files can be used."""
    files, states = survey.tree.files, survey.states[rows]
    paths = files if len(rows) == len(files) else files.at(rows)
    try:
        bad = reasons_by_content(folder, paths, states, modality.problem, progress, should_stop)
        survey.bad.update({int(rows[number]): reason for number, reason in bad.items()})
    finally:
        survey.states[rows] = states


def _index(
    folder: Path, survey: Survey, modality: Modality, reasons: Reasons, layout: Layout, needs_classes: bool
) -> Index:
    tree = survey.tree
    for row, reason in survey.bad.items():
        reasons.put(row, reason)
    rows, excluded = reasons.used(), _excluded(tree, reasons.words())
    places = [layout.place(path) for path in tree.files.folders]
    names = {places[number].class_name or "" for number in np.unique(tree.files.places[rows])}
    class_names = tuple(sorted(names, key=natural_key))
    if needs_classes and "" not in names:
        _check_classes(folder, tree, modality, class_names, excluded)
    numbers = {name: number for number, name in enumerate(class_names)}
    label_of = np.array([numbers.get(place.class_name or "", 0) for place in places], np.int32)
    own_parts = ["train" if place.class_name is None else place.part for place in places]  # a label by hand
    parts = np.array([PARTS.index(part) for part in own_parts], np.uint8)
    where = tree.files.places[rows]
    empty = set() if layout.is_by_hand else class_folders(tree, layout.is_presplit) - names
    return Index(
        folder=folder,
        paths=tree.files if len(rows) == len(tree.files) else tree.files.take(rows),
        labels=label_of[where],
        class_names=class_names,
        given_split=Words(PARTS, parts[where]) if layout.is_presplit else None,
        excluded=excluded,
        found=len(rows) + len(excluded),
        empty_classes=tuple(sorted(empty, key=natural_key)),
        kind=modality.kind,
        origins=_origins(survey, reasons.words(), places),
    )


def _origins(survey: Survey, reasons: Words, places: Sequence[Place]) -> dict[str, str]:
    """The class of each file that cannot be read or was left out by hand, and lies in a class folder."""
    files = survey.tree.files
    rows = sorted({*survey.bad, *reasons.rows_of(BY_HAND).tolist()})
    classes = (places[int(files.places[row])].class_name for row in rows)
    return {path: name for path, name in zip(files.at(rows), classes, strict=True) if name}


def _excluded(tree: Tree, reasons: Words) -> Exclusions:
    rows = np.flatnonzero(reasons.numbers)
    files = Exclusions(tree.files.take(rows), reasons.take(rows))
    if not tree.closed:
        return files
    return exclusions_of(sorted([*tree.closed, *files], key=lambda item: natural_key(item.path)))


def _check_classes(
    folder: Path, tree: Tree, modality: Modality, names: Sequence[str], excluded: Sequence[Excluded]
) -> None:
    if len(names) > 1:
        return
    if not tree.files:
        raise DataError(
            "{folder} holds no {plural}. Choose a folder that holds one folder of {plural} per class.",
            folder=folder,
            plural=modality.plural,
        )
    if not any(tree.files.folders):
        raise DataError(
            "{folder} has {images} but no class folders. Put each class into a folder of its own.",
            folder=folder,
            images=modality.count(len(tree.files)),
        )
    if not names:
        counted, first = modality.count(len(tree.files)), excluded[0]
        raise DataError(
            "None of the {counted} in {folder} can be used; the first is {path}: {reason}.",
            counted=counted,
            folder=folder,
            path=first.path,
            reason=first.reason,
        )
    raise DataError(
        "{folder} has only the class {name!r}; training needs two or more. Add a folder with "
        "{plural} of another class{hint}.",
        folder=folder,
        name=names[0],
        plural=modality.plural,
        hint=_inner_folder(tree),
    )


def _inner_folder(tree: Tree) -> str:
    """A hint at the folder inside, where that one holds what look like classes."""
    inner = {tuple(path.split("/")[:2]) for path in tree.files.folders if "/" in path}
    outer = {folders[0] for folders in inner}
    return (
        sentence(", or choose the folder {outer!r} inside it", outer=outer.pop())
        if len(inner) > 1 and len(outer) == 1
        else ""
    )
