"""One thing to choose, with what it is good for and how its check came out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel


class FormatRow(QWidget):
    toggled = Signal(bool)
    link_pressed = Signal()

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(title)
        self.box.setAccessibleDescription(note)
        self.box.toggled.connect(self.toggled)
        self._size, self._note = QLabel(), QLabel(note, wordWrap=True)
        set_role(self._size, "small secondary")
        set_role(self._note, "small secondary")
        self._icon, self._result = IconLabel(size=14), QLabel(wordWrap=True)
        self._link = QPushButton()
        set_role(self._link, "link small-text")
        self._link.clicked.connect(self.link_pressed)
        self._outcome = QWidget()
        line = QHBoxLayout(self._outcome)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._result, 1)
        line.addWidget(self._link)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 11, 12, 11)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 24)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(0)
        grid.addWidget(self.box, 0, 0, 1, 2)
        grid.addWidget(self._size, 0, 2)
        grid.addWidget(self._note, 1, 1, 1, 2)
        grid.addWidget(self._outcome, 2, 1, 1, 2)
        self.show_result("", "")

    def show_result(self, kind: str, text: str, size: str = "", link: str = "") -> None:
        """`kind` is "success", "error" or "" for nothing to say."""
        self._outcome.setVisible(bool(text))
        self._icon.set_icon({"success": "verified", "error": "cross", "": ""}[kind], kind or "text2")
        set_role(self._result, f"small medium {kind}")
        self._result.setText(text)
        self._size.setText(size)
        self._link.setText(link)
        self._link.setVisible(bool(link))
