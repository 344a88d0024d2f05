"""The samples of a project, wherever it says what they show: in the names of folders, in a table, or by hand."""

from collections.abc import Callable
from pathlib import Path

from tlstudio.engine.data.added import nothing_in, with_added
from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.survey import file_of
from tlstudio.engine.data.tables.index import scan_table
from tlstudio.engine.project import DataSpec, Task

Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


def read_index(
    data: DataSpec,
    task: Task,
    *,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Index:
    """What can be trained on, read for the task as samples of its kind are. Raises DataError and StudioError."""
    say, stops = progress or (lambda done, total: None), should_stop or (lambda: False)
    return modality_of(data.kind).read_index(data, task, say, stops)


def read_files(data: DataSpec, task: Task, progress: Progress, should_stop: ShouldStop) -> Index:
    """The index of samples that are files: of a folder, or of the rows of a table, with what was added from elsewhere.

    Raises DataError and StudioError as `scan`, `scan_table` and `with_added` do.
    """
    index = _own(data, task, progress, should_stop)
    is_of_added = data.labels == "elsewhere" and not data.table
    return with_added(index, data, progress, should_stop) if data.added or is_of_added else index


def _own(data: DataSpec, task: Task, progress: Progress, should_stop: ShouldStop) -> Index:
    if data.table:
        return scan_table(data, task, progress, should_stop)
    if data.labels == "elsewhere":
        return nothing_in(data)
    folder = Path(data.folder)
    return scan(
        folder,
        kind=data.kind,
        left_out=data.excluded,
        labels=data.labels,
        labelled=data.relabelled,
        needs_classes=not data.added,
        progress=progress,
        should_stop=should_stop,
        kept=file_of(folder, modality_of(data.kind)),
    )
