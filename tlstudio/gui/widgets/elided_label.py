"""A line of text that gives way where there is no room for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class ElidedLabel(QLabel):
    """Cut short with dots, down to `least_px`; put the whole text into the tool tip."""

    def __init__(self, least_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_px = least_px
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(self._least_px, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            QPainter(self), self.rect(), middle, self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
