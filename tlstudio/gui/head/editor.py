"""The head with everything around its cards: its parameters, presets, a way to add layers, whether it fits."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from tlstudio.engine.model.heads import PRESETS, HeadPreset, Shape, trace, with_preset
from tlstudio.engine.project import HeadSpec, Task
from tlstudio.engine.tasks.info import OF_A_FOLDER
from tlstudio.gui.head import edits as head_edits
from tlstudio.gui.head.column import HeadColumn
from tlstudio.gui.head.menus import LayerMenu, PresetMenu
from tlstudio.gui.language.say import say
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel, IconLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of, scrolling

GAP_PX = 8


class HeadEditor(QWidget):
    """Shows a head and asks for another: `head_asked(text, HeadSpec)`, the text for the undo menu."""

    head_asked = Signal(str, object)
    save_asked = Signal()  # the head as a preset of the user's
    delete_asked = Signal(str)  # the name of such a preset

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = HeadSpec()  # as shown; the truth is the project's
        self._features: Shape | None = None
        self._outputs = 0
        self._task: Task = OF_A_FOLDER
        self._presets: Mapping[str, HeadPreset] = PRESETS
        self._total = 0  # parameters, as far as they are known
        self._title = QLabel(self.tr("Head"))
        self.column = HeadColumn(self)
        self.parameters, self.verdict = QLabel(), ElidedLabel(16)
        self._verdict_icon = IconLabel()
        self.preset_button = self._menu_button()
        self.add_button = self._menu_button()
        self.preset_menu, self.layer_menu = PresetMenu(self.preset_button), LayerMenu(self.add_button)
        self._lay_out()
        self._connect()

    def show_own(self, presets: Mapping[str, HeadPreset], problem: str = "") -> None:
        """Offer the user's own presets, by name; `problem` says why they cannot be read."""
        self._presets = {**PRESETS, **presets}
        self.preset_menu.show_own(presets, problem)
        self._show_preset()

    def show_head(
        self, head: HeadSpec, features: Shape | None, classes: Sequence[str], task: Task = OF_A_FOLDER
    ) -> None:
        """Show the head on a backbone that gives `features`, for these classes; what is unknown stays open."""
        self._head, self._features, self._outputs, self._task = head, features, len(classes), task
        self.column.show_head(head, features, classes, task)
        self._show_preset()
        self._show_summary(head)
        is_full = head_edits.inserted(head, 1, "relu") is None
        self.add_button.setDisabled(is_full)
        self.add_button.setToolTip(self.tr("A head has at most 32 layers.") if is_full else "")

    def choose_preset(self, name: str) -> None:
        preset = self._presets[name]
        head = with_preset(self._head, preset)
        if head != self._head:
            self.head_asked.emit(self.tr("Head: {preset}").format(preset=say(preset.title)), head)

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_role(button, "small")
        return button

    def _connect(self) -> None:
        self.preset_button.setMenu(self.preset_menu)
        self.add_button.setMenu(self.layer_menu)
        self.preset_menu.chosen.connect(self.choose_preset)
        self.preset_menu.save_asked.connect(self.save_asked)
        self.preset_menu.delete_asked.connect(self.delete_asked)
        self.layer_menu.chosen.connect(self.column.add_layer)
        self.column.head_asked.connect(self.head_asked)
        self.column.typed.connect(self._show_summary)
        self.column.went_to.connect(self._area.ensureWidgetVisible)

    def _lay_out(self) -> None:
        self.add_button.setText(self.tr("Add layer"))
        self.add_button.setIcon(icon("plus"))
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_role(self._title, "section")
        set_role(self.parameters, "small secondary")
        top = row_of(GAP_PX, self._title, self.parameters, None, self.preset_button)
        outer = column_of(6, top, parent=self)
        self._area = scrolling(self.column, row_of(5, self.add_button, None, self._verdict_icon, self.verdict))
        outer.addWidget(self._area, 1)

    def _show_preset(self) -> None:
        name = head_edits.preset_of(self._head, self._presets)
        title = say(self._presets[name].title) if name else self.tr("Custom")
        self.preset_button.setText(title)
        self.preset_button.setAccessibleName(self.tr("Preset of the head: {name}").format(name=title))

    def _show_summary(self, head: HeadSpec) -> None:
        """Parameters and verdict of a head, which may still be one that is being typed."""
        rows = trace(head, self._features or (), self._outputs, self._task)
        is_known = self._features is not None and self._outputs > 0
        self._total = sum(row.parameters for row in rows) if is_known else 0
        self._fit_parameters()
        has_problem = self._features is not None and any(row.problem for row in rows)
        if has_problem:
            self._show_verdict(self.tr("Does not fit"), "cross", "error")
        else:
            fits = self._features is not None
            self._show_verdict(self.tr("Shapes fit") if fits else "", "tick" if fits else "", "success")

    def _fit_parameters(self) -> None:
        """Write the parameters with their unit where there is room for it."""
        words = self.tr("{count} parameters").format(count=count(self._total)) if self._total else ""
        taken = self._title.sizeHint().width() + self.preset_button.sizeHint().width() + 3 * GAP_PX
        has_room = self.parameters.fontMetrics().horizontalAdvance(words) <= self.width() - taken
        self.parameters.setText(words if has_room else count(self._total))
        self.parameters.setToolTip("" if has_room else words)
        self.parameters.setAccessibleName(words)

    def _show_verdict(self, words: str, icon_name: str, token: str) -> None:
        self.verdict.setText(words)
        set_role(self.verdict, token)
        self._verdict_icon.set_icon(icon_name, token)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_parameters()
