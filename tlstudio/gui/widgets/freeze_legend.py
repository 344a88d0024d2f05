"""What the two ticks of the freeze tree mean."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.freeze_delegate import TICK_PX
from tlstudio.gui.widgets.freeze_facts import FROZEN, TRAINS
from tlstudio.gui.widgets.freeze_paint import paint_tick


class FreezeLegend(QWidget):
    """Both ticks with their meaning."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 12, 5)
        layout.setSpacing(7)
        for state, words in (
            (FROZEN, self.tr("Frozen: keeps what it learned")),
            (TRAINS, self.tr("Trains: learns from your images")),
        ):
            layout.addWidget(_TickMark(state, self))
            layout.addWidget(_small(words, self))
            layout.addSpacing(16)
        layout.addStretch(1)
        self._hint = _small(self.tr("Space toggles"), self)
        layout.addWidget(self._hint)
        self._full_width = layout.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= self._full_width)


class _TickMark(QWidget):
    def __init__(self, state: Qt.CheckState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(TICK_PX, TICK_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tick(painter, self.rect(), self._state)
        painter.end()


def _small(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    set_role(label, "small secondary")
    return label
