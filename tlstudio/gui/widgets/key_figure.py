"""A key number with its name, unit, change and context."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from tlstudio.gui.theme.theme import color, set_role
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.numbers import joined
from tlstudio.gui.widgets.rows import column_of, row_of

FLASH_MS = 400
LEAST_PX = 64  # of its words, which may be longer in another language


class KeyFigure(QWidget):
    """One large number with its name above, its unit and change beside and a line of context below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_compact = False
        self._is_flashing = False
        self._detail = ""
        self._name, self._number, self._unit = ElidedLabel(LEAST_PX), QLabel("–"), QLabel()
        self._change, self._context = QLabel(), ElidedLabel(LEAST_PX)
        self._name.setText(name)
        for label, role in (
            (self._name, "small secondary"),
            (self._number, "key"),
            (self._unit, "medium"),
            (self._context, "tiny secondary"),
        ):
            set_role(label, role)
        self._lay_out()

    @property
    def text(self) -> str:
        """All it says, in one line."""
        parts = (self._number.text(), self._unit.text(), self._change.text(), self._context.text())
        return " ".join(part for part in parts if part)

    def rename(self, name: str) -> None:
        self._name.setText(name)

    def show_value(self, value: tuple[str, str], context: str) -> None:
        """Show a number with its unit."""
        set_role(self._number, "key")
        set_role(self._unit, "medium")
        self._unit.setText(value[1])
        self._show(value[0], context)

    def show_pending(self, word: str, context: str | None = None) -> None:
        """Step back what it shows, since a new number is on its way; `word` beside it says so."""
        if context is not None:
            self._context.setText(context)
            self._show_tool_tip()
        set_role(self._number, "key secondary")
        set_role(self._unit, "medium secondary")
        set_role(self._change, "small secondary")
        self._change.setText(word)
        self._change.setVisible(bool(word))
        self._speak()

    def show_change(self, change: int, as_text: Callable[[int], tuple[str, str]]) -> None:
        """Show by how much it changed; less is cheaper."""
        self._change.setVisible(bool(change))
        self._change.setText(f"{'▼' if change < 0 else '▲'} {joined(as_text(abs(change)))}")
        set_role(self._change, "small success" if change < 0 else "small")
        if change:
            self._flash()
        self._speak()

    def set_compact(self, is_compact: bool) -> None:
        self._is_compact = is_compact
        self._context.setVisible(not is_compact)
        self._show_tool_tip()

    def set_detail(self, text: str) -> None:
        """What the tool tip says, after the line of context where that is hidden."""
        self._detail = text
        self._show_tool_tip()

    def _show_tool_tip(self) -> None:
        context = self._context.text() if self._is_compact else ""
        self.setToolTip("\n".join(filter(None, (context, self._detail))))

    def _show(self, words: str, context: str) -> None:
        self._number.setText(words)
        self._context.setText(context)
        self._change.hide()
        self._change.clear()
        self.set_compact(self._is_compact)
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._name.text()}: {self.text}")

    def _flash(self) -> None:
        """Tint the number for a moment, unless the system wants no animation."""
        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0:
            self._set_flashing(True)
            QTimer.singleShot(FLASH_MS, self, lambda: self._set_flashing(False))

    def _set_flashing(self, is_flashing: bool) -> None:
        self._is_flashing = is_flashing
        self.update()

    def _lay_out(self) -> None:
        row = row_of(4)
        for label in (self._number, self._unit, self._change):
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(1)
        column_of(0, self._name, (row, 1), self._context, parent=self)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_flashing:
            painter = QPainter(self)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_tint"))
            painter.drawRoundedRect(self._number.geometry().united(self._unit.geometry()).adjusted(-4, 0, 4, 0), 3, 3)
            painter.end()
