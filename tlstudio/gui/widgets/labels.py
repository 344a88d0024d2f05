"""An icon that follows the theme, in a label.

A line of text that gives way where there is no room for it.

A small square of a token's colour, for legends.

Names on the left, numbers on the right.
"""

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QToolTip, QWidget

from tlstudio.gui.theme.icons import pixmap
from tlstudio.gui.theme.theme import color, set_role, theme


class IconLabel(QLabel):
    """Shows an icon in the colour of a token."""

    def __init__(self, name: str = "", token: str = "text", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_icon(name, token)
        theme().changed.connect(self._paint)

    def set_icon(self, name: str, token: str = "text") -> None:
        """Show another icon; an empty name shows none."""
        self._name, self._token = name, token
        self._paint()

    def _paint(self) -> None:
        if self._name:
            self.setPixmap(pixmap(self._name, self._token, self._size, self.devicePixelRatioF()))
        else:
            self.clear()


class ElidedLabel(QLabel):
    """Cut short with dots, down to `least_px`; what is cut is the tool tip, unless there is one."""

    def __init__(self, least_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_px = least_px
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_least(self, least_px: int) -> None:
        self._least_px = least_px
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(self._least_px, hint.width()), hint.height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self.width() < self.sizeHint().width():
            QToolTip.showText(cast(QHelpEvent, event).globalPos(), self.text(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            QPainter(self), self.rect(), middle, self.palette(), self.isEnabled(), text, self.foregroundRole()
        )


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


class Facts(QWidget):
    """A short list of facts; one without a value is not shown, so nothing is made up."""

    def __init__(self, names: dict[str, str], parent: QWidget | None = None) -> None:
        """`names` gives each key its title, in the order of the rows."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        self._rows = {key: _new_row(grid, row, title, self) for row, (key, title) in enumerate(names.items())}

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def set_fact(self, key: str, value: str) -> None:
        name, number = self._rows[key]
        if value == number.text():
            return
        number.setText(value)
        for label in (name, number):
            label.setVisible(bool(value))

    def text(self, key: str) -> str:
        return self._rows[key][1].text()


def _new_row(grid: QGridLayout, row: int, title: str, parent: QWidget) -> tuple[QLabel, QLabel]:
    name, number = QLabel(title, parent), QLabel(parent)
    set_role(name, "secondary")
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    number.setWordWrap(True)
    name.setBuddy(number)
    grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(number, row, 1)
    for label in (name, number):
        label.hide()
    return name, number
