"""How this computer trains: on what, in which precision, and what the features kept on disk may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from tlstudio.engine.training.inputs.feature_files import clear, size_words, stored_bytes
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import IntField
from tlstudio.gui.widgets.rows import column_of

WIDTH_PX = 500
MOST_GB = 1000


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """What the dialog begins with."""

    device: str
    precision: str
    budget_gb: int


class MachineDialog(QDialog):
    """Emits what is chosen at once; removes files only at the press of the button."""

    device_edited = Signal(str)
    precision_edited = Signal(str)
    budget_edited = Signal(int)  # GB

    def __init__(self, folder: Path, settings: MachineSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("This Computer"))
        self.device = self._choice(self._devices(), settings.device)
        self.precision = self._choice(self._precisions(), settings.precision)
        self.taken = QLabel(self)
        self.clear = QPushButton(self.tr("Clear Cache"), self)
        self.budget = IntField(0, MOST_GB, self)
        self.budget.setSuffix(" GB")
        self.budget.set_value(settings.budget_gb)
        self._lay_out()
        self._show_taken()
        self.setMinimumWidth(max(WIDTH_PX, self.minimumSizeHint().width()))
        self.device.activated.connect(lambda: self.device_edited.emit(self.device.currentData()))
        self.precision.activated.connect(lambda: self.precision_edited.emit(self.precision.currentData()))
        self.clear.clicked.connect(self._on_clear)
        self.budget.valueChanged.connect(self.budget_edited)

    def _devices(self) -> Mapping[str, str]:
        return {
            "auto": self.tr("The fastest there is"),
            "cpu": self.tr("Processor"),
            "cuda": self.tr("NVIDIA GPU"),
            "mps": self.tr("Apple GPU"),
        }

    def _precisions(self) -> Mapping[str, str]:
        return {
            "auto": self.tr("The quicker one, found by trying"),
            "float32": self.tr("float32: exact"),
            "bfloat16": self.tr("bfloat16: fewer digits"),
        }

    def _choice(self, names: Mapping[str, str], chosen: str) -> QComboBox:
        box = QComboBox(self)
        for key, text in names.items():
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Train on"), self.device),
            (self.tr("Precision"), self.precision),
            (self.tr("Feature cache, at most"), self.budget),
        )
        for row, (text, field) in enumerate(rows):
            grid.addWidget(self._label(text, field), row, 0)
            grid.addWidget(field, row, 1, 1, 2)
        grid.addWidget(self.taken, len(rows), 1)
        grid.addWidget(self.clear, len(rows), 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column_of(16, grid, self._why(), buttons, margins=(20, 18, 20, 16), parent=self)

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(field)
        field.setAccessibleName(text)
        return label

    def _why(self) -> QLabel:
        why = QLabel(
            self.tr(
                "What is frozen runs once per image, and what came out of it is kept on disk, so that the next run on "
                "the same images starts at once; what was not used for the longest time makes room. All this counts "
                "from the next run on, and is not part of a project."
            ),
            self,
            wordWrap=True,
        )
        set_role(why, "secondary")
        return why

    def _show_taken(self) -> None:
        taken = stored_bytes(self._folder)
        self.taken.setText(self.tr("Takes {size} now").format(size=size_words(taken)))
        self.clear.setEnabled(taken > 0)

    def _on_clear(self) -> None:
        clear(self._folder)
        self._show_taken()
