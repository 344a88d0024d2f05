"""One plot of a run, drawn by pyqtgraph. Import this module only when a plot is about to be shown.

A flag on a plot. Import this module only when a plot is about to be shown.
"""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tlstudio.gui.curves.drawing import CurveDrawing
from tlstudio.gui.curves.epoch_plot import EpochPlot
from tlstudio.gui.curves.pictures import Picture, is_same
from tlstudio.gui.curves.readings import Reading, reading
from tlstudio.gui.theme.theme import TINY, color, font, theme
from tlstudio.gui.widgets.numbers import number, percent_digits


class Flag(pg.GraphicsObject):
    """A word on a small flag, at the top of a vertical line."""

    def __init__(self, text: str, token: str, row: int = 0) -> None:
        """`token` is a colour with a tint; `row` is how many flags there is room for above this one."""
        super().__init__()
        self._text = text
        self._token = token
        self._top = 20 * row
        self._is_left = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)

    def place(self, x: float, y: float, is_left: bool) -> None:
        """Stand at (x, y) in the units of the axes; `is_left` turns the flag away from the right edge."""
        self.setPos(x, y)
        if is_left != self._is_left:
            self._is_left = is_left
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-160, self._top, 320, 20)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, self._top)
        painter.setFont(font(TINY, 600))
        width = painter.fontMetrics().horizontalAdvance(self._text) + 24
        sign = -1 if self._is_left else 1
        corners = [(0, 1), (width, 1), (width - 5, 9.5), (width, 18), (0, 18)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{self._token}_tint"))
        painter.drawPolygon(QPolygonF([QPointF(sign * x, y) for x, y in corners]))
        painter.setPen(color(self._token))
        left = 8.0 if sign > 0 else 8.0 - width
        painter.drawText(QRectF(left, 1, width, 17), Qt.AlignmentFlag.AlignVCenter, self._text)


class CurvePlot(EpochPlot):
    """Draws a Picture, with flags on its best epoch and on what was changed while it ran."""

    def __init__(self, *, percent: bool, has_flag: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(percent=percent, parent=parent)
        self._has_flag = has_flag  # names the best epoch; the line alone is enough for a plot below
        self._hidden: set[str] = set()
        self._drawing = CurveDrawing()
        self._best_flag = Flag(self.tr("Best"), "success")
        self._flags: dict[tuple[float, str], Flag] = {}  # of the marks
        self._add(self._drawing, 0)
        self._add(self._best_flag, 1)
        self.axes.changed.connect(self._place_flags)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_percent(self, percent: bool) -> None:
        """Whether y is a share of 1."""
        if percent != self.axes.percent:
            self.axes.percent = percent
            self._draw()

    def set_log(self, is_log: bool) -> None:
        """Whether y is logarithmic."""
        self._is_log = is_log
        self.axes.show_whole()
        self._draw()

    def show_picture(self, picture: Picture) -> None:
        """Draw it, unless it is what is there."""
        if not is_same(picture, self._given):
            self._given = picture
            self._draw()

    def set_line_visible(self, name: str, visible: bool) -> None:
        """`name` is "train", "val", "source" or the name of another run."""
        (self._hidden.discard if visible else self._hidden.add)(name)
        self._draw()

    def _add(self, item: QGraphicsItem, depth: int) -> None:
        item.setZValue(depth)
        self._plot.addItem(item, ignoreBounds=True)

    def _value_text(self, value: float) -> str:
        if self.axes.percent:
            return f"{percent_digits(value)} %"
        return number(value, digits=4)

    def _draw_lines(self) -> None:
        self._drawing.show_picture(self._picture, self._hidden, self.axes.whole)
        self._place_flags()

    def _read(self, at: QPointF) -> Reading:
        return reading(self._given, at.x(), self._hidden)

    def _place_flags(self) -> None:
        """At the top of what is in view; those of changes below the best one's, so that both can be read."""
        best = self._picture.best
        self._best_flag.setVisible(best is not None and self._has_flag and "val" not in self._hidden)
        if best:
            self._best_flag.place(best[0], self.axes.top, self.axes.is_right(best[0], 0.85))
        marks = self._picture.marks if self._has_flag else ()
        for mark in self._flags.keys() - set(marks):
            self._plot.removeItem(self._flags.pop(mark))
        for mark in marks:
            self._flag_of(mark).place(mark[0], self.axes.top, self.axes.is_right(mark[0], 0.8))

    def _flag_of(self, mark: tuple[float, str]) -> Flag:
        if mark not in self._flags:
            self._flags[mark] = Flag(mark[1], "accent", row=1)
            self._add(self._flags[mark], 2)
        return self._flags[mark]
