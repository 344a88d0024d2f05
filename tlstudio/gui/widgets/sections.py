"""A section of an inspector: a heading, maybe with a link, and what belongs to it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import column_of


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
        inner = column_of(10, top, self.body, margins=(16, 14, 16, 14))
        line = QFrame()
        set_role(line, "hairline")
        column_of(0, inner, line, parent=self)
