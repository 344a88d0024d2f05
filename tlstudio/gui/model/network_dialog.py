"""The window with the picture of the network: to look at, to copy, to save.

The picture of the project's network, in a window that follows the project.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QLabel, QPushButton, QScrollArea, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.engine.model.heads import trace
from tlstudio.engine.storage import write_durably
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.model.facts import ModelFacts
from tlstudio.gui.model.network_drawing import Drawing, drawing_of
from tlstudio.gui.model.network_picture import WIDTH_PX, NetworkPicture, paint_network, picture_size
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import column_of, row_of
from tlstudio.gui.widgets.sheet import Sheet

MOST_PX = 820  # height of the window


class NetworkDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Picture of the network"))
        self.picture = NetworkPicture()
        self.note = QLabel()
        self.copy_button, self.save_button = QPushButton(self.tr("Copy")), QPushButton(self.tr("Save…"))
        close = QPushButton(self.tr("Close"))
        set_role(self.note, "small secondary")
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.picture)
        column = column_of(10, (area, 1), margins=(0, 0, 0, 12), parent=self)
        foot = row_of(8, self.note, None, self.copy_button, self.save_button, close)
        foot.setContentsMargins(16, 0, 16, 0)
        column.addLayout(foot)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self._on_save)
        close.clicked.connect(self.accept)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """None says that the backbone is not known yet."""
        for button in (self.copy_button, self.save_button):
            button.setEnabled(drawing is not None)
        self.note.setText("" if drawing else self.tr("Looking at the backbone…"))
        if drawing:
            self.picture.show_drawing(drawing)
            self._fit(drawing)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        if self.picture.drawing:
            QGuiApplication.clipboard().setImage(sheet_of(self.picture.drawing).image())
            self.note.setText(self.tr("Copied"))

    def save(self, path: Path) -> None:
        """Write the picture as SVG or, under any other name, as PNG."""
        assert self.picture.drawing is not None
        try:
            write_durably(path, sheet_of(self.picture.drawing).file(path.suffix))
        except StudioError as error:
            self.note.setText(say_sentence(error))
        else:
            self.note.setText(self.tr("Saved as {name}").format(name=path.name))

    def _on_save(self) -> None:
        kinds = self.tr("Drawing (*.svg);;Image (*.png)")
        chosen, kind = QFileDialog.getSaveFileName(self, self.tr("Save the picture"), "network.svg", kinds)
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(".png" if "png" in kind else ".svg"))

    def _fit(self, drawing: Drawing) -> None:
        if not self.isVisible():
            self.resize(WIDTH_PX + 24, min(MOST_PX, picture_size(drawing).height() + 60))


def sheet_of(drawing: Drawing) -> Sheet:
    return Sheet(picture_size(drawing), lambda painter: paint_network(painter, drawing))


class ModelPicture(QObject):
    def __init__(self, facts: ModelFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts = facts
        self._parent = parent
        self.dialog: NetworkDialog | None = None

    def open(self) -> None:
        if self.dialog is None:
            self.dialog = NetworkDialog(self._parent)
        self.dialog.show_drawing(self._drawing())
        self.dialog.show()
        self.dialog.activateWindow()

    def show(self) -> None:
        """Follow the project, while the window is open."""
        if self.dialog and self.dialog.isVisible():
            self.dialog.show_drawing(self._drawing())

    def _drawing(self) -> Drawing | None:
        facts = self._facts
        tree, frozen, features = facts.tree, facts.frozen, facts.features
        if tree is None or frozen is None or features is None:
            return None
        spec, names = facts.spec, facts.classes
        rows = trace(spec.head, features, len(names), spec.objective.task) if names else ()
        return drawing_of(tree, frozen, facts.input_px, rows, names)
