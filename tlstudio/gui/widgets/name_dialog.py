"""A small dialog that asks for a name and says at once why one cannot be used."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import column_of, row_of

WIDTH_PX = 380


class NameDialog(QDialog):
    named = Signal(str)

    def __init__(self, title: str, note: str, problem_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`problem_of` gives the sentence against a name, or nothing."""
        super().__init__(parent)
        self._problem_of = problem_of
        self.field, self.problem = QLineEdit(), QLabel()
        self.save_button, cancel = QPushButton(self.tr("Save")), QPushButton(self.tr("Cancel"))
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH_PX)
        self.field.setAccessibleName(self.tr("Name"))
        self.field.setPlaceholderText(self.tr("Name"))
        set_role(self.problem, "small secondary")
        cancel.setAutoDefault(False)
        column = column_of(8, margins=(16, 14, 16, 14), parent=self)
        explained = QLabel(note)
        explained.setWordWrap(True)
        for widget in (explained, self.field, self.problem):
            column.addWidget(widget)
        column.addLayout(row_of(8, None, cancel, self.save_button))
        self.field.textChanged.connect(self._check)
        self.save_button.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        self._check("")

    def say(self, problem: str) -> None:
        """Say why what was asked for could not be done."""
        self.problem.setText(problem)
        set_role(self.problem, "small error")

    def _check(self, name: str) -> None:
        problem = self._problem_of(name)
        self.problem.setText(problem)
        set_role(self.problem, "small secondary")
        self.save_button.setEnabled(not problem)

    def _on_save(self) -> None:
        self.named.emit(self.field.text().strip())
