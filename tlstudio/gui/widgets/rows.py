"""Rows, columns, hairlines, sections and what scrolls: every screen is made of them."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import SMALL, TINY, color, font, set_role

Item = QWidget | QLayout | tuple[QWidget | QLayout, int] | None  # with how much of the room it takes; None stretches
Margins = tuple[int, int, int, int]  # left, top, right, bottom
NO_MARGINS: Margins = (0, 0, 0, 0)


def row_of(spacing: int, *items: Item, margins: Margins = NO_MARGINS, parent: QWidget | None = None) -> QHBoxLayout:
    """Lay the items side by side, in `parent` where there is one."""
    row = QHBoxLayout(parent) if parent else QHBoxLayout()
    _fill(row, spacing, items, margins)
    return row


def column_of(spacing: int, *items: Item, margins: Margins = NO_MARGINS, parent: QWidget | None = None) -> QVBoxLayout:
    """Lay the items below each other, in `parent` where there is one."""
    column = QVBoxLayout(parent) if parent else QVBoxLayout()
    _fill(column, spacing, items, margins)
    return column


def _fill(layout: QBoxLayout, spacing: int, items: Iterable[Item], margins: Margins) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in items:
        part, stretch = item if isinstance(item, tuple) else (item, 0)
        if isinstance(part, QWidget):
            layout.addWidget(part, stretch)
        elif part is None:
            layout.addStretch(1)
        else:
            layout.addLayout(part, stretch)


def hairline(parent: QWidget | None = None, *, is_vertical: bool = False) -> QFrame:
    """Make a line one pixel thin."""
    line = QFrame(parent)
    set_role(line, "vline" if is_vertical else "hairline")
    return line


def scrolling(*items: Item) -> QScrollArea:
    """Lay the items below each other, as wide as there is room and scrolled up and down where they are higher."""
    inner = QWidget()
    column_of(8, *items, None, margins=(0, 0, 0, 4), parent=inner)
    area = UpAndDown(inner)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class UpAndDown(QScrollArea):
    """Scrolls up and down alone, so it is never narrower than what it holds."""

    def __init__(self, inner: QWidget, least_px: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner, self._least_px = inner, least_px
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def minimumSizeHint(self) -> QSize:
        held = self._inner.minimumSizeHint().width() + 2 * self.frameWidth()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(max(self._least_px, held + bar), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # words became longer, or something came into view
            self.updateGeometry()
        return super().eventFilter(watched, event)


class Section(QWidget):
    """A heading, maybe with a link on its right, and what belongs to it."""

    def __init__(self, title: str, link: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(title)
        set_role(self.heading, "section")
        self.link = QPushButton(link)
        set_role(self.link, "link small-text")
        self.link.setVisible(bool(link))
        top = QHBoxLayout()  # spaced as the style says
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.link)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        inner = column_of(10, top, self.body, margins=(16, 14, 16, 14))
        column_of(0, inner, hairline(), parent=self)


HEIGHT = 44


class RowButton(QAbstractButton):
    """Shows an icon, a name, a line below it and a word on the right."""

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
