"""The axes of a plot and how far they are zoomed in. Import this module only when a plot is about to be shown."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Signal

from tlstudio.gui.curves.pictures import Picture
from tlstudio.gui.curves.readings import log_ticks
from tlstudio.gui.theme.theme import TINY, color, font
from tlstudio.gui.widgets.numbers import epoch_ticks, fixed, number, ticks

ROOM_FOR_LAST_DOT = 1.01  # of the axis, so that the last epoch's ring is whole
AXIS_WIDTH = 48  # the same for all plots, so that their epochs stand below each other
PADDING = 0.004
FULLEST = 500  # times: nearer there is nothing more to see


class CurveAxes(QObject):
    """Ticks, grid and ranges: the whole picture, or the part somebody zoomed into. Never beyond the picture."""

    epochs_shown = Signal(float, float)  # somebody zoomed: from which epoch to which
    changed = Signal()  # what is shown

    def __init__(self, plot: pg.PlotWidget, percent: bool) -> None:
        super().__init__(plot)
        self.percent = percent
        self._plot = plot
        self._is_log = self._is_zoomed = False
        self._picture = Picture(total=1, ticks=(0.0, 1.0))
        self._shown: object = None  # what the axes were last made for
        # Not the axes' own grid: with it, labels at the ends of an axis are not drawn.
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._grid.setZValue(-1)
        item = plot.getPlotItem()
        assert item is not None
        item.addItem(self._grid, ignoreBounds=True)
        plot.getAxis("left").setWidth(AXIS_WIDTH)
        plot.getAxis("bottom").setHeight(24)
        self.box: pg.ViewBox = plot.getViewBox()
        self.box.setMouseMode(pg.ViewBox.RectMode)
        self.box.sigRangeChangedManually.connect(self._on_zoomed)
        self.box.sigResized.connect(self._draw)  # more numbers fit below a wider plot

    @property
    def top(self) -> float:
        return self.box.viewRange()[1][1] if self._is_zoomed else self._picture.ticks[-1]

    def is_right(self, x: float, share: float) -> bool:
        """Whether `x` lies beyond so much of the visible width."""
        low, high = self.box.viewRange()[0]
        return x > low + share * (high - low)

    @property
    def whole(self) -> QRectF:
        """All that can be shown, in the units of the axes."""
        low, high = self._picture.ticks[0], self._picture.ticks[-1]
        edge = PADDING * (high - low)
        return QRectF(0, low - edge, self._picture.total * ROOM_FOR_LAST_DOT, high - low + 2 * edge)

    def show_picture(self, picture: Picture, *, is_log: bool) -> None:
        """Make room for it; the axes are only drawn anew where that takes other numbers."""
        self._picture, self._is_log = picture, is_log
        wanted = (picture.total, picture.ticks, picture.is_empty, is_log, self.percent)
        if wanted != self._shown:
            self._shown = wanted
            self._fit()

    def show_whole(self) -> None:
        self._is_zoomed = False
        self._fit()
        self.changed.emit()
        self.epochs_shown.emit(*self.box.viewRange()[0])

    def show_epochs(self, first: float, last: float) -> None:
        """Show the same epochs as another plot, at the height that there is."""
        if np.allclose((first, last), self.box.viewRange()[0]):
            return
        self._is_zoomed = first > 0 or last < self._picture.total
        self.box.setXRange(first, last, padding=0)
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        whole = self.whole
        self.box.setLimits(
            xMin=0,
            xMax=whole.right(),
            yMin=whole.top(),
            yMax=whole.bottom(),
            minXRange=whole.width() / FULLEST,
            minYRange=whole.height() / FULLEST,
        )
        if not self._is_zoomed:
            self.box.setRange(whole, padding=0)
        self._draw()

    def restyle(self) -> None:
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(None)
            axis.setTextPen(color("text2"))
            axis.setStyle(tickFont=font(TINY), tickLength=0, tickTextOffset=8, tickAlpha=0, hideOverlappingLabels=False)
        self._grid.setPen(pg.mkPen(color("border", 140), width=1))
        self.box.rbScaleBox.setPen(pg.mkPen(color("accent"), width=1))
        self.box.rbScaleBox.setBrush(color("accent", 40))

    def _on_zoomed(self) -> None:
        self._is_zoomed = True
        self._draw()
        self.changed.emit()
        self.epochs_shown.emit(*self.box.viewRange()[0])

    def _draw(self) -> None:
        (first, last), marks = self.box.viewRange()[0], self._marks()
        step = marks[1] - marks[0] if len(marks) > 1 else 1.0
        self._grid.setData(np.tile([0, self._picture.total], len(marks)), np.repeat(marks, 2))
        self._plot.getAxis("left").setTicks([[(mark, self._text(mark, step)) for mark in marks]])
        wanted = max(2, min(10, self._plot.width() // 60))
        epochs = epoch_ticks(last, max(wanted, round(wanted * last / max(last - first, 1e-9))))
        shown = [(epoch, str(epoch)) for epoch in epochs if first - 1e-9 <= epoch <= last]
        self._plot.getAxis("bottom").setTicks([shown])

    def _marks(self) -> tuple[float, ...]:
        """Where y has a number: those of the picture, or round ones in the part that is shown."""
        if not self._is_zoomed:
            return self._picture.ticks
        low, high = self.box.viewRange()[1]
        marks = log_ticks(low, high) if self._is_log else ticks(low, high)
        return tuple(mark for mark in marks if low <= mark <= high) or (low, high)

    def _text(self, tick: float, step: float) -> str:
        if self._picture.is_empty:
            return ""
        if self._is_log:
            return number(10**tick)
        if self.percent:
            return f"{fixed(tick * 100, 0 if step >= 0.01 else 1)} %"
        if step < 1e-3:
            return f"{tick:.4g}"  # short enough for the axis
        decimals = max(0, min(6, -int(np.floor(np.log10(step) + 1e-9)) + (step * 10 % 1 > 1e-9 and step < 1)))
        return fixed(tick, decimals)
