"""The files of a folder with their sizes, in two columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import set_role


class FileList(QFrame):
    open_pressed = Signal()

    def __init__(self, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        heading = QLabel(title)
        set_role(heading, "section")
        opener = QPushButton(button)
        set_icon(opener, "folder")
        set_role(opener, "small")
        opener.clicked.connect(self.open_pressed)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(opener)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(2, 20)
        for column in (0, 3):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self._grid)

    def show_files(self, files: Sequence[tuple[str, str]]) -> None:
        """Pairs of a name and a size."""
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget:
                widget.deleteLater()
        half = (len(files) + 1) // 2
        for number, (name, size) in enumerate(files):
            row, column = number % half, 3 * (number // half)
            label, amount = QLabel(name, textFormat=Qt.TextFormat.PlainText), QLabel(size)
            label.setContentsMargins(0, 4, 0, 4)
            set_role(amount, "small secondary")
            self._grid.addWidget(label, row, column)
            self._grid.addWidget(amount, row, column + 1, Qt.AlignmentFlag.AlignRight)
