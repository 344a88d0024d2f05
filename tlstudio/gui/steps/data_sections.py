"""Sections of the Data step's inspector that only show: the classes and the selected image."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tlstudio.engine.data.folder import Index
from tlstudio.gui.steps.data_view import ClassRow, NumberRow, balance, class_rows, number_rows, percent_text
from tlstudio.gui.theme import set_role
from tlstudio.gui.widgets.bars import CountBar, Histogram
from tlstudio.gui.widgets.facts import Facts


class Section(QWidget):
    """A heading, maybe with a link on its right, and what belongs to it."""

    def __init__(self, title: str, link: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(title)
        set_role(self.heading, "section")
        self.link = QPushButton(link)
        set_role(self.link, "link small-text")
        self.link.setVisible(bool(link))
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.link)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(10)
        inner.addLayout(top)
        inner.addLayout(self.body)
        line = QFrame()
        set_role(line, "hairline")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inner)
        layout.addWidget(line)


class ClassList(Section):
    """A bar for each class. A class is renamed, or merged with another, by the menu of its name."""

    rename_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Classes"), parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.balance = QLabel(wordWrap=True)
        set_role(self.balance, "small secondary")
        self.body.addWidget(self.balance)

    def show_index(self, index: Index) -> None:
        """A bar for each class or label; how each number is spread."""
        if index.task == "regression":
            self.heading.setText(self.tr("Numbers"))
            self._show_numbers(number_rows(index))
            return
        self.heading.setText(self.tr("Classes") if index.task == "single_label" else self.tr("Labels"))
        self.show_rows(class_rows(index), balance(index), can_rename=index.task == "single_label")

    def _show_numbers(self, rows: Sequence[NumberRow]) -> None:
        self._clear()
        for number, row in enumerate(rows):
            bars = Histogram(row.shares)
            bars.setAccessibleName(f"{row.name}: {row.text}")
            self._add(3 * number, row.name, row.text, bars)
        self.balance.setText(self.tr("How many images have about that number, from the least to the most."))

    def show_rows(self, rows: Sequence[ClassRow], sentence: str, *, can_rename: bool = True) -> None:
        self._clear()
        for number, row in enumerate(rows):
            text = f"{self.locale().toString(row.count)} · {percent_text(row.share)}"
            bar = CountBar(row.length)
            bar.setAccessibleName(f"{row.name}: {text}")
            self._add(3 * number, row.name, text, bar, can_rename=can_rename)
        self.balance.setText(sentence)

    def _clear(self) -> None:
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget:
                widget.deleteLater()

    def _add(self, line: int, title: str, text: str, bar: QWidget, *, can_rename: bool = False) -> None:
        name, count = QLabel(title), QLabel(text)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setMinimumWidth(60)
        if can_rename:
            rename = QAction(self.tr("Rename or merge…"), name)
            rename.triggered.connect(lambda: self.rename_asked.emit(title))
            name.addAction(rename)
            name.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        set_role(count, "secondary")
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(count, line, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(bar, line + 1, 0, 1, 2)
        self._grid.setRowMinimumHeight(line + 2, 4)


class SelectedSection(Section):
    """The selected image, or how many are selected."""

    leave_out_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Selected image"), parent=parent)
        self._name = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        names = {
            "size": self.tr("Size"),
            "framing": self.tr("Goes in as"),
            "part": self.tr("Split"),
            "problem": self.tr("Left out"),
        }
        self.facts = Facts(names)
        self.button = QPushButton()
        set_role(self.button, "small")
        self.button.clicked.connect(self.leave_out_pressed)
        for widget in (self._name, self.facts):
            self.body.addWidget(widget)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_image(self, name: str, facts: dict[str, str], button: str) -> None:
        """An empty `name` hides the section, an empty `button` the button."""
        self.setVisible(bool(name))
        self._name.setText(name)
        for key in ("size", "framing", "part", "problem"):
            self.facts.set_fact(key, facts.get(key, ""))
        self.button.setText(button)
        self.button.setVisible(bool(button))
