"""What a camera sees now."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui.theme.theme import TITLE, color, font, theme
from tlstudio.gui.widgets.numbers import count

RADIUS, EDGE_PX = 6, 3


class LivePicture(QWidget):
    """The whole image in the middle; an edge and a count while photos are taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._text = self.tr("Waiting for the camera…")
        self._count: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("What the camera sees"))
        theme().changed.connect(self.update)

    @property
    def image(self) -> QImage:
        return self._image

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def show_text(self, text: str) -> None:
        """Say something in the picture's place."""
        self._image, self._text = QImage(), text
        self.update()

    def show_count(self, count: int | None) -> None:
        """How many photos the burst has; None: none is being taken."""
        self._count = count
        self.update()

    # What Qt asks of a widget.

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.fillPath(clip, color("track"))
        if self._image.isNull():
            painter.setPen(color("text2"))
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), TEXT_FLAGS, self._text)
            return
        painter.setClipPath(clip)
        painter.drawImage(self._place(), self._image)
        if self._count is not None:
            self._paint_count(painter, self._count)

    def _place(self) -> QRectF:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _paint_count(self, painter: QPainter, photos: int) -> None:
        painter.setPen(QPen(color("learn"), 2 * EDGE_PX))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setFont(font(TITLE, 600))
        text = count(photos)
        badge = QRectF(16, 16, painter.fontMetrics().horizontalAdvance(text) + 20, painter.fontMetrics().height() + 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("panel"))
        painter.drawRoundedRect(badge, RADIUS, RADIUS)
        painter.setPen(color("learn"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


TEXT_FLAGS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
