"""The images of a project, wherever it says what they show: in the names of folders, or in a table."""

from collections.abc import Callable
from pathlib import Path

from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.survey import file_of
from tlstudio.engine.data.table_index import scan_table
from tlstudio.engine.project import DataSpec, Task


def read_index(
    data: DataSpec,
    task: Task,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Index:
    """What can be trained on, read for the task. Raises DataError and StudioError as `scan` and `scan_table` do."""
    if not data.table:
        folder = Path(data.folder)
        kept = file_of(folder)
        return scan(folder, left_out=data.excluded, progress=progress, should_stop=should_stop, kept=kept)
    return scan_table(data, task, progress or (lambda done, total: None), should_stop or (lambda: False))
