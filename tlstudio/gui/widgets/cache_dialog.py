"""The features kept on disk: how much they take, how much they may, and a button that removes them."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tlstudio.engine.training.feature_files import clear, size_words, stored_bytes
from tlstudio.gui.theme import set_role

WIDTH_PX = 440
MOST_GB = 1000


class CacheDialog(QDialog):
    """Emits a new budget at once; removes files only at the press of the button."""

    budget_edited = Signal(int)  # GB

    def __init__(self, folder: Path, budget_gb: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Feature Cache"))
        self.setMinimumWidth(WIDTH_PX)
        self.taken = QLabel(self)
        self.clear = QPushButton(self.tr("Clear Cache"), self)
        self.budget = QSpinBox(self, minimum=0, maximum=MOST_GB, value=budget_gb, suffix=" GB")
        self._lay_out()
        self._show_taken()
        self.clear.clicked.connect(self._on_clear)
        self.budget.valueChanged.connect(self.budget_edited)

    def _lay_out(self) -> None:
        why = QLabel(
            self.tr(
                "What is frozen runs once per image, and what came out of it is kept here, so that the next run on the "
                "same images starts at once. What was not used for the longest time makes room. With 0 GB nothing is "
                "kept between runs."
            ),
            self,
            wordWrap=True,
        )
        set_role(why, "secondary")
        may = QLabel(self.tr("May take up to"), self)
        may.setBuddy(self.budget)
        self.budget.setAccessibleName(may.text())
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.taken, 0, 0)
        grid.addWidget(self.clear, 0, 1)
        grid.addWidget(may, 1, 0)
        grid.addWidget(self.budget, 1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(16)
        column.addWidget(why)
        column.addLayout(grid)
        column.addWidget(buttons)

    def _show_taken(self) -> None:
        taken = stored_bytes(self._folder)
        self.taken.setText(self.tr("Takes {size} now").format(size=size_words(taken)))
        self.clear.setEnabled(taken > 0)

    def _on_clear(self) -> None:
        clear(self._folder)
        self._show_taken()
