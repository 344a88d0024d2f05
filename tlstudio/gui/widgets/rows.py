"""Rows, hairlines and what scrolls, which every screen is made of.

A row of a list that is pressed like a button: icon, name, a line below, a word on the right.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import SMALL, TINY, color, font, set_role


def row_of(spacing: int, *widgets: QWidget | None) -> QHBoxLayout:
    """A row of widgets; None is what stretches."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


def hairline(parent: QWidget | None = None, *, is_vertical: bool = False) -> QFrame:
    """A line one pixel thin."""
    line = QFrame(parent)
    set_role(line, "vline" if is_vertical else "hairline")
    return line


def scrolling(*items: QWidget | QHBoxLayout) -> QScrollArea:
    """The items below each other, as wide as there is room and scrolled up and down where they are higher."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(8)
    for item in items:
        if isinstance(item, QWidget):
            column.addWidget(item)
        else:
            column.addLayout(item)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


HEIGHT = 44


class RowButton(QAbstractButton):
    def __init__(self, icon_name: str, name: str, line: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._line, self._word = icon_name, line, word
        self.setText(name)
        self.setAccessibleDescription(f"{line}, {word}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect()
        if self.underMouse():
            painter.fillRect(rect, color("track"))
        painter.fillRect(QRect(0, 0, rect.width(), 1), color("border"))
        paint_icon(painter, QRect(5, 0, 20, rect.height()), self._icon, "text2")
        word_width = self._paint_word(painter, rect)
        room = rect.width() - 42 - word_width - 12
        painter.setFont(font(1.0))
        painter.setPen(color("text"))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(42, 4, room, 19), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(TINY))
        painter.setPen(color("text2"))
        line = painter.fontMetrics().elidedText(self._line, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(42, 23, room, 16), Qt.AlignmentFlag.AlignVCenter, line)

    def _paint_word(self, painter: QPainter, rect: QRect) -> int:
        painter.setFont(font(SMALL))
        painter.setPen(color("text2"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -4, 0), right, self._word)
        return painter.fontMetrics().horizontalAdvance(self._word)
