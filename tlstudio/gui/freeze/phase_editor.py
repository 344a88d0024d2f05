"""The fields of one phase of unfreezing, in a row."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from tlstudio.engine.project import MAX_EPOCHS
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField, IntField, number_text, read_number
from tlstudio.gui.widgets.rows import row_of

RATE_PX = 116


class PhaseValues(NamedTuple):
    epochs: int
    from_part: str | None  # None for the last phase, in which all trains that is not frozen
    lr: float | None  # None: that of the training


class PhaseEditor(QFrame):
    """Shows one phase and says what the user changed."""

    epochs_edited = Signal(object)  # a number
    part_edited = Signal(object)  # its name, "" for the head alone
    lr_edited = Signal(object)  # a number above 0, None for that of the training, or the text that is no number
    remove_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.epochs = IntField(1, MAX_EPOCHS, self)
        self.part = ChoiceField({}, self)
        self.lr = _RateField(self)
        self.remove_button = QPushButton(self.tr("Remove"))
        self.close_button = QToolButton()
        self._from, self._rate_of = QLabel(self.tr("What trains")), QLabel(self.tr("Learning rate"))
        self._note = QLabel()
        self._dress()
        self.epochs.value_edited.connect(self.epochs_edited)
        self.part.value_edited.connect(self.part_edited)
        self.lr.value_edited.connect(self.lr_edited)
        self.remove_button.clicked.connect(self.remove_asked)
        self.close_button.clicked.connect(self.closed)
        self._lay_out()

    def show_phase(self, values: PhaseValues, parts: Sequence[tuple[str, str]], training_lr: float) -> None:
        """Show a phase; `parts` are names and titles of what it may begin at."""
        is_last = values.from_part is None
        self.epochs.set_value(max(1, values.epochs))
        self._show_parts(values.from_part or "", parts)
        self.lr.show_rate(values.lr, training_lr)
        note = self.tr("All that is not frozen trains, at the learning rate of the training: {lr}.")
        self._note.setText(note.format(lr=number_text(training_lr)))
        for widget in (self._from, self.part, self._rate_of, self.lr, self.remove_button):
            widget.setHidden(is_last)
        self._note.setVisible(is_last)

    def _show_parts(self, current: str, parts: Sequence[tuple[str, str]]) -> None:
        known = [("", self.tr("Head only")), *((name, self.tr("From {part}").format(part=t)) for name, t in parts)]
        if current not in dict(known):
            known.append((current, self.tr("From {part}").format(part=current)))
        self.part.clear()
        for name, title in known:
            self.part.addItem(title, name)
        self.part.set_value(current)

    def _dress(self) -> None:
        self.lr.setFixedWidth(RATE_PX)
        self.part.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.epochs.setAccessibleName(self.tr("Epochs of the phase"))
        self.part.setAccessibleName(self.tr("What trains in the phase"))
        self.lr.setAccessibleName(self.tr("Learning rate of the phase"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setIcon(icon("close", "text2"))
        set_role(self.close_button, "quiet small")
        set_role(self.remove_button, "small")
        for label in (self._from, self._rate_of, self._note):
            set_role(label, "small secondary")

    def _lay_out(self) -> None:
        epochs = QLabel(self.tr("Epochs"))
        set_role(epochs, "small secondary")
        fields = (epochs, self.epochs, self._from, self.part, self._rate_of, self.lr, self._note)
        row = row_of(8, *fields, None, self.remove_button, self.close_button)
        row.setContentsMargins(12, 5, 6, 5)
        self.setLayout(row)

    # What Qt asks of a widget.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _RateField(QLineEdit):
    """A learning rate, or nothing for that of the training."""

    value_edited = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = ""
        self.editingFinished.connect(self._on_finished)

    def show_rate(self, rate: float | None, training_lr: float) -> None:
        self._shown = "" if rate is None else number_text(rate)
        self.setText(self._shown)
        self.setPlaceholderText(self.tr("as training"))
        self.setToolTip(self.tr("Empty: that of the training, {lr}").format(lr=number_text(training_lr)))
        set_role(self, "")

    def show_problem(self, sentence: str) -> None:
        set_role(self, "invalid")
        self.setToolTip(sentence)

    def _on_finished(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self.value_edited.emit(read_number(text) if text else None)
