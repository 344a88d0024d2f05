"""What can be dropped onto the window.

The edge that shows, while something is dragged over a window, that the whole window takes it.
"""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tlstudio.engine.data.image.endings import SUFFIXES
from tlstudio.engine.project import SUFFIX
from tlstudio.gui.theme.theme import color

TABLES = (".csv", ".tsv")
OPENED = (SUFFIX, *TABLES)


def dropped_folders(data: QMimeData) -> list[Path]:
    return [path for path in _local(data) if path.is_dir()]


def dropped_images(data: QMimeData) -> list[Path]:
    """Folders, and files with the ending of an image."""
    return [path for path in _local(data) if path.suffix.lower() in SUFFIXES or path.is_dir()]


def dropped_path(data: QMimeData) -> Path | None:
    """The first folder, project file or table among what is dropped; None if there is none."""
    return next((path for path in _local(data) if path.is_dir() or path.suffix.lower() in OPENED), None)


def _local(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropFrame(QWidget):
    """Lies over its parent and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def appear(self) -> None:
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(color("accent"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
