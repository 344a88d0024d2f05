"""A slider over several powers of ten."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

PER_DECADE = 20  # places


class LogSlider(QSlider):
    """`value_shown` follows the handle; `value_edited` comes once it is let go, or moved by a key."""

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
