"""All lines of a plot as one item, painted in one go: an item for each cost many times as much in every frame."""

from collections.abc import Set

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tlstudio.gui.curves.canvas import Canvas, pen_of
from tlstudio.gui.curves.legend import DASHES, DOTS
from tlstudio.gui.curves.pictures import Line, Other, Picture
from tlstudio.gui.theme.theme import TINY, color, font, theme

FINE_DOTS = [1.0, 3.0]
MAX_DOTS = 100  # in view; beyond, dots would touch
DOT_PX, HEAD_PX, RING_PX = 6, 8, 13


class CurveDrawing(QGraphicsItem):
    """Train solid, validation dashed with open dots, the source task dotted; other runs grey; the future shaded."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture(total=1, ticks=(0.0, 1.0))
        self._hidden: Set[str] = frozenset()
        self._whole = QRectF(0, 0, 1, 1)

    def show_picture(self, picture: Picture, hidden: Set[str], whole: QRectF) -> None:
        """`hidden` names lines; `whole` is what the axes span."""
        if whole != self._whole:
            self.prepareGeometryChange()
        self._picture, self._hidden, self._whole = picture, hidden, whole
        self.update()

    def _paint_ground(self, canvas: Canvas) -> None:
        picture = self._picture
        if 0 < picture.reached < picture.total:
            canvas.shade(picture.reached, picture.total, color("window", 200))
        if picture.band and len(picture.val.x) > 1 and "val" not in self._hidden:
            canvas.fill_between(picture.val.x, *picture.band, color("held", 33))

    def _paint_others(self, canvas: Canvas) -> None:
        hues = theme().tokens.other_runs
        for number, other in enumerate(self._picture.others):
            if other.name not in self._hidden and len(other.val.x):
                canvas.stroke(other.val, QColor(hues[number % len(hues)]), 1.5, DASHES, smooth=True)
                _paint_name(canvas, other, is_above=number % 2 == 0)

    def _paint_train(self, canvas: Canvas) -> None:
        picture = self._picture
        if "train" not in self._hidden:
            canvas.stroke(picture.raw, color("learn", 80), 1, smooth=False)
        if "source" not in self._hidden:
            canvas.stroke(picture.source, color("text2"), 2, DOTS, smooth=True)
        if "train" not in self._hidden:
            canvas.stroke(picture.train, color("learn"), 2, smooth=True)

    def _paint_val(self, canvas: Canvas) -> None:
        if "val" not in self._hidden:
            canvas.stroke(self._picture.val, color("held"), 2, DASHES, smooth=True)
            points = canvas.visible(self._picture.val)
            if len(points.x) <= MAX_DOTS:
                canvas.dots(points, DOT_PX, color("held"), color("panel"), width=1.6)

    def _paint_head(self, canvas: Canvas) -> None:
        train = self._picture.train
        if "train" not in self._hidden and len(self._picture.raw.x):
            canvas.dots(canvas.visible(Line(train.x[-1:], train.y[-1:])), HEAD_PX, None, color("learn"))

    def _paint_marks(self, canvas: Canvas) -> None:
        best = self._picture.best
        if best and "val" not in self._hidden:
            canvas.upright(best[0], pen_of(color("text2"), 1, FINE_DOTS))
            ring = canvas.visible(Line(np.array([best[0]]), np.array([best[1]])))
            canvas.dots(ring, RING_PX, color("success"), None, width=2)
        for x, _ in self._picture.marks:
            canvas.upright(x, pen_of(color("accent"), 1, FINE_DOTS))

    def boundingRect(self) -> QRectF:
        return self._whole

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        canvas = Canvas(painter, self._whole)
        self._paint_ground(canvas)
        self._paint_others(canvas)
        self._paint_train(canvas)
        self._paint_val(canvas)
        self._paint_head(canvas)
        self._paint_marks(canvas)


def _paint_name(canvas: Canvas, other: Other, *, is_above: bool) -> None:
    """At the end of its line."""
    end = canvas.point(float(other.val.x[-1]), float(other.val.y[-1]))
    canvas.painter.setFont(font(TINY))
    canvas.painter.setPen(color("text2"))
    height = canvas.painter.fontMetrics().height() + 4
    room = QRectF(end.x() - 204, end.y() - height if is_above else end.y(), 200, height)
    canvas.painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, other.name)
