"""A page that has nothing to show: why, and the action that helps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.icon_label import IconLabel

MAX_WIDTH = 420


class ReasonPage(QWidget):
    pressed = Signal()

    def __init__(self, icon_name: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._reason = QLabel(), QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter)
        set_role(self._title, "title")
        set_role(self._reason, "secondary")
        self._reason.setFixedWidth(MAX_WIDTH)
        self.button = QPushButton(action)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.pressed)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for widget in (IconLabel(icon_name, "text2", 28), self._title):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()  # an alignment would give the wrapped text one line only
        middle.addStretch(1)
        middle.addWidget(self._reason)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, reason: str) -> None:
        self._title.setText(title)
        self._reason.setText(reason)
