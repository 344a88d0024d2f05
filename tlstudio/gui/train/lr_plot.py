"""The loss over a rising learning rate, with the rate that is chosen. Imports pyqtgraph, so import it late."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene import GraphicsScene
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme.theme import TINY, color, font, theme
from tlstudio.gui.widgets.fields import number_text

ROOM = 0.08  # of the height, above and below the line


class LrPlot(pg.PlotWidget):
    """x is the learning rate by powers of ten; a click chooses one."""

    rate_clicked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plot, scene = self.getPlotItem(), self.scene()
        assert plot is not None
        assert isinstance(scene, GraphicsScene)
        self._plot = plot
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field beside it takes any value from the keyboard
        self._raw, self._smooth = pg.PlotCurveItem(), pg.PlotCurveItem(antialias=True)
        self._line, self._suggested = pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=90)
        for item in (self._raw, self._suggested, self._line, self._smooth):
            self._plot.addItem(item, ignoreBounds=True)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(None)
            axis.setStyle(tickFont=font(TINY), tickLength=0, tickTextOffset=8, showValues=False)
        self.getAxis("left").setWidth(48)
        self._plot.setContentsMargins(0, 8, 14, 0)  # room for the labels at the ends of the axes
        scene.sigMouseClicked.connect(self._on_click)
        self._line.hide()
        self._suggested.hide()
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        """In the colours of the scheme, which may change while the plot is there."""
        self.setBackground(color("panel"))
        self._raw.setPen(pg.mkPen(color("learn", 80), width=1))
        self._smooth.setPen(pg.mkPen(color("learn"), width=2))
        self._line.setPen(pg.mkPen(color("accent"), width=2))
        self._suggested.setPen(pg.mkPen(color("text2"), width=1, style=Qt.PenStyle.DotLine))
        for side in ("left", "bottom"):
            self.getAxis(side).setTextPen(color("text2"))

    def show_losses(
        self, rates: Sequence[float], losses: Sequence[float], smooth: Sequence[float], suggestion: float | None
    ) -> None:
        x = np.log10(rates)
        self._raw.setData(x, np.asarray(losses))
        self._smooth.setData(x, np.asarray(smooth))
        low, high = min(smooth), min(max(smooth), 2 * smooth[0])  # where it has blown up, nothing is to be seen
        box = self._plot.getViewBox()
        box.setXRange(x[0], x[-1], padding=0.01)
        box.setYRange(low - ROOM * (high - low), high + ROOM * (high - low), padding=0)
        powers = range(math.ceil(x[0]), math.floor(x[-1]) + 1)
        for side in ("left", "bottom"):
            self.getAxis(side).setStyle(showValues=True)
        self.getAxis("bottom").setTicks([[(power, number_text(10.0**power)) for power in powers]])
        self._suggested.setVisible(suggestion is not None)
        if suggestion:
            self._suggested.setValue(math.log10(suggestion))

    def show_rate(self, rate: float) -> None:
        """Mark the rate that is chosen."""
        self._line.setVisible(rate > 0)
        if rate > 0:
            self._line.setValue(math.log10(rate))

    def _on_click(self, event: MouseClickEvent) -> None:
        power = self._plot.getViewBox().mapSceneToView(event.scenePos()).x()
        self.rate_clicked.emit(float(f"{10**power:.2g}"))
