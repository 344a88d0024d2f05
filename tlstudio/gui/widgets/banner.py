"""A banner: one sentence with its icon and the actions that help."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.icon_label import IconLabel

ICONS = {"warning": "warning", "error": "cross", "success": "tick", "info": "info"}
TOKENS = {"warning": "warning", "error": "error", "success": "success", "info": "accent"}
HEIGHT = 34

Action = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """Hidden until it has something to say. One at a time: a new message replaces the old."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = "info"
        self._icon = IconLabel()
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setIcon(icon("close", "text2"))
        set_role(self._close, "quiet small")
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.clicked.connect(self.hide)
        self._close.clicked.connect(self.dismissed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(10, 4, 5, 4)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._close)
        self.setMinimumHeight(HEIGHT)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, kind: str, text: str, actions: Sequence[Action] = (), *, can_dismiss: bool = False) -> None:
        """Show a "warning", an "error", a "success" or an "info" with buttons for `actions`."""
        self.kind = kind
        set_role(self, f"banner-{kind}")
        self._text.setText(text)
        self.setAccessibleName(text)
        self._close.setVisible(can_dismiss)
        self._show_actions(actions)
        self._icon.set_icon(ICONS[kind], TOKENS[kind])
        self.show()

    def button(self, text: str) -> QPushButton:
        return next(button for button in self._buttons if button.text() == text)

    def _show_actions(self, actions: Sequence[Action]) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._action(text, function) for text, function in actions]

    def _action(self, text: str, function: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        set_role(button, "small")
        button.clicked.connect(lambda: function())
        self._layout.insertWidget(self._layout.count() - 1, button)
        return button
