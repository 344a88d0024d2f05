"""The beginning of a run: scan the images, split them, write down what will be trained. Needs no torch."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.edits import read_images
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split import Split, split
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import ObjectiveSpec, ProjectSpec
from tlstudio.engine.training.run import Run
from tlstudio.engine.training.runs import create_run
from tlstudio.engine.training.split_images import SplitImages


def start_run(
    project: ProjectSpec,
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    index: Index | None = None,
) -> Run:
    """A new run of the project at `folder`; `index` saves the scan where one has been made just now.

    Raises DataError, UnknownBackbone or StorageError, before anything is written.
    """
    if not project.data.folder:
        raise DataError("The project has no images yet. Choose a folder of images.")
    find(project.backbone.name)
    if index is None:
        index = read_images(project.data, project.objective.task, progress, should_stop)
    check_task(project.objective, index)
    return create_run(_for_good(project), folder, split_images(index, split(index, project.data)))


def check_task(objective: ObjectiveSpec, index: Index) -> None:
    """Raises DataError if the images do not have what the task learns."""
    if objective.task != index.task:
        has = "one class for each image" if index.targets is None else "labels or numbers"
        raise DataError(f"objective.task={objective.task} does not fit these images, which have {has}.")


def _for_good(project: ProjectSpec) -> ProjectSpec:
    """A run lies elsewhere than its project file, so its image folder and its table are absolute."""
    data = project.data
    table = str(Path(data.table).absolute()) if data.table else ""
    return replace(project, data=replace(data, folder=str(Path(data.folder).absolute()), table=table))


def split_images(index: Index, parts: Split) -> SplitImages:
    """The images of an index by the part of the split they are in."""

    def of(rows: np.ndarray) -> tuple[tuple[str, ...], tuple[int, ...]]:
        return tuple(index.paths.at(rows)), tuple(index.labels[rows].tolist())

    def targets_of(rows: np.ndarray) -> tuple[tuple[float, ...], ...]:
        assert index.targets is not None
        return tuple(tuple(row) for row in index.targets[rows].tolist())

    named = {"train": parts.train, "val": parts.val, "test": parts.test}
    targets = {} if index.targets is None else {name: targets_of(rows) for name, rows in named.items()}
    return SplitImages(index.class_names, *of(parts.train), *of(parts.val), *of(parts.test), targets)
