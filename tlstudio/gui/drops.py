"""What can be dropped onto the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from tlstudio.engine.project import SUFFIX


def dropped_path(data: QMimeData) -> Path | None:
    """The first folder or project file among what is dropped; None if there is none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.is_dir() or path.suffix == SUFFIX), None)
