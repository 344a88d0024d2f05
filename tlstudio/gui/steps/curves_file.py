"""The curves as a picture: on the clipboard, as PNG or as SVG."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme import color

SCALE = 2  # pixels of a PNG for each of the screen


def curves_image(view: QWidget) -> QImage:
    image = QImage(view.size() * SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SCALE)
    image.fill(color("window"))
    view.render(image)
    return image


def curves_file(view: QWidget, suffix: str) -> bytes:
    """The bytes of an SVG for ".svg", else of a PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if suffix.lower() == ".svg":
        _write_svg(view, buffer)
    else:
        curves_image(view).save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue] -- stubs want bytes
    return bytes(data.data())


def _write_svg(view: QWidget, buffer: QBuffer) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(view.size())
    generator.setViewBox(view.rect())
    painter = QPainter(generator)
    view.render(painter, QPoint())
    painter.end()
