"""The images of a project with its changes in them, divided: what the library makes in the background."""

from dataclasses import dataclass
from pathlib import Path

from tlstudio.engine.data.edits import edited, grouped
from tlstudio.engine.data.folder import Index, glance
from tlstudio.engine.data.image.fingerprints import Look
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.read import read_index
from tlstudio.engine.data.split.groups import lacks_groups
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.data.survey import file_of
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, ObjectiveSpec, Task
from tlstudio.engine.runs.start import check_task
from tlstudio.gui.services.jobs import Progress, ShouldStop

__all__ = ["Images", "divided", "glance_at", "images_of", "lacks_groups", "read"]


@dataclass(frozen=True, slots=True)
class Images:
    """An index and how it is divided, or why it is not."""

    scanned: Index  # before the user's changes
    index: Index
    split: Split | None
    split_problem: str | None


def read(data: DataSpec, task: Task, looks: dict[str, Look], progress: Progress, should_stop: ShouldStop) -> Images:
    """What the folder or the table holds for the task, with the user's changes, divided. Raises DataError."""
    scanned = read_index(data, task, progress=progress, should_stop=should_stop)
    check_task(ObjectiveSpec(task), scanned)
    return images_of(scanned, data, looks, progress, should_stop)


def glance_at(data: DataSpec) -> Index | None:
    """What the folder held when it was read last, with the user's changes; None where only reading it can say."""
    if data.table or data.added or data.labels == "elsewhere":
        return None
    folder = Path(data.folder)
    try:
        kept = file_of(folder, modality_of(data.kind))
        index = glance(
            folder, kept, kind=data.kind, left_out=data.excluded, labels=data.labels, labelled=data.relabelled
        )
        return edited(index, data)
    except StudioError:  # what is kept may be of another day
        return None


def images_of(
    scanned: Index,
    data: DataSpec,
    looks: dict[str, Look],
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Images:
    """What a scan found, with the user's changes, divided. Raises DataError if too little is left."""
    scanned = grouped(scanned, data, looks, progress, should_stop)
    index = edited(scanned, data)
    return Images(scanned, index, *divided(index, data))


def divided(index: Index, data: DataSpec) -> tuple[Split | None, str | None]:
    """The split, or the sentence why there is none."""
    try:
        return split(index, data), None
    except StudioError as error:
        return None, str(error)
