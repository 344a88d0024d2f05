"""An image and what becomes of it, side by side, as large as there is room."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui.theme.theme import TINY, color, font

GAP, CAPTION_PX, RADIUS = 12, 22, 3
RING_PX = 4  # around the first picture
MOST_PX = 320  # side of a picture


class Picture(NamedTuple):
    image: QImage
    caption: str


class PictureGrid(QWidget):
    """The first picture has a frame: it is what the others were made from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures: tuple[Picture, ...] = ()
        self._cells = 1
        self.setMinimumSize(QSize(300, 260))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def expect(self, count: int) -> None:
        """Show so many empty places until there are pictures."""
        self._cells, self.pictures = count, ()
        self.update()

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        self.pictures, self._cells = tuple(pictures), max(1, len(pictures))
        self.setAccessibleDescription(", ".join(picture.caption for picture in pictures))
        self.update()

    def places(self) -> list[QRect]:
        """Where the pictures are: in as many columns as make them largest."""
        columns = max(range(1, self._cells + 1), key=self._side_in)
        side = self._side_in(columns)
        rows = math.ceil(self._cells / columns)
        left = (self.width() - columns * side - (columns - 1) * GAP) // 2
        top = (self.height() - rows * (side + CAPTION_PX) - (rows - 1) * GAP) // 2
        return [
            QRect(
                left + number % columns * (side + GAP),
                max(RING_PX, top) + number // columns * (side + CAPTION_PX + GAP),
                side,
                side,
            )
            for number in range(self._cells)
        ]

    def _side_in(self, columns: int) -> int:
        rows = math.ceil(self._cells / columns)
        across = (self.width() - 2 * RING_PX - (columns - 1) * GAP) // columns
        down = (self.height() - 2 * RING_PX - (rows - 1) * GAP) // rows - CAPTION_PX
        return max(16, min(across, down, MOST_PX))

    def _paint_picture(self, painter: QPainter, place: QRect, picture: Picture) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(place), RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.drawImage(place, picture.image)
        painter.restore()
        painter.setFont(font(TINY))
        painter.setPen(color("text2"))
        line = QRect(place.left(), place.bottom() + 1, place.width(), CAPTION_PX)
        text = painter.fontMetrics().elidedText(picture.caption, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)

    # What Qt asks of a widget.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, place in enumerate(self.places()):
            if number < len(self.pictures):
                self._paint_picture(painter, place, self.pictures[number])
            else:
                painter.fillRect(place, color("track"))
        if self.pictures:
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.places()[0]).adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)
