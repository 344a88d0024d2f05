"""Fields for one value each, with one interface: `set_value` in, `value_edited` out, focus says so."""

import math
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QSlider, QSpinBox, QWidget

from tlstudio.gui.theme.theme import set_role

FOLDER_PX = 76  # of a folder's name


class IntField(QSpinBox):
    """A whole number; typing counts when it is finished, the wheel only while the field has the focus."""

    value_edited = Signal(object)
    focused = Signal()

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setGroupSeparatorShown(True)
        self.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet's padding does not reach inside
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda value: self.value_edited.emit(value))

    def set_value(self, value: object) -> None:
        assert isinstance(value, int)
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def show_problem(self, has_problem: bool) -> None:
        set_role(self, "invalid" if has_problem else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class FloatField(QLineEdit):
    """A number as people write it: 0.003, 3e-3 or 0,003. Up and Down halve and double it.

    What is no number is given out as the text it is; the reader says what is wrong with it.
    """

    value_edited = Signal(object)
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0.0
        self.editingFinished.connect(self._on_finished)

    def set_value(self, value: object) -> None:
        assert isinstance(value, (int, float))
        self._value = float(value)
        self.setText(number_text(self._value))

    def show_problem(self, has_problem: bool) -> None:
        set_role(self, "invalid" if has_problem else "")

    def _on_finished(self) -> None:
        if self.text() != number_text(self._value):
            self.value_edited.emit(read_number(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        factor = {Qt.Key.Key_Up: 2.0, Qt.Key.Key_Down: 0.5}.get(Qt.Key(event.key()))
        if factor:
            self.value_edited.emit(self._value * factor)
        elif event.key() == Qt.Key.Key_Escape and self.text() != number_text(self._value):
            self.set_value(self._value)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class ChoiceField(QComboBox):
    """One of a few words; each stands for a value of the spec."""

    value_edited = Signal(object)
    focused = Signal()

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`choices` gives each value its word."""
        super().__init__(parent)
        self.set_choices(choices)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda: self.value_edited.emit(self.currentData()))

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Other choices; the value is to be set again."""
        self.clear()
        for value, word in choices.items():
            self.addItem(word, value)

    def set_value(self, value: object) -> None:
        self.setCurrentIndex(self.findData(value))

    def show_problem(self, has_problem: bool) -> None:
        assert not has_problem, "every choice is a valid value"

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a scroll over the panel must not change a setting

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class FolderField(QPushButton):
    """A folder by its name; a click asks for another."""

    value_edited = Signal(object)
    focused = Signal()

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        """`question` is the title of the dialog."""
        super().__init__(parent)
        self._question = question
        self._folder = ""
        self.clicked.connect(self._on_clicked)

    def set_value(self, value: object) -> None:
        assert isinstance(value, str)
        self._folder = value
        text = Path(value).name or self.tr("Choose…")
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, FOLDER_PX))
        self.setToolTip(value)

    def show_problem(self, has_problem: bool) -> None:
        set_role(self, "invalid" if has_problem else "")

    def _on_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._question, self._folder)
        if chosen:
            self.value_edited.emit(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


PER_DECADE = 20  # places


class LogSlider(QSlider):
    """Runs over several powers of ten.

    `value_shown` follows the handle; `value_edited` comes once it is let go, or moved by a key.
    """

    value_shown = Signal(float)
    value_edited = Signal(object)

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._low = low
        self.setRange(0, round(PER_DECADE * math.log10(high / low)))
        self.setPageStep(PER_DECADE)
        self.setTracking(False)
        self.sliderMoved.connect(lambda place: self.value_shown.emit(self._value_at(place)))
        self.valueChanged.connect(lambda place: self.value_edited.emit(self._value_at(place)))

    def set_value(self, value: float) -> None:
        """The nearest place; 0 and less is the left end."""
        self.blockSignals(True)
        self.setValue(round(PER_DECADE * math.log10(value / self._low)) if value > 0 else 0)
        self.blockSignals(False)

    def _value_at(self, place: int) -> float:
        return float(f"{self._low * 10 ** (place / PER_DECADE):.2g}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a scroll over the panel must not change a setting


Field = IntField | FloatField | ChoiceField | FolderField


def number_text(value: float) -> str:
    """The shortest plain writing: 0.003, 0.1, 1e-05."""
    return f"{value:.6g}"


def read_number(text: str) -> float | str:
    """The number in the text, with a decimal point or comma, or the text itself."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return text
