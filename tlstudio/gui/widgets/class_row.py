"""One class in a list: its key, its name, how many images it has. Images dropped on it become images of the class."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.bars import CountBar
from tlstudio.gui.widgets.drops import dropped_images
from tlstudio.gui.widgets.labels import ElidedLabel

KEY_PX, LEAST_PX = 12, 60


class ClassRow(QFrame):
    dropped = Signal(object)  # list[Path] of images and folders
    rename_asked = Signal()
    add_asked = Signal()  # images that are to be of this class

    def __init__(self, name: str, key: str, *, can_change: bool, parent: QWidget | None = None) -> None:
        """`key` is what a keyboard gives the class with, or nothing."""
        super().__init__(parent)
        self.name = name
        self.count, self._bar = QLabel(), CountBar()
        set_role(self.count, "secondary")
        set_role(self, "drop-row")
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(6)
        if key:
            top.addWidget(self._key(key))
        shown = ElidedLabel(LEAST_PX)
        shown.setText(name)
        shown.setToolTip(name)
        top.addWidget(shown, 1)
        top.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 5)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if can_change:
            self.setAcceptDrops(True)
            self._add_menu()

    def show_count(self, text: str, length: float) -> None:
        """`length` is that of the bar, of 1."""
        self.count.setText(text)
        self._bar.set_share(length)
        self._bar.setAccessibleName(f"{self.name}: {text}")

    def _key(self, key: str) -> QLabel:
        label = QLabel(key, alignment=Qt.AlignmentFlag.AlignCenter)
        label.setMinimumWidth(KEY_PX)
        label.setToolTip(self.tr("Press {0} to give selected images this class").format(key))
        set_role(label, "tiny keycap")
        return label

    def _add_menu(self) -> None:
        for text, signal in (
            (self.tr("Rename or merge…"), self.rename_asked),
            (self.tr("Add images…"), self.add_asked),
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit())
            self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # What Qt asks of a widget.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_images(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            set_role(self, "drop-row-hover")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, "drop-row")

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, "drop-row")
        event.accept()
        self.dropped.emit(dropped_images(event.mimeData()))
