"""A drawing as an image for the clipboard, or as the bytes of a file."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

SCALE = 2  # pixels of an image for each of the screen


@dataclass(frozen=True, slots=True)
class Sheet:
    """What `paint` draws within `size`, in pixels of the screen."""

    size: QSize
    paint: Callable[[QPainter], None]
    ground: QColor | None = None  # behind it, in an image

    def image(self) -> QImage:
        image = QImage(self.size * SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(SCALE)
        if self.ground:
            image.fill(self.ground)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        return image

    def file(self, suffix: str) -> bytes:
        """The bytes of an SVG for ".svg", else of a PNG."""
        return _written(self._write_svg) if suffix.lower() == ".svg" else image_file(self.image(), "PNG")

    def _write_svg(self, device: QBuffer) -> None:
        generator = QSvgGenerator()
        generator.setOutputDevice(device)
        generator.setResolution(96)
        generator.setSize(self.size)
        generator.setViewBox(QRect(QPoint(), self.size))
        painter = QPainter(generator)
        self.paint(painter)
        painter.end()


def image_file(image: QImage, kind: str, quality: int = -1) -> bytes:
    """The image encoded as "PNG" or "JPEG"; `quality` is 0–100, or -1 for the usual one."""
    return _written(lambda device: image.save(device, kind, quality))  # pyright: ignore[reportArgumentType, reportCallIssue] -- the stubs want bytes


def _written(write: Callable[[QBuffer], object]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    return bytes(data.data())
