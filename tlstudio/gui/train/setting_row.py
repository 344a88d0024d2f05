"""One setting of training as a row: its title, its field, and a button that resets it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.settings import Setting
from tlstudio.gui.language.say import say
from tlstudio.gui.services.setting_words import title_text
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField, Field, FloatField, FolderField, IntField, LogSlider, number_text

FIELD_PX = 100
RESET_PX = 28
MOST = 2**31 - 1  # that a field for whole numbers holds


class SettingRow(QObject):
    """Title, a button that resets (there only while the value is another), and the field."""

    edited = Signal(object)  # a new value, not yet checked
    focused = Signal()

    def __init__(self, setting: Setting, grid: QGridLayout, row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setting = setting
        self.title = QLabel(title_text(setting.key), parent)
        self.reset = QToolButton(parent)
        self.field = new_field(setting, parent)
        self.slider = LogSlider(*setting.slider, parent) if setting.slider else None
        self.button: QPushButton | None = None
        self._recommended = setting.recommended(ProjectSpec(), ProjectSpec())
        self._grid, self._row = grid, 2 * row
        self._build(grid, self._row)
        self.field.value_edited.connect(self.edited)
        self.field.focused.connect(self.focused)
        self.reset.clicked.connect(lambda: self.edited.emit(self._recommended))
        self.title.installEventFilter(self)

    def show_spec(self, spec: ProjectSpec, base: ProjectSpec) -> None:
        value = self.setting.value(spec)
        self.field.set_value(value)
        if self.slider:
            self.slider.set_value(float(value))
        if not isinstance(self.field, ChoiceField):
            self.field.show_problem(False)
        self._recommended = self.setting.recommended(spec, base)
        self._say_reset()
        is_changed = value != self._recommended
        set_role(self.title, "section" if is_changed else "secondary")
        self.reset.setEnabled(is_changed)
        self.reset.setIcon(icon("undo", "accent", 14) if is_changed else QIcon())

    def set_visible(self, is_visible: bool) -> None:
        for widget in (self.title, self.reset, self.field, self.slider, self.button):
            if widget:
                widget.setVisible(is_visible)

    def add_button(self, button: QPushButton) -> None:
        """Put a button that looks for a value below the field; it is there and away with the row."""
        self.button = button
        set_role(button, "link small")
        self._grid.addWidget(button, self._row + 1, 1, 1, 2, Qt.AlignmentFlag.AlignRight)

    def _build(self, grid: QGridLayout, row: int) -> None:
        self._say_reset()
        self.reset.setFixedWidth(RESET_PX)
        set_role(self.reset, "quiet small")
        self.title.setBuddy(self.field)
        self.title.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.field.setAccessibleName(title_text(self.setting.key))
        self.field.setAccessibleDescription(say(self.setting.why))
        self.field.setFixedWidth(FIELD_PX)
        grid.addWidget(self.title, row, 0)
        grid.addWidget(self.reset, row, 1)
        grid.addWidget(self.field, row, 2)
        if self.slider:
            self._build_slider(self.slider, grid, row + 1)

    def _build_slider(self, slider: LogSlider, grid: QGridLayout, row: int) -> None:
        slider.setAccessibleName(title_text(self.setting.key))
        slider.value_shown.connect(self.field.set_value)
        slider.value_edited.connect(self.edited)
        slider.sliderPressed.connect(self.focused)
        grid.addWidget(slider, row, 0, 1, 3)

    def _say_reset(self) -> None:
        text = self.tr("Reset {title} to {value}, as recommended")
        text = text.format(title=title_text(self.setting.key), value=field_text(self.setting, self._recommended))
        self.reset.setToolTip(text)
        self.reset.setAccessibleName(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.field.setFocus(Qt.FocusReason.MouseFocusReason)
        return super().eventFilter(watched, event)


def new_field(setting: Setting, parent: QWidget) -> Field:
    """Make the field that suits the values a setting takes."""
    if setting.is_folder:
        return FolderField(say(setting.why), parent)
    if setting.choices:
        return ChoiceField({value: say(words) for value, words in setting.choices.items()}, parent)
    if setting.range and setting.type is int:
        return IntField(int(setting.range.least), int(min(setting.range.most, MOST)), parent)
    return FloatField(parent)


def field_text(setting: Setting, value: float | str) -> str:
    """Write a value as its field does."""
    if isinstance(value, float):
        return number_text(value)
    return say(setting.choices.get(str(value), str(value)))
