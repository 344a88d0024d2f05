"""The plot of each class, drawn by pyqtgraph. Import this module only when a plot is about to be shown.

The lines of the plot of each class as one item, as `curve_drawing` draws the other plots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.curves.canvas import Canvas
from tlstudio.gui.curves.class_lines import ClassLine, spread
from tlstudio.gui.curves.epoch_plot import EpochPlot
from tlstudio.gui.curves.legend import DASHES, DOTS
from tlstudio.gui.curves.pictures import Picture
from tlstudio.gui.curves.readings import Reading, reading
from tlstudio.gui.theme.theme import TINY, color, font, theme
from tlstudio.gui.widgets.tables import paint_text

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


NAMES_PX = 108  # right of the axes, for the names at the ends of the lines
TIE_PX = 14  # from the end of a line to its name
PATTERNS: tuple[tuple[float, ...], ...] = (tuple(DASHES), tuple(DOTS), ())  # in widths of the pen; the last is solid


class End(NamedTuple):
    """Where a line ends within the axes, in px of the scene."""

    at: QPointF
    line: ClassLine


class ClassPlot(EpochPlot):
    """A thin line for each class with its name at the end, before them the whole; the future is shaded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(percent=True, right_px=NAMES_PX, parent=parent)
        self._lines: Sequence[ClassLine] = ()
        self._styles: Mapping[str, int] = {}
        self._shows_whole = True
        self._drawing = ClassDrawing()
        self._plot.addItem(self._drawing, ignoreBounds=True)
        self.axes.changed.connect(self.viewport().update)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_lines(
        self, picture: Picture, lines: Sequence[ClassLine], styles: Mapping[str, int], *, percent: bool
    ) -> None:
        """`styles` gives each line's name a hue and a pattern. Values that are no share of 1 stand on a log axis."""
        self.axes.percent, self._is_log = percent, not percent  # numbers have units of their own
        self._given, self._lines, self._styles = picture, lines, styles
        self.read_out.names = {
            "val": self.tr("All images"),
            **{class_line.key: class_line.name for class_line in lines},
        }
        self._draw()

    def show_reached(self, reached: float) -> None:
        """How far the run has come, in epochs; all else stays."""
        self._given = replace(self._given, reached=reached)
        self._picture = replace(self._picture, reached=reached)
        self._draw_lines()

    def set_whole_visible(self, visible: bool) -> None:
        self._shows_whole = visible
        self._draw()

    def _draw(self) -> None:
        super()._draw()
        self.viewport().update()  # the names

    def _draw_lines(self) -> None:
        looks = [look_of(self._styles[line.name]) for line in self._lines]
        self._drawing.show_picture(self._picture, looks, self.axes.whole, shows_whole=self._shows_whole)

    def _value_text(self, value: float) -> str:
        return value_text("accuracy" if self.axes.percent else "mae", value)

    def ends(self) -> list[End]:
        """Where the lines that are in view end, from top to bottom: as many as can be named, the worst first."""
        box = self._plot.getViewBox()
        (left, right), (low, high) = box.viewRange()
        ends: list[End] = []
        for line, other in zip(self._lines, self._picture.others, strict=True):
            x, y = other.val
            inside = np.flatnonzero(np.isfinite(y) & (x >= left) & (x <= right))
            if len(inside) and low <= y[inside[-1]] <= high:
                at = QPointF(float(x[inside[-1]]), float(y[inside[-1]]))
                ends.append(End(box.mapViewToScene(at), line))
        fitting = int(box.sceneBoundingRect().height() // self._row_px)
        return sorted(ends[:fitting], key=lambda end: end.at.y())

    @property
    def _row_px(self) -> int:
        return QFontMetrics(font(TINY)).height()

    def _draw_name(self, painter: QPainter, end: End, middle: float) -> None:
        painter.setPen(QPen(QColor(look_of(self._styles[end.line.name])[0]), 1))
        painter.drawLine(end.at + QPointF(2, 0), QPointF(end.at.x() + TIE_PX - 3, middle))
        left, height = round(end.at.x()) + TIE_PX, self._row_px
        rect = QRect(left, round(middle - height / 2), NAMES_PX - TIE_PX - 4, height)
        paint_text(painter, rect, end.line.name, "text2", TINY)

    def _read(self, at: QPointF) -> Reading:
        return self._nearest(reading(self._given, at.x(), () if self._shows_whole else ("val",)), at.y())

    def _nearest(self, read: Reading, y: float) -> Reading:
        """As many of the values as the plot has room for, those nearest to the mouse, the highest first."""
        most = max(1, self.height() // self.read_out.fontMetrics().height() - 2)
        near = sorted(read.values.items(), key=lambda item: abs(self._drawn(item[1]) - y))[:most]
        return replace(read, values=dict(sorted(near, key=lambda item: -item[1])))

    def _drawn(self, value: float) -> float:
        """A value as the axis has it."""
        return float(np.log10(value)) if self._is_log and value > 0 else value

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        ends, box = self.ends(), self._plot.getViewBox().sceneBoundingRect()
        half = self._row_px / 2
        middles = spread([end.at.y() for end in ends], self._row_px, box.top() + half, box.bottom() - half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for end, middle in zip(ends, middles, strict=True):
            self._draw_name(painter, end, middle)


def look_of(style: int) -> Look:
    """Hue and pattern of a style, as the legend shows them too."""
    hues = theme().tokens.other_runs
    return hues[style % len(hues)], PATTERNS[style // len(hues) % len(PATTERNS)]
