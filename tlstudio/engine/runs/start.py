"""The beginning of a run: scan the images, split them, write down what will be trained. Needs no torch."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.errors import DataError, ProjectError
from tlstudio.engine.project import DataSpec, ObjectiveSpec, ProjectSpec
from tlstudio.engine.runs.live_edits import record, recorded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import create_run
from tlstudio.engine.runs.samples import SplitSamples
from tlstudio.engine.sentences import sentence
from tlstudio.engine.tasks.info import OF_A_FOLDER


def start_run(
    project: ProjectSpec,
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    index: Index | None = None,
    is_numbered: bool = False,
) -> Run:
    """A new run of the project at `folder`; `index` saves the scan where one has been made just now.

    With `is_numbered` the run lies in `folder`, under the next number that is free once the images have been read.

    Raises DataError, UnknownBackbone or StorageError, before anything is written.
    """
    find(project.backbone.name)
    if index is None:
        index = read_samples(project.data, project.objective.task, progress, should_stop)
    check_task(project.objective, index)
    images = split_samples(index, split(index, project.data))
    check_warm_up(project, len(images.train))
    rehearsal = _rehearsal(project, progress, should_stop)
    return create_run(_for_good(project), folder, images, rehearsal, is_numbered=is_numbered)


def start_again(run: Run, folder: Path, *, is_numbered: bool = False) -> Run:
    """A new run, placed as by `start_run`, of the same project, images, and changes at the same steps."""
    again = create_run(run.project(), folder, run.split(), run.rehearsal(), is_numbered=is_numbered)
    if recorded(run):
        record(again, recorded(run))
    return again


def check_task(objective: ObjectiveSpec, index: Index) -> None:
    """Raises DataError if the images do not have what the task learns."""
    if objective.task != index.task:
        has = sentence("one class for each image") if index.targets is None else sentence("labels or numbers")
        raise DataError(
            "objective.task={task} does not fit these images, which have {has}.",
            task=objective.task,
            has=has,
        )


def check_warm_up(project: ProjectSpec, images: int) -> None:
    """Raises ProjectError if the learning rate would still rise when the run, or a phase of it, is over."""
    if project.head.solver != "steps":
        return
    training, phases = project.training, [phase.epochs for phase in project.freeze.phases]
    epochs = min([*phases, max(1, training.epochs - sum(phases))])
    steps = epochs * math.ceil(images / training.batch_size)
    if training.warmup_steps >= steps:
        what = sentence("a phase") if phases else sentence("the run")
        raise ProjectError(
            "training.warmup_steps: {warmup_steps:,} steps of warm-up are no shorter than {what}, which "
            "has {steps:,}. Lower it, or train for more epochs.",
            warmup_steps=training.warmup_steps,
            what=what,
            steps=steps,
        )


def _for_good(project: ProjectSpec) -> ProjectSpec:
    """A run lies elsewhere than its project file, so its image folder and its table are absolute."""
    data, objective = project.data, project.objective
    return replace(
        project,
        data=replace(data, folder=_absolute(data.folder), table=_absolute(data.table)),
        objective=replace(objective, rehearsal_folder=_absolute(objective.rehearsal_folder)),
    )


def _absolute(place: str) -> str:
    return str(Path(place).absolute()) if place else ""


def _rehearsal(
    project: ProjectSpec, progress: Callable[[int, int], None] | None, should_stop: Callable[[], bool] | None
) -> SplitSamples | None:
    """The images of the source task, as they are divided. Raises DataError for a folder that cannot be used."""
    if project.objective.source != "rehearse":
        return None
    folder = project.objective.rehearsal_folder
    if not folder:
        raise DataError("Rehearsal needs a folder of images of the source task: set objective.rehearsal_folder.")
    data = DataSpec(folder=folder, val_share=project.data.val_share, test_share=0.0, split_seed=project.data.split_seed)
    try:
        index = read_samples(data, OF_A_FOLDER, progress, should_stop)
        return split_samples(index, split(index, data))
    except DataError as error:
        raise DataError("The rehearsal folder: {error}", error=error) from error


def split_samples(index: Index, parts: Split) -> SplitSamples:
    """The images of an index by the part of the split they are in."""

    def of(rows: np.ndarray) -> tuple[tuple[str, ...], tuple[int, ...]]:
        return tuple(index.paths.at(rows)), tuple(index.labels[rows].tolist())

    def targets_of(rows: np.ndarray) -> tuple[tuple[float, ...], ...]:
        assert index.targets is not None
        return tuple(tuple(row) for row in index.targets[rows].tolist())

    named = {"train": parts.train, "val": parts.val, "test": parts.test}
    targets = {} if index.targets is None else {name: targets_of(rows) for name, rows in named.items()}
    return SplitSamples(index.class_names, *of(parts.train), *of(parts.val), *of(parts.test), targets)
