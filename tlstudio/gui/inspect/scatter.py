"""Points of what was said against what is true. Imports pyqtgraph, so import it late."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme.theme import SMALL, TINY, color, font, theme

DOT_PX, RING_PX = 7, 13
NEAR_PX = 12  # of a click to its point


class Scatter(pg.PlotWidget):
    """x: true, y: said, on the same scale, with the line where both are equal."""

    point_chosen = Signal(int)  # its place among the points

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = np.empty((0, 2))
        self._marked = -1
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the images beside it can be walked through by keyboard
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self._line = pg.PlotCurveItem()
        self._dots = pg.ScatterPlotItem(size=DOT_PX, pxMode=True, antialias=True)
        self._ring = pg.ScatterPlotItem(size=RING_PX, pxMode=True, antialias=True)
        for item in (self._line, self._dots, self._ring):
            self.addItem(item)
        self.setAccessibleName(self.tr("Said against true"))
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_points(self, points: Sequence[tuple[float, float]]) -> None:
        """Pairs of true and said."""
        self._points = np.array(points, float).reshape(-1, 2)
        self._dots.setData(pos=self._points)
        low, high = float(self._points.min()), float(self._points.max())
        self._line.setData([low, high], [low, high])
        for setter in (self.getViewBox().setXRange, self.getViewBox().setYRange):
            setter(low, high, padding=0.06)
        self.mark(-1)

    def mark(self, place: int) -> None:
        """Ring one of the points; -1 for none."""
        self._marked = place
        self._ring.setData(pos=self._points[place : place + 1] if place >= 0 else np.empty((0, 2)))

    def _restyle(self) -> None:
        self.setBackground(color("panel"))
        for side, text in (("left", self.tr("said")), ("bottom", self.tr("true"))):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(color("border")))
            axis.setTextPen(color("text2"))
            axis.setStyle(tickFont=font(TINY), tickLength=0, tickTextOffset=6)
            axis.setLabel(text)
            axis.label.setFont(font(SMALL))
        self._line.setPen(pg.mkPen(color("outline"), width=1, style=Qt.PenStyle.DashLine))
        self._dots.setPen(None)
        self._dots.setBrush(color("learn", 150))
        self._ring.setPen(pg.mkPen(color("accent"), width=2))
        self._ring.setBrush(None)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Choose the nearest point, if the click is near one."""
        view = self.getViewBox()
        shown = [view.mapViewToScene(pg.Point(*point)) for point in self._points]
        click = self.mapToScene(ev.position().toPoint())
        gaps = [(one.x() - click.x()) ** 2 + (one.y() - click.y()) ** 2 for one in shown]
        if gaps and min(gaps) <= NEAR_PX**2:
            self.point_chosen.emit(int(np.argmin(gaps)))
        ev.accept()
