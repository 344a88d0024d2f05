"""The left rail: five steps with a live line and a mark each, and Simple | Advanced at the foot."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from tlstudio.gui.theme.icons import icon, paint_icon
from tlstudio.gui.theme.theme import SMALL, TINY, color, font, set_role
from tlstudio.gui.widgets.rows import column_of
from tlstudio.gui.widgets.segment import Segment

WIDTH, COMPACT_WIDTH = 200, 72
STEP_HEIGHT = 54
MARK_TOKENS = {"tick": "success", "flame": "learn", "warning": "warning", "cross": "error"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the rail says about a step. `mark` is "tick", "flame", "warning", "cross" or ""."""

    line: str = ""
    mark: str = ""
    can_be_used: bool = True


class Rail(QFrame):
    """Shows where the user is and how far each step has come."""

    step_chosen = Signal(str)
    advanced_chosen = Signal(bool)

    def __init__(self, steps: Mapping[str, tuple[str, str]], parent: QWidget | None = None) -> None:
        """`steps` maps the key of a step to its icon and its name."""
        super().__init__(parent)
        set_role(self, "rail")
        self._group = QButtonGroup(self)
        self.buttons = {key: StepButton(name, text) for key, (name, text) in steps.items()}
        layout = column_of(2, margins=(8, 8, 8, 10), parent=self)
        for key, button in self.buttons.items():
            self._group.addButton(button)
            layout.addWidget(button)
            button.clicked.connect(lambda _=False, key=key: self.step_chosen.emit(key))
        layout.addStretch(1)
        self._caption = QLabel(self.tr("Show settings"))
        set_role(self._caption, "small secondary")
        self._caption.setContentsMargins(4, 0, 0, 2)
        layout.addWidget(self._caption)
        options = [("simple", self.tr("Simple")), ("advanced", self.tr("Advanced"))]
        self.mode = Segment(self.tr("Show settings"), options)
        self.mode.chosen.connect(lambda key: self.advanced_chosen.emit(key == "advanced"))
        layout.addWidget(self.mode)
        self.toggle = QToolButton()  # the two modes, where there is no room for both names
        set_role(self.toggle, "segment segment-first segment-last")
        self.toggle.setIcon(icon("settings"))
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(self.tr("Advanced settings"))
        self.toggle.setAccessibleName(self.tr("Advanced settings"))
        self.toggle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggle.clicked.connect(self.advanced_chosen)
        layout.addWidget(self.toggle)
        self.set_compact(False)

    def set_current(self, key: str) -> None:
        self.buttons[key].setChecked(True)

    def set_advanced(self, is_advanced: bool) -> None:
        self.mode.set_current("advanced" if is_advanced else "simple")
        self.toggle.setChecked(is_advanced)

    def set_entry(self, key: str, entry: Entry) -> None:
        self.buttons[key].set_entry(entry)

    def set_compact(self, is_compact: bool) -> None:
        """Icons over names; the lines move to the tool tips."""
        self.setFixedWidth(COMPACT_WIDTH if is_compact else WIDTH)
        self._caption.setVisible(not is_compact)
        self.mode.setVisible(not is_compact)
        self.toggle.setVisible(is_compact)
        for button in self.buttons.values():
            button.set_compact(is_compact)


class StepButton(QAbstractButton):
    """One step of the rail."""

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(STEP_HEIGHT)
        self._icon = icon_name
        self._is_compact = False
        self.entry = Entry()

    def set_entry(self, entry: Entry) -> None:
        if entry != self.entry:
            self.entry = entry
            self.setAccessibleDescription(entry.line)
            self._set_tool_tip()
            self.update()

    def set_compact(self, is_compact: bool) -> None:
        self._is_compact = is_compact
        self._set_tool_tip()
        self.update()

    def _set_tool_tip(self) -> None:
        words = f"{self.text()}: {self.entry.line}" if self.entry.line else self.text()
        self.setToolTip(words if self._is_compact else "")

    def _token(self) -> str:
        if self.isChecked():
            return "accent"
        return "text" if self.entry.can_be_used else "text2"

    def _paint_wide(self, painter: QPainter) -> None:
        rect = self.rect()
        paint_icon(painter, QRect(12, 0, 20, rect.height()), self._icon, self._token())
        width = rect.width() - 42 - (28 if self.entry.mark else 8)
        painter.setFont(font(1.0, 600 if self.isChecked() else 500))
        painter.setPen(color("text" if self.isChecked() or self.entry.can_be_used else "text2"))
        middle = rect.height() // 2
        upper = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(QRect(42, 0, width, middle + 1), upper, self._elided(painter, self.text(), width))
        painter.setFont(font(TINY))
        painter.setPen(color("text2"))
        lower = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRect(42, middle + 2, width, middle), lower, self._elided(painter, self.entry.line, width))
        self._paint_mark(painter, QRect(rect.right() - 24, 0, 16, rect.height()))

    def _paint_compact(self, painter: QPainter) -> None:
        rect = self.rect()
        paint_icon(painter, QRect(0, 8, rect.width(), 20), self._icon, self._token())
        painter.setFont(font(SMALL, 600 if self.isChecked() else 500))
        painter.setPen(color("text" if self.isChecked() or self.entry.can_be_used else "text2"))
        below = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        text = self._elided(painter, self.text(), rect.width() - 4)
        painter.drawText(QRect(0, 31, rect.width(), rect.height() - 31), below, text)
        self._paint_mark(painter, QRect(rect.right() - 17, 4, 14, 14))

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        if self.entry.mark:
            paint_icon(painter, rect, self.entry.mark, MARK_TOKENS[self.entry.mark])

    def _elided(self, painter: QPainter, text: str, width: int) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(color("accent_tint"))
            painter.drawRoundedRect(self.rect(), 5, 5)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(QRect(0, 10, 3, self.height() - 20), 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(color("track"))
            painter.drawRoundedRect(self.rect(), 5, 5)
        (self._paint_compact if self._is_compact else self._paint_wide)(painter)

    def sizeHint(self) -> QSize:
        return QSize(COMPACT_WIDTH - 16 if self._is_compact else WIDTH - 16, STEP_HEIGHT)
