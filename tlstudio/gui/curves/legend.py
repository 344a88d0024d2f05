"""The legend of a plot: one row of line samples with names and current values; a click hides a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from tlstudio.gui.theme.theme import color, font, theme

SAMPLE_PX = 26
GAP = 8
DASHES, DOTS = [3.5, 2.0], [1.0, 1.5]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """`hue` is a token, or "#rrggbb" of another run; `value` is written in bold behind the name."""

    key: str
    name: str
    value: str
    hue: str
    dashed: bool
    dotted: bool = False


class LegendButton(QAbstractButton):
    """A line sample, a name and a value. Checked: the line is shown."""

    def __init__(self, entry: LegendEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._describe)
        self._describe()

    def show_entry(self, entry: LegendEntry) -> None:
        if entry != self.entry:
            before, self.entry = self.sizeHint(), entry
            self._describe()
            if self.sizeHint() != before:
                self.updateGeometry()
            self.update()

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.entry.name} {self.entry.value}".strip())
        self.setToolTip(self.tr("Hide this line") if self.isChecked() else self.tr("Show this line"))

    def _widths(self) -> tuple[int, int]:
        """Of the name and of the value, in px."""
        value = QFontMetrics(font(1.0, 600)).horizontalAdvance(self.entry.value) if self.entry.value else -GAP
        return QFontMetrics(font()).horizontalAdvance(self.entry.name), value

    def sizeHint(self) -> QSize:
        name, value = self._widths()
        return QSize(SAMPLE_PX + GAP + name + GAP + value + 8, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isChecked() else 0.45)
        middle = self.height() / 2
        painter.setPen(self._pen())
        painter.drawLine(4, round(middle), 4 + SAMPLE_PX, round(middle))
        painter.setPen(color("text"))
        painter.setFont(font())
        left = 4 + SAMPLE_PX + GAP
        name, value = self._widths()
        painter.drawText(QRectF(left, 0, name + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.entry.name)
        painter.setFont(font(1.0, 600))
        box = QRectF(left + name + GAP, 0, value + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.entry.value)
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _pen(self) -> QPen:
        hue = QColor(self.entry.hue) if self.entry.hue.startswith("#") else color(self.entry.hue)
        pen = QPen(hue, 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if self.entry.dashed:
            pen.setDashPattern(DASHES)
        if self.entry.dotted:
            pen.setDashPattern(DOTS)
        return pen

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)


class Legend(QWidget):
    """A row of entries; those that stay keep being hidden or shown."""

    line_toggled = Signal(str, bool)  # key, is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, LegendButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        theme().changed.connect(self.update)

    def show_entries(self, entries: Sequence[LegendEntry]) -> None:
        for key in self._buttons.keys() - {entry.key for entry in entries}:
            self._buttons.pop(key).deleteLater()
        for place, entry in enumerate(entries):
            button = self._buttons.get(entry.key) or self._new_button(entry)
            button.show_entry(entry)
            if self._row.indexOf(button) != place:
                self._row.insertWidget(place, button)

    def button(self, key: str) -> LegendButton:
        return self._buttons[key]

    def _new_button(self, entry: LegendEntry) -> LegendButton:
        button = LegendButton(entry, self)
        button.toggled.connect(lambda shown, key=entry.key: self.line_toggled.emit(key, shown))
        self._buttons[entry.key] = button
        return button
