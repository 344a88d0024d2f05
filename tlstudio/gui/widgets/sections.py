"""What a section of the Data step's inspector is, and the one of the selected image.

What the groups of settings beside the samples have in common.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import Facts
from tlstudio.gui.widgets.rows import row_of


class Section(QWidget):
    """A heading, maybe with a link on its right, and what belongs to it."""

    def __init__(self, title: str, link: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(title)
        set_role(self.heading, "section")
        self.link = QPushButton(link)
        set_role(self.link, "link small-text")
        self.link.setVisible(bool(link))
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.link)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(10)
        inner.addLayout(top)
        inner.addLayout(self.body)
        line = QFrame()
        set_role(line, "hairline")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inner)
        layout.addWidget(line)


class SelectedSection(Section):
    """The selected image, or how many are selected."""

    leave_out_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Selected image"), parent=parent)
        self._name = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        names = {
            "label": self.tr("Label"),
            "size": self.tr("Size"),
            "kind": self.tr("File"),
            "framing": self.tr("Goes in as"),
            "part": self.tr("Split"),
            "problem": self.tr("Left out"),
        }
        self.facts = Facts(names)
        self.button = QPushButton()
        set_role(self.button, "small")
        self.button.clicked.connect(self.leave_out_pressed)
        for widget in (self._name, self.facts):
            self.body.addWidget(widget)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_image(self, name: str, facts: dict[str, str], button: str) -> None:
        """An empty `name` hides the section, an empty `button` the button."""
        self.setVisible(bool(name))
        self._name.setText(name)
        for key in self.facts.keys:
            self.facts.set_fact(key, facts.get(key, ""))
        self.button.setText(button)
        self.button.setVisible(bool(button))


FIELD_PX = 156


class SightGroup(Section):
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
        field.setFixedWidth(FIELD_PX)
        row = QWidget()
        row.setLayout(row_of(8, label, None, field))
        self.body.addWidget(row)
        return row

    def note(self, role: str = "small secondary") -> QLabel:
        note = QLabel(wordWrap=True)
        set_role(note, role)
        self.body.addWidget(note)
        return note
