"""One phase of a timeline."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tlstudio.gui.theme.theme import color, theme

SEGMENT_PX = 28  # high
NARROWEST_PX = 40
PALEST, STRONGEST = 30, 110  # alpha of the first phase and of the last
PADDING_PX = 8


class PhaseSegment(QAbstractButton):
    """One phase in the bar, the stronger coloured the more trains."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROWEST_PX)
        self._strength = 0.0
        self._has_time = True
        theme().changed.connect(self.update)

    def show_phase(self, text: str, strength: float, *, has_time: bool) -> None:
        """`strength` is a share; without time the phase has no epochs left."""
        self._strength, self._has_time = strength, has_time
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Phase: {words}").format(words=text))
        self.update()

    # What Qt asks of a widget.

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST_PX, max(SEGMENT_PX, self.fontMetrics().height() + 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.isChecked() else "outline" if self.underMouse() else "border"
        painter.setPen(QPen(color(edge if self._has_time else "error"), 2 if self.isChecked() else 1))
        painter.setBrush(color("learn", round(PALEST + (STRONGEST - PALEST) * self._strength)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        room = self.rect().adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        painter.setPen(color("text"))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
