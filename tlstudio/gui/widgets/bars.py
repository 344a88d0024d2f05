"""Bars that compare a few numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui.theme.theme import color


class CountBar(QWidget):
    """One bar, filled up to a share of 1."""

    HEIGHT = 6

    def __init__(self, share: float = 0.0, token: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self._token = token
        self.setFixedHeight(self.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(color("track"))
        painter.drawRoundedRect(whole, 3, 3)
        painter.setBrush(color(self._token))
        painter.drawRoundedRect(QRectF(0, 0, whole.width() * self._share, whole.height()), 3, 3)


class Histogram(QWidget):
    """Columns side by side, each filled up to its share of 1."""

    HEIGHT, GAP = 32, 1

    def __init__(self, shares: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = shares
        self.setFixedHeight(self.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height = self.width() / max(1, len(self._shares)), self.height() - 1
        painter.fillRect(QRectF(0, height, self.width(), 1), color("track"))
        for number, share in enumerate(self._shares):
            tall = max(1.0, height * share) if share else 0.0
            painter.fillRect(QRectF(number * width, height - tall, width - self.GAP, tall), color("text2"))


GAP = 2  # px between pieces


@dataclass(frozen=True, slots=True)
class Piece:
    value: float
    token: str


class SplitBar(QWidget):
    """One bar divided into pieces."""

    HEIGHT = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: Sequence[Piece] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.value > 0]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pieces(QPainter(self), QRectF(self.rect()), self._pieces)


def paint_pieces(painter: QPainter, place: QRectF, pieces: Sequence[Piece]) -> None:
    """The pieces side by side, none of them empty, filling the place."""
    total = sum(piece.value for piece in pieces)
    room = place.width() - GAP * max(0, len(pieces) - 1)
    left = place.left()
    for piece in pieces:
        width = room * piece.value / total
        painter.fillRect(QRectF(left, place.top(), width, place.height()), color(piece.token))
        left += width + GAP
