"""The frames of a camera as images. QtMultimedia is imported with the first camera, and may be missing."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tlstudio.engine.errors import StudioError

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QCameraDevice, QVideoFrame


class CameraProblem(StudioError):
    """There is no camera, or nothing that could use it."""


class Camera(QObject):
    """Whatever its sink is given: by a camera of this computer once one is chosen."""

    arrived = Signal(QImage)
    failed = Signal(str)  # a sentence

    def __init__(self, parent: QObject | None = None) -> None:
        """Raises CameraProblem where Qt's multimedia library cannot be loaded."""
        super().__init__(parent)
        check_library()
        from PySide6.QtMultimedia import QMediaCaptureSession, QVideoSink

        self.sink = QVideoSink(self)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._camera: QCamera | None = None
        self.sink.videoFrameChanged.connect(self._on_frame)

    def choose(self, device: "QCameraDevice") -> None:
        """Show what this camera sees."""
        from PySide6.QtMultimedia import QCamera

        self.stop()
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(lambda _error, reason: self.failed.emit(self._sentence(reason)))
        self._session.setCamera(self._camera)
        self._camera.start()

    def stop(self) -> None:
        if self._camera:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None

    def _sentence(self, reason: str) -> str:
        return self.tr("The camera stopped: {0} Is another program using it, or is it not allowed here?").format(reason)

    def _on_frame(self, frame: "QVideoFrame") -> None:
        image = frame.toImage()
        if not image.isNull():
            self.arrived.emit(image)


def check_library() -> None:
    """Raises CameraProblem where Qt's multimedia library cannot be loaded."""
    try:
        import_module("PySide6.QtMultimedia")
    except ImportError as error:  # PySide6 without its add-ons, or a library of the system that it needs
        raise CameraProblem("The camera cannot be used: {error}. Install what is missing.", error=error) from error


def cameras() -> "list[QCameraDevice]":
    """The cameras of this computer, the usual one first. Raises CameraProblem if there is none."""
    check_library()
    from PySide6.QtMultimedia import QMediaDevices

    usual = QMediaDevices.defaultVideoInput()
    devices = sorted(QMediaDevices.videoInputs(), key=lambda device: device.id() != usual.id())
    if not devices:
        raise CameraProblem("No camera was found. Connect one, or use a folder of photos.")
    return devices
