"""The scatter plot of backbones, drawn by pyqtgraph. Import this module only when it is about to be shown."""

from collections.abc import Iterable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.backbones.search import Candidate
from tlstudio.gui.backbones.points import AXES, Points, axis_range, axis_ticks, points
from tlstudio.gui.theme.theme import SMALL, TINY, color, font, theme
from tlstudio.gui.widgets.numbers import number

REACH_PX = 12.0  # how far from a point the pointer still means it
DOT_PX, STAR_PX, RING_PX = 7, 15, 15
LEFT_PX, BOTTOM_PX = 52, 24


class BackbonePlot(pg.PlotWidget):
    """All backbones pale, those that pass the filter strong, the chosen one ringed. `picked` names a clicked one."""

    picked = Signal(str)

    def __init__(
        self, everything: Iterable[BackboneInfo], recommended: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._everything = tuple(everything)
        self._recommended = frozenset(recommended)
        self._axes = AXES["accuracy_parameters"]
        self._shown: Sequence[Candidate] = ()
        self._chosen = ""
        self._points = self._all_points = points((), self._axes)
        self._build()
        theme().changed.connect(self._restyle)
        self._restyle()

    @property
    def drawn(self) -> Points:
        """The points of what passes the filter."""
        return self._points

    @property
    def named(self) -> str:
        """The title that is written in the plot now, or "" where none is."""
        return self._label.toPlainText() if self._label.isVisible() else ""

    def show_axes(self, key: str) -> None:
        """`key` is one of AXES."""
        self._axes = AXES[key]
        self._all_points = points(self._everything, self._axes)
        self._pale.setData(self._all_points.x, self._all_points.y)
        self._show_scale()
        self.show_candidates(self._shown)

    def show_candidates(self, shown: Sequence[Candidate]) -> None:
        """Draw these strongly."""
        self._shown = shown
        self._points = placed = points((candidate.info for candidate in shown), self._axes)
        here = (
            {candidate.info.name for candidate in shown if candidate.weights in ("bundled", "here")} if shown else set()
        )
        names = [info.name for info in placed.infos]
        starred = np.array([name in self._recommended for name in names], dtype=bool)
        near = np.array([name in here for name in names], dtype=bool) & ~starred
        self._far.setData(placed.x[~near & ~starred], placed.y[~near & ~starred])
        self._near.setData(placed.x[near], placed.y[near])
        self._stars.setData(placed.x[starred], placed.y[starred])
        self.show_chosen(self._chosen)

    def show_chosen(self, name: str) -> None:
        """Ring the point of this backbone and name it, if it is drawn."""
        self._chosen = name
        number = self._points.number_of(name)
        self._ring.setData(self._points.x[[number]], self._points.y[[number]]) if number >= 0 else self._ring.clear()
        self._name_point(number)

    def nearest(self, place: QPointF) -> str:
        """The backbone whose point is nearest to a place of this widget, or "" if none is near."""
        number = self._nearest(place)
        return self._points.infos[number].name if number >= 0 else ""

    def place_of(self, name: str) -> QPointF:
        """Where in this widget the point of the backbone stands."""
        number = self._points.number_of(name)
        scene = self._plot.getViewBox().mapViewToScene(QPointF(self._points.x[number], self._points.y[number]))
        return QPointF(self.mapFromScene(scene))

    def _build(self) -> None:
        plot = self.getPlotItem()
        assert plot is not None
        self._plot = plot
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table holds the same for the keyboard
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setMouseTracking(True)
        self.getAxis("left").setWidth(LEFT_PX)
        self.getAxis("bottom").setHeight(BOTTOM_PX)
        plot.setContentsMargins(0, 8, 14, 0)  # room for the labels at the ends of the axes
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._pale, self._far, self._near = (pg.ScatterPlotItem(size=DOT_PX, pxMode=True) for _ in range(3))
        self._stars = pg.ScatterPlotItem(size=STAR_PX, symbol="star", pxMode=True)
        self._ring = pg.ScatterPlotItem(size=RING_PX, pxMode=True)
        self._label = pg.TextItem(anchor=(0, 1))
        layers = (self._grid, self._pale, self._far, self._near, self._stars, self._ring, self._label)
        for depth, item in enumerate(layers):
            item.setZValue(depth)
            plot.addItem(item, ignoreBounds=True)

    def _restyle(self) -> None:
        self.setBackground(color("panel"))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(None)
            axis.setTextPen(color("text2"))
            axis.setStyle(tickFont=font(TINY), tickLength=0, tickTextOffset=6, tickAlpha=0, hideOverlappingLabels=False)
        self._grid.setPen(pg.mkPen(color("border", 140), width=1))
        for item, token, alpha in (
            (self._pale, "track", 255),
            (self._far, "outline", 150),
            (self._near, "accent", 255),
        ):
            item.setPen(None)
            item.setBrush(color(token, alpha))
        self._stars.setPen(pg.mkPen(color("panel"), width=1))
        self._stars.setBrush(color("accent"))
        self._ring.setPen(pg.mkPen(color("text"), width=2))
        self._ring.setBrush(None)
        self._label.setFont(font(SMALL, 600))
        self._label.setColor(color("text"))
        self._label.fill = pg.mkBrush(color("panel", 220))
        self._label.border = pg.mkPen(color("border"))

    def _show_scale(self) -> None:
        x, y = (axis_range(values) for values in (self._all_points.x, self._all_points.y))
        x_ticks, y_ticks = axis_ticks(self._axes[0], *x, _digits), axis_ticks(self._axes[1], *y, _digits)
        self.getAxis("bottom").setTicks([list(x_ticks)])
        self.getAxis("left").setTicks([list(y_ticks)])
        lines = [((x[0], x[1]), (at, at)) for at, _ in y_ticks] + [((at, at), y) for at, _ in x_ticks]
        self._grid.setData(np.ravel([line[0] for line in lines]), np.ravel([line[1] for line in lines]))
        self._plot.getViewBox().setRange(xRange=x, yRange=y, padding=0)

    def _nearest(self, place: QPointF) -> int:
        if not self._points.infos:
            return -1
        view, box = self._plot.getViewBox(), self._plot.getViewBox().viewPixelSize()
        at = view.mapSceneToView(self.mapToScene(place.toPoint()))
        distance = np.hypot((self._points.x - at.x()) / box[0], (self._points.y - at.y()) / box[1])
        number = int(distance.argmin())
        return number if distance[number] <= REACH_PX else -1

    def _name_point(self, number: int) -> None:
        """Write the name beside the point, on the side where there is room."""
        self._label.setVisible(number >= 0)
        if number < 0:
            return
        x, y = float(self._points.x[number]), float(self._points.y[number])
        low, high = self._plot.getViewBox().viewRange()[0]
        bottom, top = self._plot.getViewBox().viewRange()[1]
        is_right, is_top = x > (low + high) / 2, y > bottom + 0.85 * (top - bottom)
        self._label.setText(self._points.infos[number].title)
        self._label.setAnchor((1.08 if is_right else -0.08, -0.4 if is_top else 1.4))
        self._label.setPos(x, y)

    # What Qt asks of a widget.

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        number = self._nearest(ev.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
        self._name_point(number if number >= 0 else self._points.number_of(self._chosen))

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        name = self.nearest(ev.position())
        if name and ev.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(name)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._name_point(self._points.number_of(self._chosen))


def _digits(value: float) -> str:
    return number(value, digits=6)
