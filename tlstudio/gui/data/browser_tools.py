"""The row above the thumbnails: the folder, the filter, the search, the size."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QSlider, QWidget

from tlstudio.engine.data.folder import Index
from tlstudio.engine.project import DataSpec
from tlstudio.gui.data.view import ALL, filters
from tlstudio.gui.theme.icons import icon, set_icon
from tlstudio.gui.widgets.rows import row_of
from tlstudio.gui.widgets.segment import Segment
from tlstudio.gui.widgets.thumbnails import SIZES

FIND_AFTER_MS = 150  # of quiet typing


class DataTools(QWidget):
    folder_pressed = Signal()
    filter_changed = Signal()  # the class shown, or the text to find
    size_changed = Signal(int)  # px

    def __init__(self, size_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = QPushButton()
        self.filter = Segment(self.tr("Class shown"))
        self.find_field = QLineEdit(placeholderText=self.tr("Find a file"), clearButtonEnabled=True)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self._find_soon = QTimer(self, interval=FIND_AFTER_MS, singleShot=True)
        self._set_up(size_px)
        self._lay_out()
        self._folder.clicked.connect(self.folder_pressed)
        self.filter.chosen.connect(lambda _key: self.filter_changed.emit())
        self.find_field.textChanged.connect(lambda _text: self._find_soon.start())
        self._find_soon.timeout.connect(self.filter_changed)
        self.size_slider.valueChanged.connect(self.size_changed)

    def show_source(self, data: DataSpec) -> None:
        """The folder, or the table in its place."""
        source = data.table or data.folder
        self._folder.setText(Path(source).name or source)
        self._folder.setToolTip(source)

    def show_index(self, index: Index | None) -> None:
        """Offer the classes of the index; the chosen one stays if it is still there."""
        for widget in (self.filter, self.find_field, self.size_slider):
            widget.setVisible(index is not None)
        if index:
            options = filters(index)
            chosen = self.filter.current
            self.filter.set_options(options)
            self.filter.set_current(chosen if chosen in dict(options) else ALL)

    def _set_up(self, size_px: int) -> None:
        set_icon(self._folder, "folder")
        self._folder.setMaximumWidth(220)
        self._folder.setAccessibleName(self.tr("Change the folder of images"))
        self.find_field.addAction(icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.find_field.setMinimumWidth(96)
        self.find_field.setMaximumWidth(136)
        self.find_field.setAccessibleName(self.tr("Find a file"))
        QShortcut(QKeySequence.StandardKey.Find, self, self.find_field.setFocus)
        self.size_slider.setRange(SIZES[0], SIZES[2])
        self.size_slider.setFixedWidth(88)
        self.size_slider.setAccessibleName(self.tr("Size of the thumbnails"))
        self.size_slider.setValue(size_px)

    def _lay_out(self) -> None:
        row = row_of(10, self._folder, parent=self)
        row.addWidget(self.filter, 1, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.find_field)
        row.addWidget(self.size_slider)
        row.addStretch()  # without images the folder stands alone on the left
