"""The top bar: the project's name, whether it is saved, how the run goes, and the one primary action.

The ways to end a living run, beside the button that stops it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from tlstudio.gui.theme.icons import icon, set_icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel, IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of


class StopMenu(QToolButton):
    chosen = Signal(str)  # the name of a command

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "arrow")
        self.setToolTip(self.tr("Stop and save, or stop and discard"))
        self.setAccessibleName(self.tr("Ways to stop"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.save = menu.addAction(self.tr("Stop and &save"))
        self.discard = menu.addAction(self.tr("Stop and &discard…"))
        self.setMenu(menu)
        self.save.triggered.connect(lambda: self.chosen.emit("stop"))
        self.discard.triggered.connect(lambda: self.chosen.emit("discard"))


HEIGHT = 52
STRIP_WIDTH = 288
LEAST_SAVED_PX, LEAST_WORD_PX, LEAST_DETAIL_PX = 32, 70, 170  # where there is no room for all words
MAX_NAME_WIDTH = 340


@dataclass(frozen=True, slots=True)
class RunLine:
    """How a living run is shown: "Training", "epoch 13 of 20", "1 min 3 s left"; `done` of `total` fills the bar."""

    word: str
    detail: str
    left: str
    done: int
    total: int


class TopBar(QFrame):
    renamed = Signal(str)
    primary_pressed = Signal()
    stop_pressed = Signal()
    panel_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "topbar")
        self.setMinimumHeight(HEIGHT)
        self.name = NameField()
        self.name.renamed.connect(self.renamed)
        self._saved = ElidedLabel(LEAST_SAVED_PX)
        set_role(self._saved, "small secondary")
        self.strip = RunStrip()
        self._reason_icon = IconLabel("tick", "text", 16)
        self._reason = QLabel()
        set_role(self._reason, "small secondary")
        self.stop = QPushButton(self.tr("Stop"))
        set_icon(self.stop, "stop")
        set_role(self.stop, "tall")
        self.stop.clicked.connect(self.stop_pressed)
        self.stop_menu = StopMenu(self)
        self.primary = QPushButton()
        set_role(self.primary, "primary")
        self.primary.clicked.connect(self.primary_pressed)
        self.panel = QToolButton()
        self.panel.setCheckable(True)
        self.panel.setIcon(icon("panel-right"))
        set_role(self.panel, "quiet")
        self.panel.setToolTip(self.tr("Show or hide the side panel"))
        self.panel.setAccessibleName(self.tr("Side panel"))
        self.panel.clicked.connect(self.panel_pressed)
        self._lay_out()
        self.show_run(None)

    def show_name(self, name: str, saved: str, can_rename: bool) -> None:
        """`saved` says in a word or two whether the project is saved."""
        self.name.show_name(name, can_rename)
        self._saved.setText(saved)
        self._saved.setToolTip(saved)

    def show_panel(self, is_open: bool | None) -> None:
        """Whether the panel on the right is open; None where the step has none."""
        self.panel.setVisible(is_open is not None)
        self.panel.setChecked(bool(is_open))

    def show_primary(self, label: str, icon_name: str, is_enabled: bool, reason: str, is_ready: bool) -> None:
        self.primary.setText(label)
        set_icon(self.primary, icon_name, "on_accent")
        self.primary.setEnabled(is_enabled)
        self.primary.setToolTip("" if is_enabled else reason)
        self.primary.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason_icon.setVisible(is_ready and bool(reason))

    def show_run(self, line: RunLine | None) -> None:
        """Show a living run, or none."""
        is_alive = line is not None
        self.strip.setVisible(is_alive)
        self.stop.setVisible(is_alive)
        self.stop_menu.setVisible(is_alive)
        self._reason.setVisible(not is_alive)
        if line:
            self._reason_icon.hide()
            self.strip.show_line(line)

    def _lay_out(self) -> None:
        layout = row_of(8, self.name, self._saved, None, self.strip, margins=(12, 8, 16, 8), parent=self)
        layout.addSpacing(12)
        layout.addWidget(self._reason_icon)
        layout.addWidget(self._reason)
        layout.addSpacing(4)
        layout.addWidget(self.stop)
        layout.addWidget(self.stop_menu)
        layout.addSpacing(4)
        layout.addWidget(self.primary)
        layout.addWidget(self.panel)


class NameField(QLineEdit):
    """A name that turns into a field when it is clicked."""

    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "inline title")
        self.setAccessibleName(self.tr("Name of the project"))
        self._name = ""
        self.textChanged.connect(self._fit)
        self.editingFinished.connect(self._on_finished)

    def show_name(self, name: str, can_rename: bool) -> None:
        self._name = name
        self.setReadOnly(not can_rename)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if can_rename else Qt.FocusPolicy.NoFocus)
        self.setToolTip(self.tr("Click to rename") if can_rename else "")
        if not self.hasFocus():
            self.setText(name)
            self.setCursorPosition(0)

    def begin(self) -> None:
        """Let the user type another name."""
        if not self.isReadOnly():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.selectAll()

    def _fit(self) -> None:
        self.ensurePolished()
        self.setFixedWidth(min(MAX_NAME_WIDTH, self.fontMetrics().horizontalAdvance(self.text()) + 18))

    def _on_finished(self) -> None:
        wanted = self.text().strip()
        self.setText(self._name)
        self.clearFocus()
        if wanted and wanted != self._name:
            self.renamed.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._name)
            self.clearFocus()
        else:
            super().keyPressEvent(event)


class RunStrip(QWidget):
    """The state of a living run, on every step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._detail, self._left = ElidedLabel(LEAST_WORD_PX), ElidedLabel(LEAST_DETAIL_PX), QLabel()
        set_role(self._word, "small section")
        set_role(self._detail, "small secondary")
        set_role(self._left, "small secondary")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("How far the run is"))
        top = row_of(6, IconLabel("flame", "learn", 14), self._word, self._detail)
        top.addSpacing(6)
        top.addStretch(1)
        top.addWidget(self._left)
        column_of(5, None, top, self._bar, None, parent=self)

    def show_line(self, line: RunLine) -> None:
        self._word.setText(line.word)
        self._detail.setText(line.detail)
        self.setToolTip(f"{line.word} {line.detail}")
        self._left.setText(line.left)
        self._bar.setRange(0, line.total)
        self._bar.setValue(line.done)

    def sizeHint(self) -> QSize:
        return QSize(max(STRIP_WIDTH, super().sizeHint().width()), HEIGHT - 16)
