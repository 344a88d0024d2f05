"""A few lines with an icon each, in a card that fits them: what is planned, or what is missing."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.icon_label import IconLabel

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
