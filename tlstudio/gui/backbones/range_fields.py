"""Two fields for the ends of a range; an empty one is no limit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tlstudio.engine.backbones.search import Range
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import read_number
from tlstudio.gui.widgets.rows import row_of

FIELD_PX = 52


class RangeFields(QWidget):
    """`unit` is how many of the value one in the field stands for: 1e6 for millions."""

    changed = Signal()

    def __init__(
        self, title: str, suffix: str = "", unit: float = 1.0, *, has_high: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unit = unit
        self.low, self.high = QLineEdit(), QLineEdit()
        self.high.setVisible(has_high)
        row = row_of(5, _secondary(title), parent=self)
        ends = ((self.low, self.tr("{title}, at least")), (self.high, self.tr("{title}, at most")))
        for field, name in ends if has_high else ends[:1]:
            field.setAccessibleName(name.format(title=title))
            field.setPlaceholderText(self.tr("any"))
            field.setFixedWidth(FIELD_PX)
            field.textChanged.connect(self._on_text)
            if field is self.high:
                row.addWidget(_secondary("–"))
            row.addWidget(field)
        row.addWidget(_secondary(suffix))

    @property
    def range(self) -> Range:
        """What is no number is no limit."""
        return Range(self._value(self.low), self._value(self.high))

    def clear(self) -> None:
        self.low.clear()
        self.high.clear()

    def _value(self, field: QLineEdit) -> float | None:
        number = read_number(field.text())
        return number * self._unit if isinstance(number, float) else None

    def _on_text(self) -> None:
        for field in (self.low, self.high):
            set_role(field, "invalid" if field.text().strip() and self._value(field) is None else "")
        self.changed.emit()


def _secondary(text: str) -> QLabel:
    label = QLabel(text)
    set_role(label, "secondary")
    label.setVisible(bool(text))
    return label
