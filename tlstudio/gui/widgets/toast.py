"""A sentence about what was just done, above the foot of a window, with the one action that goes with it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import row_of

SHOWN_MS = 8_000
FOOT_PX = 46  # above the lower edge: a status bar stays in view


class Toast(QFrame):
    """Goes by itself, but not from under the mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, "toast")
        self._window = window
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.button = QPushButton()
        set_role(self.button, "link")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with what is being worked on
        self._action: Callable[[], object] | None = None
        self._end = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._end.timeout.connect(self.hide)
        self.button.clicked.connect(self._on_pressed)
        row_of(14, self._text, self.button, margins=(14, 7, 12, 7), parent=self)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty where it says nothing."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, action: str, do: Callable[[], object]) -> None:
        self._text.setText(text)
        self.button.setText(action)
        self._action = do
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._end.start()

    def _place(self) -> None:
        self.adjustSize()
        free = self._window.rect()
        self.move((free.width() - self.width()) // 2, free.height() - self.height() - FOOT_PX)

    def _on_pressed(self) -> None:
        self.hide()
        if self._action:
            self._action()

    # What Qt asks of a widget.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._end.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._end.start()
