"""Taking photos into the classes of the project."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.gui.data.adding import check_classes
from tlstudio.gui.data.camera.camera import Camera, cameras
from tlstudio.gui.data.camera.captures import with_photos
from tlstudio.gui.data.camera.dialog import CameraDialog
from tlstudio.gui.services.errors import show_error
from tlstudio.gui.services.services import Services


class CameraCommands(QObject):
    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window

    def take_photos(self) -> None:
        """Open the camera, or say why it cannot be."""
        try:
            check_classes(self._services.document.spec)
            found = cameras()
            camera = Camera(self)
        except StudioError as error:
            show_error(self._window, error)
            return
        folder = self._services.preferences.camera_folder or self._ask_folder()
        if not folder:
            camera.deleteLater()
        else:
            dialog = self.open(camera, Path(folder))
            dialog.offer_devices([device.description() for device in found])
            dialog.device_field.activated.connect(lambda number: camera.choose(found[number]))
            camera.choose(found[0])

    def open(self, camera: Camera, folder: Path) -> CameraDialog:
        """The dialog on whatever the camera's sink is given."""
        dialog = CameraDialog(camera, self._classes(), folder, self._window)
        dialog.taken.connect(self._use)
        dialog.folder_chosen.connect(self._services.preferences.set_camera_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _classes(self) -> Sequence[str]:
        index, named = self._services.images.index.value, self._services.document.spec.data.classes
        return list(dict.fromkeys((*named, *(index.class_names if index else ()))))

    def _use(self, folder: Path, photos: Mapping[str, Sequence[Path]]) -> None:
        document = self._services.document
        data = with_photos(document.spec.data, folder, photos)
        document.edit(self.tr("Take photos"), replace(document.spec, data=data))

    def _ask_folder(self) -> str:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Choose a folder for your photos"), start)
        if chosen:
            self._services.preferences.set_camera_folder(chosen)
        return chosen
