"""Which classes are drawn: a button that opens the list of all, each with its line and its value now."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from tlstudio.gui.curves.class_lines import MOST, WORST
from tlstudio.gui.curves.legend import LegendButton, LegendEntry
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import font, set_role
from tlstudio.gui.widgets.rows import scrolling

NAME_PX, LIST_PX = 170, 320  # the widest name, the highest list


@dataclass(frozen=True, slots=True)
class Choice:
    """All classes, the worst first, their names as keys; those that are drawn; whether nobody chose them."""

    entries: tuple[LegendEntry, ...] = ()
    shown: tuple[str, ...] = ()
    is_worst: bool = True


class ClassList(QFrame):
    """Opens over the window. A click on a class shows or hides its line; Space does too."""

    picked = Signal(object)  # tuple[str, ...] of classes, or None: the worst, whichever they are

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_role(self, "card")
        self.worst = QCheckBox(self.tr("Always the {count} worst").format(count=WORST), self)
        self.worst.setToolTip(self.tr("The lines follow the classes that do worst at the moment"))
        self._limit = QLabel(self.tr("At most {count} at a time").format(count=MOST), self)
        set_role(self._limit, "small secondary")
        self._buttons: dict[str, LegendButton] = {}
        self._area = QScrollArea(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 8, 10)
        self._column.setSpacing(8)
        for widget in (self.worst, self._area, self._limit):
            self._column.addWidget(widget)
        self.worst.clicked.connect(lambda: self.picked.emit(None if self.worst.isChecked() else self._shown()))

    def build(self, choice: Choice) -> None:
        """Begin a new list, in the order of the entries."""
        self._buttons = {entry.key: self._new_button(entry) for entry in choice.entries}
        old, self._area = self._area, scrolling(*self._buttons.values())
        self._column.replaceWidget(old, self._area)
        old.deleteLater()
        wanted = self._area.viewportSizeHint()
        self._area.setFixedSize(wanted.width() + 20, min(LIST_PX, wanted.height()))
        self._limit.setVisible(len(choice.entries) > MOST)
        self.show_choice(choice)
        self.adjustSize()

    def show_choice(self, choice: Choice) -> None:
        """Ticks, lines and values; the order stays while somebody reads it."""
        self.worst.setChecked(choice.is_worst)
        for entry in choice.entries:
            button = self._buttons[entry.key]
            button.show_entry(_fitting(entry))
            button.setChecked(entry.key in choice.shown)
            button.setEnabled(button.isChecked() or len(choice.shown) < MOST)

    def has(self, choice: Choice) -> bool:
        return self._buttons.keys() == {entry.key for entry in choice.entries}

    def button(self, name: str) -> LegendButton:
        return self._buttons[name]

    def _shown(self) -> tuple[str, ...]:
        return tuple(name for name, button in self._buttons.items() if button.isChecked())

    def _new_button(self, entry: LegendEntry) -> LegendButton:
        button = LegendButton(_fitting(entry), self)
        button.clicked.connect(lambda: self.picked.emit(self._shown()))
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.close()
        else:
            super().keyPressEvent(event)


class ClassChoice(QToolButton):
    """Says how many of the classes are drawn; opens the list."""

    picked = Signal(object)  # as of ClassList

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "quiet small")
        self.setIcon(icon("chevron-down"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(self.tr("Choose the classes that are drawn"))
        self._choice = Choice()
        self.list = ClassList(self)
        self.list.picked.connect(self.picked)
        self.clicked.connect(self.open_list)

    def show_choice(self, choice: Choice) -> None:
        self._choice = choice
        self.setVisible(bool(choice.entries))
        self.setText(self._words().format(shown=len(choice.shown), count=len(choice.entries)))
        if self.list.has(choice):
            self.list.show_choice(choice)
        else:
            self.list.close()

    def _words(self) -> str:
        if len(self._choice.shown) == len(self._choice.entries):
            return self.tr("All {count}")
        return self.tr("The {shown} worst of {count}") if self._choice.is_worst else self.tr("{shown} of {count}")

    def fill_list(self) -> None:
        self.list.build(self._choice)

    def open_list(self) -> None:
        self.fill_list()
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + 2))
        room = self.screen().availableGeometry()
        top = min(corner.y(), room.bottom() - self.list.height())
        self.list.move(max(room.left(), corner.x() - self.list.width()), top)
        self.list.show()
        self.list.worst.setFocus()


def _fitting(entry: LegendEntry) -> LegendEntry:
    """The same with a name that is not too wide for the list."""
    metrics = QFontMetrics(font())
    return replace(entry, name=metrics.elidedText(entry.name, Qt.TextElideMode.ElideMiddle, NAME_PX))
