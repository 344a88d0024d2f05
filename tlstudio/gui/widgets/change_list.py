"""A list of changes of an image: added, removed, put in order, each with how often and how far."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from tlstudio.engine.project import MAX_CHANGES, ChangeKind, ChangeSpec
from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.augment_words import change_titles
from tlstudio.gui.widgets.change_row import ChangeRow

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
