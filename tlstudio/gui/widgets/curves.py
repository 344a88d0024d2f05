"""One plot of a run, drawn by pyqtgraph. Import this module only when a plot is about to be shown."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QLocale, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPen
from PySide6.QtWidgets import QGraphicsItem, QWidget

from tlstudio.gui.theme import TINY, color, font, theme
from tlstudio.gui.widgets.curve_cursor import Cursor
from tlstudio.gui.widgets.curve_flag import Flag
from tlstudio.gui.widgets.curve_zoom import CurveAxes
from tlstudio.gui.widgets.pictures import Line, Picture
from tlstudio.gui.widgets.readings import logged, reading

DASHES, DOTS = [3.5, 2.0], [1.0, 1.5]  # in widths of the pen
MAX_DOTS = 100  # beyond, dots would touch
DOT_PX, RING_PX = 6, 13


class CurvePlot(pg.PlotWidget):
    """Train solid, validation dashed with open dots, the source task dotted; other runs grey; the future shaded.

    The wheel and a drag zoom in, a double click shows the whole again; the mouse reads values.
    """

    epochs_shown = Signal(float, float)  # somebody zoomed: from which epoch to which

    def __init__(self, *, percent: bool, has_flag: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_log = False
        self._has_flag = has_flag  # names the best epoch; the line alone is enough for a plot below
        self._given = self._picture = Picture(total=1, ticks=(0.0, 1.0))  # as given, and as drawn
        self._hidden: set[str] = set()
        self._build()
        self.axes = CurveAxes(self, percent)
        self.axes.epochs_shown.connect(self.epochs_shown)
        self.axes.changed.connect(self._on_zoomed)
        self.read_out = Cursor(self, self._value_text)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_percent(self, percent: bool) -> None:
        """Whether y is a share of 1, for the next picture."""
        self.axes.percent = percent

    def set_log(self, is_log: bool) -> None:
        """Whether y is logarithmic."""
        self._is_log = is_log
        self.axes.show_whole()
        self.show_picture(self._given)

    def show_picture(self, picture: Picture) -> None:
        self._given = picture
        self._picture = logged(picture) if self._is_log else picture
        self.axes.show_picture(self._picture, is_log=self._is_log)
        self._draw_lines()
        self._draw_marks()
        self._draw_changes()
        self._draw_others()

    def set_line_visible(self, name: str, visible: bool) -> None:
        """`name` is "train", "val", "source" or the name of another run."""
        (self._hidden.discard if visible else self._hidden.add)(name)
        self.show_picture(self._given)

    def _build(self) -> None:
        plot = self.getPlotItem()
        assert plot is not None
        self._plot = plot
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table holds the same numbers for the keyboard
        self.setMenuEnabled(False)
        self.setMouseTracking(True)
        self.hideButtons()
        self.setMinimumHeight(100)
        self._plot.setContentsMargins(0, 8, 14, 0)  # room for the labels at the ends of the axes
        self._shade = pg.LinearRegionItem(movable=False)
        self._low, self._high, self._raw = (pg.PlotCurveItem() for _ in range(3))
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._train = pg.PlotCurveItem(antialias=True, connect="finite")
        self._source = pg.PlotCurveItem(antialias=True, connect="finite")
        self._head = pg.ScatterPlotItem(size=8, pxMode=True)
        self._val = pg.PlotDataItem(antialias=True, symbol="o", symbolSize=DOT_PX, pxMode=True)
        self._best_line = pg.InfiniteLine(angle=90)
        self._best_ring = pg.ScatterPlotItem(size=RING_PX, pxMode=True, antialias=True)
        self._best_flag = Flag(self.tr("Best"), "success")
        self._marks: list[tuple[pg.InfiniteLine, Flag]] = []
        self._others: list[tuple[pg.PlotCurveItem, pg.TextItem]] = []
        for depth, item in enumerate(self._layers()):
            item.setZValue(depth)
            self._plot.addItem(item, ignoreBounds=True)

    def _layers(self) -> list[QGraphicsItem]:
        """Everything in the plot, from back to front."""
        best = [self._best_line, self._best_ring, self._best_flag]
        return [self._shade, self._band, self._raw, self._source, self._train, self._val, self._head, *best]

    def _restyle(self) -> None:
        self.setBackground(color("panel"))
        self._shade.setBrush(color("window", 200))
        for edge in self._shade.lines:
            edge.setPen(QPen(Qt.PenStyle.NoPen))
        self._raw.setPen(pg.mkPen(color("learn", 80), width=1))
        self._train.setPen(pg.mkPen(color("learn"), width=2))
        self._source.setPen(_patterned("text2", 2, DOTS))
        self._head.setPen(None)
        self._head.setBrush(color("learn"))
        self._band.setBrush(color("held", 33))
        self._best_line.setPen(_dotted("text2"))
        self._best_ring.setPen(pg.mkPen(color("success"), width=2))
        self._best_ring.setBrush(None)
        self.axes.restyle()
        self.show_picture(self._given)

    def _value_text(self, value: float) -> str:
        if self.axes.percent:
            return f"{QLocale().toString(100 * value, 'f', 1)} %"
        return QLocale().toString(value, "g", 4)

    def _draw_lines(self) -> None:
        picture = self._picture
        shows_train, shows_val = "train" not in self._hidden, "val" not in self._hidden
        self._raw.setData(*(picture.raw if shows_train else _nothing()), connect="finite")
        self._train.setData(*(picture.train if shows_train else _nothing()))
        self._source.setData(*(_nothing() if "source" in self._hidden else picture.source))
        self._head.setData(*_head_of(picture, shows_train and len(picture.raw.x) > 0))
        self._val.setData(*(picture.val if shows_val else _nothing()))
        self._val.setPen(_dashed("held", 2))
        self._val.setSymbolSize(DOT_PX if len(picture.val.x) <= MAX_DOTS else 0)
        self._val.setSymbolBrush(color("panel"))
        self._val.setSymbolPen(pg.mkPen(color("held"), width=1.6))
        band = picture.band if shows_val and picture.band and len(picture.val.x) > 1 else None
        self._band.setVisible(band is not None)
        if band:
            self._low.setData(picture.val.x, band[0])
            self._high.setData(picture.val.x, band[1])

    def _draw_marks(self) -> None:
        picture = self._picture
        is_partly = 0 < picture.reached < picture.total
        self._shade.setVisible(is_partly)
        if is_partly:
            self._shade.setRegion((picture.reached, picture.total))
        for item in (self._best_line, self._best_ring, self._best_flag):
            item.setVisible(picture.best is not None and "val" not in self._hidden)
        self._best_flag.setVisible(self._best_flag.isVisible() and self._has_flag)
        if picture.best:
            self._best_line.setValue(picture.best[0])
            self._best_ring.setData([picture.best[0]], [picture.best[1]])
            self._best_flag.place(picture.best[0], self.axes.top, self.axes.is_right(picture.best[0], 0.85))

    def _draw_changes(self) -> None:
        """Where the run changed: a dotted line with a flag; below the best one's, so that both can be read."""
        for item in (item for pair in self._marks for item in pair):
            self._plot.removeItem(item)
        self._marks = [self._change(x, words) for x, words in self._picture.marks]

    def _change(self, x: float, words: str) -> tuple[pg.InfiniteLine, Flag]:
        line, flag = pg.InfiniteLine(x, angle=90, pen=_dotted("accent")), Flag(words, "accent", row=1)
        flag.setVisible(self._has_flag)
        flag.place(x, self.axes.top, self.axes.is_right(x, 0.8))
        flag.setZValue(len(self._layers()))  # its words stay legible where a line crosses it
        for item in (line, flag):
            self._plot.addItem(item, ignoreBounds=True)
        return line, flag

    def _draw_others(self) -> None:
        for curve, label in self._others:
            self._plot.removeItem(curve)
            self._plot.removeItem(label)
        self._others = [self._other(number) for number in range(len(self._picture.others))]

    def _other(self, number: int) -> tuple[pg.PlotCurveItem, pg.TextItem]:
        other, hues = self._picture.others[number], theme().tokens.other_runs
        hue = hues[number % len(hues)]
        curve = pg.PlotCurveItem(*other.val, pen=_dashed_in(QColor(hue), 1.5), antialias=True)
        label = pg.TextItem(other.name, color=color("text2"), anchor=(1, 1 - number % 2))  # above, below, …
        label.setFont(font(TINY))
        if len(other.val.x):
            label.setPos(float(other.val.x[-1]), float(other.val.y[-1]))
        for item in (curve, label):
            item.setVisible(other.name not in self._hidden and len(other.val.x) > 0)
            item.setZValue(1.5)
            self._plot.addItem(item, ignoreBounds=True)
        return curve, label

    def _on_zoomed(self) -> None:
        """The flags stay at the top."""
        self._draw_marks()
        self._draw_changes()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        self._read(ev.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.axes.show_whole()
        super().mouseDoubleClickEvent(event)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.read_out.leave()

    def _read(self, at: QPointF) -> None:
        box = self._plot.getViewBox()
        scene = self.mapToScene(at.toPoint())
        x = box.mapSceneToView(scene).x()
        read = reading(self._given, x, self._hidden)
        if box.sceneBoundingRect().contains(scene) and read.values:
            self.read_out.show_reading(read, self._given.per_epoch, at)
        else:
            self.read_out.leave()


def _head_of(picture: Picture, is_shown: bool) -> Line:
    return Line(picture.train.x[-1:], picture.train.y[-1:]) if is_shown else _nothing()


def _nothing() -> Line:
    return Line(np.empty(0), np.empty(0))


def _dotted(token: str) -> QPen:
    return _patterned(token, 1, [1.0, 3.0])


def _patterned(token: str, width: float, pattern: list[float]) -> QPen:
    pen = pg.mkPen(color(token), width=width)
    pen.setDashPattern(pattern)
    return pen


def _dashed(token: str, width: float) -> QPen:
    return _dashed_in(color(token), width)


def _dashed_in(hue: QColor, width: float) -> QPen:
    pen = pg.mkPen(hue, width=width)
    pen.setDashPattern(DASHES)
    return pen
