"""The classes in the inspector of the Data step: how many images each has, and how far labelling by hand has come.

One class in a list: its key, its name, how many images it has. Images dropped on it become images of the class.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.engine.data.folder import Index
from tlstudio.engine.project import DataSpec
from tlstudio.engine.tasks.info import TASKS
from tlstudio.gui.data.view import ClassRow as Row
from tlstudio.gui.data.view import NumberRow, balance, class_rows, number_rows
from tlstudio.gui.services.drops import dropped_folders, dropped_images
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.bars import CountBar, Histogram
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.numbers import count, percent
from tlstudio.gui.widgets.rows import Section, column_of, row_of

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
        top = row_of(6)
        if key:
            top.addWidget(self._key(key))
        shown = ElidedLabel(LEAST_PX)
        shown.setText(name)
        shown.setToolTip(name)
        top.addWidget(shown, 1)
        top.addWidget(self.count)
        column_of(4, top, self._bar, margins=(0, 3, 0, 5), parent=self)
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


KEYS = 9  # classes that have a number key


class ClassList(Section):
    """A bar for each class. Images dropped on one become its images; folders dropped between become classes."""

    rename_asked = Signal(str)
    images_asked = Signal(str)  # for the class
    menu_asked = Signal(QPoint)  # what can be added; where its menu belongs, on the screen
    dropped = Signal(str, object)  # a class, or "" for classes of their own; list[Path] of images and folders

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Classes"), self.tr("Add…"), parent=parent)
        self.progress = LabelProgress()
        self.rows: list[ClassRow] = []
        self._column, self._grid = QVBoxLayout(), QGridLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._frame = QFrame()
        set_role(self._frame, "drop-row")
        self._frame.setLayout(self._column)
        self.balance = QLabel(wordWrap=True)
        set_role(self.balance, "small secondary")
        self.body.addWidget(self.progress)
        self.body.addWidget(self._frame)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.balance)
        self.link.clicked.connect(lambda: self.menu_asked.emit(self.link.mapToGlobal(self.link.rect().bottomLeft())))

    def show_index(self, index: Index, data: DataSpec) -> None:
        """A bar for each class or label, those named by hand first; how each number is spread."""
        is_single = index.targets is None
        self.link.setVisible(is_single)
        self.setAcceptDrops(is_single)
        self.progress.show_index(index, is_by_hand=0 < len(index.paths) <= len(data.relabelled))
        if TASKS[index.task].has_units:
            self.heading.setText(self.tr("Numbers"))
            self._show_numbers(number_rows(index))
            return
        self.heading.setText(self.tr("Classes") if is_single else self.tr("Labels"))
        self.show_rows(class_rows(index, data.classes), balance(index), can_change=is_single)

    def show_rows(self, rows: Sequence[Row], sentence: str, *, can_change: bool = True) -> None:
        if [row.name for row in self.rows] != [row.name for row in rows] or self._grid.count():
            self._clear()
            for number, row in enumerate(rows):
                self._add(row.name, str(number + 1) if can_change and number < KEYS else "", can_change)
        for row, shown in zip(rows, self.rows, strict=True):
            shown.show_count(f"{count(row.count)} · {percent(row.share)}", row.length)
        self.balance.setText(sentence)
        self.balance.setVisible(bool(sentence))

    def _show_numbers(self, rows: Sequence[NumberRow]) -> None:
        self._clear()
        for number, row in enumerate(rows):
            name, text, bars = QLabel(row.name), QLabel(row.text), Histogram(row.shares)
            name.setTextFormat(Qt.TextFormat.PlainText)
            set_role(text, "secondary")
            bars.setAccessibleName(f"{row.name}: {row.text}")
            self._grid.addWidget(name, 3 * number, 0)
            self._grid.addWidget(text, 3 * number, 1, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(bars, 3 * number + 1, 0, 1, 2)
            self._grid.setRowMinimumHeight(3 * number + 2, 4)
        self.balance.setText(self.tr("How many images have about that number, from the least to the most."))

    def _clear(self) -> None:
        self.rows.clear()
        for layout in (self._column, self._grid):
            while item := layout.takeAt(0):
                widget = item.widget()
                if widget:
                    widget.hide()
                    widget.deleteLater()

    def _add(self, name: str, key: str, can_change: bool) -> None:
        row = ClassRow(name, key, can_change=can_change)
        row.rename_asked.connect(lambda: self.rename_asked.emit(name))
        row.add_asked.connect(lambda: self.images_asked.emit(name))
        row.dropped.connect(lambda paths: self.dropped.emit(name, paths))
        self._column.addWidget(row)
        self.rows.append(row)

    # What Qt asks of a widget.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_folders(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            set_role(self._frame, "drop-row-hover")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self._frame, "drop-row")

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self._frame, "drop-row")
        event.accept()
        self.dropped.emit("", dropped_folders(event.mimeData()))


class LabelProgress(QWidget):
    """How many images have a label; hidden where folders or a table say what an image shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self._bar = QLabel(), CountBar(token="accent")
        self._keys = QLabel(self.tr("1–9 give the class and go on, 0 takes the label away."), wordWrap=True)
        set_role(self._keys, "small secondary")
        column = column_of(6, margins=(0, 0, 0, 6), parent=self)
        for widget in (self.text, self._bar, self._keys):
            column.addWidget(widget)
        self.hide()

    def show_index(self, index: Index, *, is_by_hand: bool) -> None:
        """`is_by_hand` keeps it in view after the last image has its label."""
        waiting, done = len(index.unlabelled), len(index.paths)
        self.setVisible(bool(waiting) or is_by_hand)
        self.text.setText(self.tr("{0} of {1} labelled").format(count(done), count(done + waiting)))
        self._bar.set_share(done / max(1, done + waiting))
        self._bar.setAccessibleName(self.text.text())
