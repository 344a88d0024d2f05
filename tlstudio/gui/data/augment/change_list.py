"""A list of changes of an image: added, removed, put in order, each with how often and how far.

One change of an image in a list: how far it goes and how often it happens.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu, QSlider, QToolButton, QVBoxLayout, QWidget

from tlstudio.engine.project import MAX_CHANGES, MOST, ChangeKind, ChangeSpec
from tlstudio.gui.data.augment.words import change_titles, effect_words
from tlstudio.gui.theme.icons import icon, set_icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of

TITLE_PX, VALUE_PX = 68, 62


class ShareSlider(QSlider):
    """A share in steps of one in twenty; while it is dragged, it only shows where it is."""

    moved = Signal(float)  # also while it is dragged
    share_edited = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 20)
        self.setPageStep(4)
        self.setAccessibleName(name)
        self.valueChanged.connect(self._on_value)
        self.sliderReleased.connect(lambda: self.share_edited.emit(self.share))

    @property
    def share(self) -> float:
        return self.value() / 20

    def set_share(self, share: float) -> None:
        self.blockSignals(True)
        self.setValue(round(20 * share))
        self.blockSignals(False)

    def _on_value(self) -> None:
        self.moved.emit(self.share)
        if not self.isSliderDown():
            self.share_edited.emit(self.share)


class ChangeRow(QFrame):
    edited = Signal(object)  # the ChangeSpec
    move_asked = Signal(int)  # by -1 or 1
    remove_asked = Signal()

    def __init__(self, change: ChangeSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._change = change
        self._title = change_titles()[change.kind]
        self.strength = ShareSlider(self.tr("{0}: how far").format(self._title))
        self.chance = ShareSlider(self.tr("{0}: how often").format(self._title))
        self._far, self._often = QLabel(), QLabel()
        self.up = self._button("chevron-up", self.tr("Earlier"))
        self.down = self._button("chevron-down", self.tr("Later"))
        self.remove = self._button("close", self.tr("Remove"))
        self._lay_out()
        self._connect()
        self.show_change(change)

    def show_change(self, change: ChangeSpec) -> None:
        self._change = change
        self.strength.set_share(change.strength)
        self.chance.set_share(change.p)
        self._show_words(change)

    def show_place(self, *, is_first: bool, is_last: bool) -> None:
        self.up.setEnabled(not is_first)
        self.down.setEnabled(not is_last)

    def _show_words(self, change: ChangeSpec) -> None:
        self._far.setText(effect_words(change))
        self._often.setText(f"{count(round(100 * change.p))} %")

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, "text", 14))
        button.setToolTip(text)
        button.setAccessibleName(f"{text}: {self._title}")
        set_role(button, "quiet tight")
        return button

    def _lay_out(self) -> None:
        title = QLabel(self._title)
        set_role(title, "medium")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, TITLE_PX)
        grid.setColumnMinimumWidth(2, VALUE_PX)
        grid.setColumnStretch(1, 1)
        rows = [(self.tr("How often"), self.chance, self._often)]
        if self._change.kind in MOST:
            rows.insert(0, (self.tr("How far"), self.strength, self._far))
        for number, (name, slider, value) in enumerate(rows):
            label = QLabel(name)
            set_role(label, "small secondary")
            set_role(value, "small")
            grid.addWidget(label, number, 0)
            grid.addWidget(slider, number, 1)
            grid.addWidget(value, number, 2, Qt.AlignmentFlag.AlignRight)
        column_of(2, row_of(0, title, None, self.up, self.down, self.remove), grid, margins=(10, 4, 6, 6), parent=self)

    def _connect(self) -> None:
        self.strength.moved.connect(lambda share: self._show_words(replace(self._change, strength=share)))
        self.chance.moved.connect(lambda share: self._show_words(replace(self._change, p=share)))
        self.strength.share_edited.connect(lambda share: self.edited.emit(replace(self._change, strength=share)))
        self.chance.share_edited.connect(lambda share: self.edited.emit(replace(self._change, p=share)))
        self.up.clicked.connect(lambda: self.move_asked.emit(-1))
        self.down.clicked.connect(lambda: self.move_asked.emit(1))
        self.remove.clicked.connect(self.remove_asked)


NEW_P, NEW_STRENGTH = 0.5, 0.2


class ChangeList(QWidget):
    edited = Signal(object)  # all changes, a tuple of ChangeSpec

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[ChangeSpec, ...] = ()
        self.rows: list[ChangeRow] = []
        self.add_button = QToolButton()
        self.add_button.setText(self.tr("Add a change"))
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(self.add_button, "plus")
        set_role(self.add_button, "small")
        menu = QMenu(self.add_button)
        for kind, title in change_titles().items():
            menu.addAction(title, partial(self.add, kind))
        self.add_button.setMenu(menu)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.add_button)

    def show_changes(self, changes: Sequence[ChangeSpec]) -> None:
        """Rows stay where the kinds are the same, so that a slider is not taken from under the hand."""
        if [change.kind for change in changes] != [change.kind for change in self._changes]:
            self._build(changes)
        self._changes = tuple(changes)
        for row, change in zip(self.rows, changes, strict=True):
            row.show_change(change)
        self.add_button.setEnabled(len(changes) < MAX_CHANGES)

    def add(self, kind: ChangeKind) -> None:
        self.edited.emit((*self._changes, ChangeSpec(kind, NEW_P, NEW_STRENGTH)))

    def _build(self, changes: Sequence[ChangeSpec]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [ChangeRow(change) for change in changes]
        for number, row in enumerate(self.rows):
            row.show_place(is_first=number == 0, is_last=number == len(changes) - 1)
            row.edited.connect(partial(self._on_edited, number))
            row.move_asked.connect(partial(self._on_move, number))
            row.remove_asked.connect(partial(self._on_remove, number))
            self._column.insertWidget(number, row)

    def _on_edited(self, number: int, change: ChangeSpec) -> None:
        self.edited.emit((*self._changes[:number], change, *self._changes[number + 1 :]))

    def _on_move(self, number: int, by: int) -> None:
        changes = list(self._changes)
        changes.insert(number + by, changes.pop(number))
        self.edited.emit(tuple(changes))

    def _on_remove(self, number: int) -> None:
        self.edited.emit((*self._changes[:number], *self._changes[number + 1 :]))
