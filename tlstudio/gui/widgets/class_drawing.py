"""The lines of the plot of each class as one item, as `curve_drawing` draws the other plots."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tlstudio.gui.theme.theme import color
from tlstudio.gui.widgets.curve_canvas import Canvas
from tlstudio.gui.widgets.legend import DASHES
from tlstudio.gui.widgets.pictures import Picture

CROWDED = 400  # points of all classes: from here on, their lines are thin, which costs next to nothing
Look = tuple[str, tuple[float, ...]]  # "#rrggbb" and a pattern in widths of the pen


class ClassDrawing(QGraphicsItem):
    """The classes thin, before them the whole; the future shaded."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture(total=1, ticks=(0.0, 1.0))
        self._looks: Sequence[Look] = ()
        self._shows_whole = True
        self._area = QRectF(0, 0, 1, 1)

    def show_picture(self, picture: Picture, looks: Sequence[Look], area: QRectF, *, shows_whole: bool) -> None:
        """`looks` are those of the picture's other lines; `area` is what the axes span."""
        if area != self._area:
            self.prepareGeometryChange()
        self._picture, self._looks, self._area, self._shows_whole = picture, looks, area, shows_whole
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        canvas, picture = Canvas(painter, self._area), self._picture
        if 0 < picture.reached < picture.total:
            canvas.shade(picture.reached, picture.total, color("window", 200))
        width = 1.5 if sum(len(other.val.x) for other in picture.others) < CROWDED else 1
        for other, (hue, pattern) in zip(picture.others, self._looks, strict=True):
            canvas.stroke(other.val, QColor(hue), width, pattern, smooth=True)
        if self._shows_whole:
            canvas.stroke(picture.val, color("held"), 2, DASHES, smooth=True)
