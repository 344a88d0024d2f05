"""What can be dropped onto the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from tlstudio.engine.project import SUFFIX

TABLES = (".csv", ".tsv")
OPENED = (SUFFIX, *TABLES)


def dropped_path(data: QMimeData) -> Path | None:
    """The first folder, project file or table among what is dropped; None if there is none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.is_dir() or path.suffix.lower() in OPENED), None)
