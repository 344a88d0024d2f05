"""Something long is being done: what, how far, and a way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.theme.theme import set_role


class Waiting(QWidget):
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._count = QLabel(), QLabel()
        set_role(self._count, "small secondary")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(320)
        cancel = QPushButton(self.tr("Cancel"))
        set_role(cancel, "small")
        cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(cancel)
        column = QVBoxLayout()
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addLayout(line)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(3)
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_progress(self, title: str, done: int, total: int) -> None:
        """`total` is 0 while it is not known."""
        self._title.setText(title)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        locale = self.locale()
        text = self.tr("{0} of {1}").format(locale.toString(done), locale.toString(total))
        self._count.setText(text if total else "")
