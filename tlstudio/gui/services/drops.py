"""What can be dropped onto the window, and where people look for it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths

from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.project import SUFFIX

TABLES = (".csv", ".tsv")
OPENED = (SUFFIX, *TABLES)


def pictures_folder() -> Path:
    """Where most people keep their photos."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))


def dropped_folders(data: QMimeData) -> list[Path]:
    return [path for path in _local(data) if path.is_dir()]


def dropped_images(data: QMimeData) -> list[Path]:
    """Folders, and files with the ending of an image."""
    return [path for path in _local(data) if path.suffix.lower() in modality_of("image").endings or path.is_dir()]


def dropped_path(data: QMimeData) -> Path | None:
    """The first folder, project file or table among what is dropped; None if there is none."""
    return next((path for path in _local(data) if path.is_dir() or path.suffix.lower() in OPENED), None)


def _local(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
