"""How many epochs more a run is to train."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from tlstudio.engine.project import MAX_EPOCHS
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import IntField
from tlstudio.gui.widgets.rows import column_of, row_of

WIDTH_PX, FIELD_PX = 400, 100
USUAL = 10


class ContinueDialog(QDialog):
    chosen = Signal(int)  # epochs more

    def __init__(self, run: str, epochs: int, *, falls: bool, parent: QWidget | None = None) -> None:
        """`run` is its name; `epochs` are done; `falls` says that its learning rate falls until the last epoch."""
        super().__init__(parent)
        self._epochs, self._falls = epochs, falls
        self._said = QLabel(self._text(run), wordWrap=True)
        self.field, self.note = IntField(1, max(1, MAX_EPOCHS - epochs)), QLabel(wordWrap=True)
        self.start_button, self._cancel = QPushButton(), QPushButton(self.tr("Cancel"))
        self._lay_out()
        self.field.setKeyboardTracking(True)
        self.field.set_value(USUAL)
        self.field.selectAll()
        self.field.value_edited.connect(self._show_value)
        self.start_button.clicked.connect(self._on_start)
        self._cancel.clicked.connect(self.reject)
        self._show_value(USUAL)

    def _text(self, run: str) -> str:
        text = self.tr("{run} has trained for {epochs} epochs.")
        if self._epochs == 1:
            text = self.tr("{run} has trained for 1 epoch.")
        return text.format(run=run, epochs=self._epochs)

    def _show_value(self, value: object) -> None:
        assert isinstance(value, int)
        more = self.tr("Train 1 more epoch") if value == 1 else self.tr("Train {n} more epochs").format(n=value)
        self.start_button.setText(more)
        note = self.tr("It goes on where it stands, up to epoch {last}; the change is kept with the run.")
        if self._falls:
            note += " " + self.tr("The learning rate follows the schedule of all {last} epochs, so it rises at first.")
        self.note.setText(note.format(last=self._epochs + value))

    def _on_start(self) -> None:
        self.chosen.emit(self.field.value())
        self.accept()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Train More Epochs"))
        self.setMinimumWidth(WIDTH_PX)
        label = QLabel(self.tr("Epochs more"))
        label.setBuddy(self.field)
        self.field.setAccessibleName(label.text())
        self.field.setFixedWidth(FIELD_PX)
        set_role(self.note, "small secondary")
        set_role(self.start_button, "primary")
        set_role(self._cancel, "tall")
        self._cancel.setAutoDefault(False)
        self.start_button.setDefault(True)
        column = column_of(
            10, self._said, row_of(10, label, self.field, None), self.note, margins=(16, 14, 16, 14), parent=self
        )
        column.addSpacing(4)
        column.addLayout(row_of(8, None, self._cancel, self.start_button))
