"""The ring around the control that has the keyboard's focus."""

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QFocusFrame, QWidget

from tlstudio.gui.theme.theme import color

RINGED = (QAbstractButton, QAbstractSlider)  # fields show focus in their edge, lists in their current row


class FocusRing(QObject):
    """Draws 2 px of accent, 1 px outside, around buttons reached by keyboard, in every window of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._frame:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None
        if isinstance(new, RINGED) and new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self._frame = _Ring(new)
            self._frame.setWidget(new)


class _Ring(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
