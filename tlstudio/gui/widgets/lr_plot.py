"""The loss over a rising learning rate, with the rate that is chosen. Imports pyqtgraph, so import it late."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tlstudio.gui.theme import TINY, color, font
from tlstudio.gui.widgets.fields import number_text

ROOM = 0.08  # of the height, above and below the line


class LrPlot(pg.PlotWidget):
    """x is the learning rate by powers of ten; a click chooses one."""

    rate_clicked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field beside it takes any value from the keyboard
        self.setBackground(color("panel"))
        self._raw = pg.PlotCurveItem(pen=pg.mkPen(color("learn", 80), width=1))
        self._smooth = pg.PlotCurveItem(pen=pg.mkPen(color("learn"), width=2), antialias=True)
        self._line = pg.InfiniteLine(angle=90, pen=pg.mkPen(color("accent"), width=2))
        self._suggested = pg.InfiniteLine(angle=90, pen=pg.mkPen(color("text2"), width=1, style=Qt.PenStyle.DotLine))
        for item in (self._raw, self._suggested, self._line, self._smooth):
            self.addItem(item, ignoreBounds=True)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(None)
            axis.setTextPen(color("text2"))
            axis.setStyle(tickFont=font(TINY), tickLength=0, tickTextOffset=8)
        self.getAxis("left").setWidth(48)
        self.scene().sigMouseClicked.connect(self._on_click)
        self._line.hide()
        self._suggested.hide()

    def show_losses(
        self, rates: Sequence[float], losses: Sequence[float], smooth: Sequence[float], suggestion: float | None
    ) -> None:
        x = np.log10(rates)
        self._raw.setData(x, np.asarray(losses))
        self._smooth.setData(x, np.asarray(smooth))
        low, high = min(smooth), min(max(smooth), 2 * smooth[0])  # where it has blown up, nothing is to be seen
        box = self.getPlotItem().getViewBox()
        box.setXRange(x[0], x[-1], padding=0.01)
        box.setYRange(low - ROOM * (high - low), high + ROOM * (high - low), padding=0)
        powers = range(math.ceil(x[0]), math.floor(x[-1]) + 1)
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
        power = self.getPlotItem().getViewBox().mapSceneToView(event.scenePos()).x()
        self.rate_clicked.emit(float(f"{10**power:.2g}"))
