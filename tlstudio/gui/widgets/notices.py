"""A banner: one sentence with its icon and the actions that help.

A sentence that stands for a moment over a view, beside the place it is about.

A few lines with an icon each, in a card that fits them: what is planned, or what is missing.

A page that has nothing to show: why, and the action that helps.

Something long is being done: what, how far, and a way out.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel

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


MAX_WIDTH_PX = 300


class Bubble(QLabel):
    """Hidden while it has nothing to say. Unlike a tool tip it stays while somebody types."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setWordWrap(True)
        set_role(self, "bubble small")
        self.hide()

    def say(self, sentence: str, place: QRect, *, is_problem: bool) -> None:
        """Show the sentence below `place`, or above it where there is no room. An empty one hides it."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if not sentence:
            return
        set_role(self, "bubble-problem small" if is_problem else "bubble small")
        room = self._view.rect()
        words_px = self.fontMetrics().horizontalAdvance(sentence) + 24
        self.setFixedWidth(min(words_px, MAX_WIDTH_PX, room.width()))
        self.setFixedHeight(self.heightForWidth(self.width()))
        fits_below = place.bottom() + 4 + self.height() <= room.bottom()
        top = place.bottom() + 4 if fits_below else place.top() - 4 - self.height()
        self.move(max(0, min(place.right() - self.width(), room.right() - self.width())), top)
        self.raise_()


WIDEST_PX = 460


class Note(NamedTuple):
    icon: str
    text: str
    token: str = "text2"


class Notes(QFrame):
    """A title, lines with icons, and at most one action."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setMaximumWidth(WIDEST_PX)
        self._title = QLabel(self, wordWrap=True)
        set_role(self._title, "section")
        self.button = QPushButton(self)
        self.button.clicked.connect(self.pressed)
        self._lines: list[tuple[IconLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._title, 0, 0, 1, 2)

    def show_notes(self, title: str, notes: Sequence[Note], action: str = "") -> None:
        self._title.setText(title)
        while len(self._lines) < len(notes):
            self._add_line()
        for number, (symbol, label) in enumerate(self._lines):
            is_used = number < len(notes)
            if is_used:
                symbol.set_icon(notes[number].icon, notes[number].token)
                label.setText(notes[number].text)
            symbol.setVisible(is_used)
            label.setVisible(is_used)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._grid.addWidget(self.button, len(self._lines) + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(". ".join([title, *(note.text for note in notes)]))

    @property
    def texts(self) -> list[str]:
        return [label.text() for _, label in self._lines if not label.isHidden()]

    def _add_line(self) -> None:
        symbol, label = IconLabel(parent=self), QLabel(self, wordWrap=True)
        self._grid.addWidget(symbol, len(self._lines) + 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, len(self._lines) + 1, 1)
        self._lines.append((symbol, label))


MAX_WIDTH = 420


class ReasonPage(QWidget):
    pressed = Signal()

    def __init__(self, icon_name: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._reason = QLabel(), QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter)
        set_role(self._title, "title")
        set_role(self._reason, "secondary")
        self._reason.setFixedWidth(MAX_WIDTH)
        self.button = QPushButton(action)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.pressed)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for widget in (IconLabel(icon_name, "text2", 28), self._title):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()  # an alignment would give the wrapped text one line only
        middle.addStretch(1)
        middle.addWidget(self._reason)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, reason: str) -> None:
        self._title.setText(title)
        self._reason.setText(reason)


class Waiting(QWidget):
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._count = QLabel(), QLabel()
        set_role(self._count, "small secondary")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(320)
        cancel = QPushButton(self.tr("Cancel"))
        set_role(cancel, "small")
        cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(cancel)
        column = QVBoxLayout()
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addLayout(line)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(3)
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft)

    @property
    def text(self) -> str:
        """All it says, in one line."""
        return " ".join(filter(None, (self._title.text(), self._count.text())))

    def show_progress(self, title: str, done: int, total: int) -> None:
        """`total` is 0 while it is not known."""
        self._title.setText(title)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        locale = self.locale()
        text = self.tr("{0} of {1}").format(locale.toString(done), locale.toString(total))
        self._count.setText(text if total else "")
