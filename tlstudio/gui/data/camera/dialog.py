"""The dialog that takes photos: a live picture, a class, and a button to hold."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QPushButton, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.gui.data.camera.camera import Camera
from tlstudio.gui.data.camera.captures import PER_SECOND, Burst
from tlstudio.gui.data.camera.live_picture import LivePicture
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, hairline, row_of

SIDE_PX, SIZE = 252, (880, 540)


class CameraDialog(QDialog):
    """Photos go to `folder`, one folder for each class. Nothing changes in the project before `taken`."""

    taken = Signal(object, object)  # the folder, dict of class → list[Path]; once, when the dialog is closed
    folder_chosen = Signal(str)

    def __init__(self, camera: Camera, classes: Sequence[str], folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take photos"))
        self.resize(*SIZE)
        self.photos: dict[str, list[Path]] = {}
        self._folder, self._burst = folder, None
        self.camera = camera
        camera.setParent(self)
        self.picture = LivePicture()
        self.class_field, self.device_field = QComboBox(editable=True), QComboBox()
        self.hold_button, self.done_button = QPushButton(self.tr("Hold to take photos")), QPushButton(self.tr("Done"))
        self.counts, self.problem = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._place = ElidedLabel(80)
        self.class_field.addItems(list(classes))
        self.class_field.setAccessibleName(self.tr("Class"))
        self._lay_out()
        self._connect()
        self._show_folder()
        self._on_class(self.class_field.currentText())
        (self.hold_button if classes else self.class_field).setFocus()

    def offer_devices(self, names: Sequence[str]) -> None:
        """Let another camera be chosen where there are several."""
        self.device_field.addItems(list(names))
        self.device_field.setVisible(len(names) > 1)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(SIDE_PX)
        column = column_of(8, parent=side)
        for widget in (_heading(self.tr("What is in the picture")), self.class_field, self.hold_button):
            column.addWidget(widget)
        column.addWidget(
            self._note(
                self.tr(
                    "Or hold the space bar. {0} photos a second; those of one burst stay in one part of the split."
                ).format(PER_SECOND)
            )
        )
        column.addWidget(self.problem)
        column.addWidget(hairline())
        column.addWidget(self.counts)
        column.addStretch(1)
        self.device_field.hide()
        column.addWidget(self.device_field)
        self.change_button = QPushButton(self.tr("Change…"))
        set_role(self.change_button, "link small-text")
        column.addLayout(row_of(8, self._note(self.tr("Photos go to")), None, self.change_button))
        column.addWidget(self._place)
        column.addLayout(row_of(8, None, self.done_button))
        row_of(16, (self.picture, 1), side, margins=(16, 16, 16, 16), parent=self)
        set_role(self.hold_button, "primary")
        set_icon(self.hold_button, "camera", "on_accent")
        set_role(self.problem, "small error")
        for button in (self.hold_button, self.done_button, self.change_button):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.camera.arrived.connect(self._on_frame)
        self.camera.failed.connect(self.picture.show_text)
        self.class_field.currentTextChanged.connect(self._on_class)
        edit = self.class_field.lineEdit()
        assert edit is not None  # it is editable
        edit.returnPressed.connect(self.hold_button.setFocus)
        self.hold_button.pressed.connect(self._begin)
        self.hold_button.released.connect(self._end)
        self.change_button.clicked.connect(self._ask_folder)
        self.done_button.clicked.connect(self.accept)
        self.finished.connect(self._on_finished)

    def _begin(self) -> None:
        self.problem.clear()
        try:
            self._burst = Burst(self._folder, self.class_field.currentText().strip())
        except StudioError as error:
            self.problem.setText(say_sentence(error))
            return
        self._take(self.picture.image)

    def _end(self) -> None:
        burst, self._burst = self._burst, None
        self.picture.show_count(None)
        if burst and burst.paths:
            self.photos.setdefault(burst.class_name, []).extend(burst.paths)
            if self.class_field.findText(burst.class_name) < 0:
                self.class_field.addItem(burst.class_name)
        self._show_counts()

    def _take(self, image: QImage) -> None:
        if self._burst is None or image.isNull():
            return
        try:
            self._burst.take(image)
        except StudioError as error:
            self._end()
            self.problem.setText(say_sentence(error))
            return
        self.picture.show_count(len(self._burst.paths))

    def _on_frame(self, image: QImage) -> None:
        self.picture.show_image(image)
        self._take(image)

    def _on_class(self, name: str) -> None:
        self.hold_button.setEnabled(bool(name.strip()))
        self.problem.setText("" if name.strip() else self.tr("Name the class first."))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where photos go"), str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self._show_folder()
            self.folder_chosen.emit(chosen)

    def _show_folder(self) -> None:
        self._place.setText(str(self._folder))
        self._place.setToolTip(str(self._folder))

    def _show_counts(self) -> None:
        self.counts.setText("\n".join(f"{name} · {count(len(paths))}" for name, paths in self.photos.items()))

    def _on_finished(self) -> None:
        self._end()
        self.camera.stop()
        if self.photos:
            self.taken.emit(self._folder, self.photos)

    def _note(self, text: str) -> QLabel:
        label = QLabel(text, wordWrap=True)
        set_role(label, "small secondary")
        return label


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    set_role(label, "section")
    return label
