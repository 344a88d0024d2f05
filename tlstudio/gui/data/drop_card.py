"""The card of an empty window: what to drop, the one action, and what it could look like."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from tlstudio.gui.theme.icons import paint_icon, set_icon
from tlstudio.gui.theme.theme import SMALL, color, font, set_role
from tlstudio.gui.widgets.rows import column_of, row_of

SIDE, STEP = 68, 7  # px of a picture; how far each of a pile is moved
PILE = 3


class DropCard(QFrame):
    primary_pressed = Signal()
    second_pressed = Signal()

    def __init__(
        self, title: str, sentence: str, primary: str, second: str, note: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "drop")
        self.piles = Piles()
        heading, below, foot = QLabel(title), QLabel(sentence), QLabel(note)
        set_role(heading, "large")
        set_role(below, "secondary")
        set_role(foot, "small secondary")
        self.primary = QPushButton(primary)
        set_icon(self.primary, "folder", "on_accent")
        set_role(self.primary, "primary")
        self.primary.clicked.connect(self.primary_pressed)
        self.second = QPushButton(second)
        set_role(self.second, "tall")
        self.second.clicked.connect(self.second_pressed)
        buttons = row_of(10, None, self.primary, self.second, None)
        layout = column_of(0, margins=(24, 36, 24, 28), parent=self)
        layout.addWidget(self.piles, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(24)
        for widget, space in ((heading, 8), (below, 20)):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            widget.setWordWrap(True)
            layout.addWidget(widget)
            layout.addSpacing(space)
        layout.addLayout(buttons)
        layout.addSpacing(14)
        foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot.setWordWrap(True)
        layout.addWidget(foot)


class Piles(QWidget):
    """A pile of pictures for each class, with the folder's name below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._piles: Sequence[tuple[str, Sequence[QImage]]] = ()

    def set_piles(self, piles: Sequence[tuple[str, Sequence[QImage]]]) -> None:
        """Pairs of a class and its pictures, the front one first."""
        self._piles = piles
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(126 * max(1, len(self._piles)) + 8, SIDE + 2 * STEP + 38)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for number, (name, pictures) in enumerate(self._piles):
            _paint_pile(painter, QPoint(126 * number + 22, 2), name, pictures)


def _paint_pile(painter: QPainter, corner: QPoint, name: str, pictures: Sequence[QImage]) -> None:
    for depth, picture in reversed(list(enumerate(pictures[:PILE]))):
        place = QRect(corner.x() + (PILE - 1 - depth) * STEP, corner.y() + depth * STEP, SIDE, SIDE)
        painter.fillRect(place.adjusted(-2, -2, 2, 2), color("panel"))
        painter.drawImage(place, picture)
    left, top = corner.x(), corner.y() + SIDE + 2 * STEP + 12
    paint_icon(painter, QRect(left, top, 14, 16), "folder", "text2")
    painter.setFont(font(SMALL))
    painter.setPen(color("text2"))
    text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 86)
    painter.drawText(QRect(left + 19, top, 90, 16), Qt.AlignmentFlag.AlignVCenter, text)
