"""What curves are drawn with, in px: lines as wide as frames allow, dots, and the ground behind them."""

from collections.abc import Sequence

import numpy as np
from pyqtgraph import arrayToQPath
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from tlstudio.gui.curves.pictures import Line

PER_PX = 2  # points of a line; of more, the minima and maxima are drawn
MOST_EDGES = 300  # on either side of a filled band: the time to fill grows with their square
MOST_INK_PX = 2000  # of a wide line: its strokes cost a millisecond for each thousand, a thin line's next to nothing


class Canvas:
    """Draws in px what is given in the units of the axes, within `whole`."""

    def __init__(self, painter: QPainter, whole: QRectF) -> None:
        """Takes over the painter's transformation from the units to px."""
        self.painter = painter
        self._to_px: QTransform = painter.transform()
        painter.resetTransform()
        self.frame = self._to_px.mapRect(whole)
        clip = painter.clipBoundingRect()
        self._seen = self.frame & clip if painter.hasClipping() else self.frame

    def visible(self, line: Line) -> Line:
        """The part that can be seen, in px, with a point on either side."""
        px = Line(self._to_px.m11() * line.x + self._to_px.dx(), self._to_px.m22() * line.y + self._to_px.dy())
        first, last = np.searchsorted(px.x, (self._seen.left(), self._seen.right()))
        part = slice(max(0, int(first) - 1), int(last) + 1)
        return Line(px.x[part], px.y[part])

    def point(self, x: float, y: float) -> QPointF:
        return self._to_px.map(QPointF(x, y))

    def stroke(self, line: Line, hue: QColor, width: float, pattern: Sequence[float] = (), *, smooth: bool) -> None:
        """A line with gaps where it is not finite; `pattern` is in widths."""
        seen = self.visible(line)
        seen = thinned(seen, PER_PX * max(2, round(np.ptp(seen.x)))) if len(seen.x) else seen
        drawn = width if width <= 1 or _length(seen) <= MOST_INK_PX else 1.0
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        self.painter.setPen(pen_of(hue, drawn, [width / drawn * part for part in pattern]))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(arrayToQPath(seen.x, seen.y, connect="finite"))

    def dots(self, points: Line, size: float, hue: QColor | None, fill: QColor | None, width: float = 0) -> None:
        """Circles at points in px, as `visible` gives them."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(pen_of(hue, width) if hue else Qt.PenStyle.NoPen)
        self.painter.setBrush(fill or Qt.BrushStyle.NoBrush)
        finite = np.isfinite(points.y)
        for x, y in zip(points.x[finite].tolist(), points.y[finite].tolist(), strict=True):
            self.painter.drawEllipse(QPointF(x, y), size / 2, size / 2)

    def fill_between(self, x: np.ndarray, low: np.ndarray, high: np.ndarray, fill: QColor) -> None:
        """A band; where there are many points, around all that lie close together."""
        finite = np.isfinite(low)
        below, above = self.visible(Line(x[finite], low[finite])), self.visible(Line(x[finite], high[finite]))
        starts = _buckets(len(below.x), MOST_EDGES)
        bottom, top = np.maximum.reduceat(below.y, starts), np.minimum.reduceat(above.y, starts)  # px grow downwards
        edges = arrayToQPolygonF(np.append(below.x[starts], above.x[starts][::-1]), np.append(bottom, top[::-1]))
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(fill)
        self.painter.drawPolygon(edges)

    def shade(self, first: float, last: float, fill: QColor) -> None:
        """The whole height from one x to another."""
        left, right = self.point(first, 0).x(), self.point(last, 0).x()
        self.painter.fillRect(QRectF(left, self.frame.top(), right - left, self.frame.height()), fill)

    def upright(self, x: float, pen: QPen) -> None:
        """A line over the whole height."""
        place = self.point(x, 0).x()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.setPen(pen)
        self.painter.drawLine(QLineF(place, self.frame.top(), place, self.frame.bottom()))


def pen_of(hue: QColor, width: float, pattern: Sequence[float] = ()) -> QPen:
    pen = QPen(hue, width)
    pen.setCosmetic(True)  # Qt draws such a pen much faster where it is thin
    if pattern:
        pen.setDashPattern(pattern)
    return pen


def thinned(line: Line, limit: int) -> Line:
    """The line in at most `limit` points: itself, or the minimum and maximum of each bucket in turn."""
    if len(line.x) <= limit:
        return line
    starts = _buckets(len(line.x), limit // 2)
    ends = [function.reduceat(line.y, starts) for function in (np.fmin, np.fmax)]
    return Line(np.repeat(line.x[starts], 2), np.column_stack(ends).ravel())


def _buckets(size: int, most: int) -> np.ndarray:
    """Where each of at most so many equal parts of an array starts."""
    return np.arange(0, size, max(1, -(-size // most)))


def _length(line: Line) -> float:
    return float(np.nansum(np.hypot(np.diff(line.x), np.diff(line.y))))
