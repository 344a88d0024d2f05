"""What the groups of settings beside the augmentation preview have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import Section, row_of

FIELD_PX = 156
LEAST_FIELD_PX = 96


class SettingsGroup(Section):
    """A section that shows the project and says what it was changed to."""

    edited = Signal(str, object)  # the undo text, the new ProjectSpec

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._spec = ProjectSpec()

    def row(self, name: str, field: QWidget) -> QWidget:
        label = QLabel(name)
        set_role(label, "secondary")
        label.setBuddy(field)
        field.setAccessibleName(name)
        field.setMinimumWidth(LEAST_FIELD_PX)
        field.setMaximumWidth(FIELD_PX)
        row = QWidget()
        row.setLayout(row_of(8, label, None, field))
        self.body.addWidget(row)
        return row

    def note(self, role: str = "small secondary") -> QLabel:
        note = QLabel(wordWrap=True)
        set_role(note, role)
        self.body.addWidget(note)
        return note
