"""The cursor of a plot: a line under the mouse and what the curves say there. Imports pyqtgraph, so import it late."""

from collections.abc import Callable
from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel

from tlstudio.gui.theme.theme import color, set_role
from tlstudio.gui.widgets.readings import Reading

GAP = 12  # px between the line and the read-out


class Cursor(QLabel):
    """Hidden while the mouse is elsewhere. `write` puts a value of the y axis into words."""

    def __init__(self, plot: pg.PlotWidget, write: Callable[[float], str]) -> None:
        super().__init__(plot)
        self._plot = plot
        self._write = write
        self.names: dict[str, str] = {}  # of the curves, as the legend says them
        self._line = pg.InfiniteLine(angle=90)
        self._line.setZValue(1)
        item = plot.getPlotItem()
        assert item is not None
        item.addItem(self._line, ignoreBounds=True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_role(self, "bubble small")
        self.leave()

    def show_reading(self, read: Reading, per_epoch: int, at: QPointF) -> None:
        """`at` is where the mouse is, in px of the plot."""
        self._line.setPen(pg.mkPen(color("text2", 110), width=1))
        self._line.setValue(read.x)
        self._line.show()
        self.setText(self._words(read, per_epoch))
        self.adjustSize()
        fits_right = at.x() + GAP + self.width() <= self._plot.width()
        left = at.x() + GAP if fits_right else at.x() - GAP - self.width()
        self.move(round(left), max(2, min(round(at.y()), self._plot.height() - self.height() - 2)))
        self.show()

    def leave(self) -> None:
        self._line.hide()
        self.hide()

    def _words(self, read: Reading, per_epoch: int) -> str:
        title = self.tr("Epoch {epoch}").format(epoch=f"{read.x:.2f}")
        if per_epoch:
            step = self.tr("step {step}").format(step=f"{round(read.x * per_epoch):,}")
            title = f"{title} · {step}"
        rows = "".join(
            f"<tr><td>{escape(self.names.get(key, key))}</td>"
            f'<td align="right" style="padding-left:12px"><b>{self._write(value)}</b></td></tr>'
            for key, value in read.values.items()
        )
        return f"{title}<table cellspacing=0>{rows}</table>"
