"""The images of a project with its changes in them, divided: what the library makes in the background."""

from dataclasses import dataclass

from tlstudio.engine.data.edits import edited, grouped
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.looks import Look
from tlstudio.engine.data.split import Split, split
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec
from tlstudio.gui.background import Progress, ShouldStop

QUICK_IMAGES = 5_000  # changes to an index of so many take less than 100 ms


@dataclass(frozen=True, slots=True)
class Images:
    """An index and how it is divided, or why it is not."""

    scanned: Index  # before the user's changes
    index: Index
    split: Split | None
    split_problem: str | None


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


def changes_of(data: DataSpec) -> tuple[object, ...]:
    """All that changes the index, and not just how it is divided."""
    return data.excluded, data.relabelled, data.class_names, data.pinned, data.groups, data.group_column
