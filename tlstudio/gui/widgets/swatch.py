"""A small square of a token's colour, for legends."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme.theme import color

SIDE = 8


class Swatch(QWidget):
    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.setFixedSize(QSize(SIDE, SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_swatch(painter, QPoint(), self._token)


def paint_swatch(painter: QPainter, place: QPoint, token: str) -> None:
    """Paint the square with its upper left corner there."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(token))
    painter.drawRoundedRect(QRectF(place.x(), place.y(), SIDE, SIDE), 2, 2)
