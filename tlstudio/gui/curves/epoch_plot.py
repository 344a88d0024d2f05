"""What the plots over epochs share, drawn by pyqtgraph. Import this module only when a plot is about to be shown.

The cursor of a plot: a line under the mouse and what the curves say there. Imports pyqtgraph, so import it late.
"""

from collections.abc import Callable
from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.gui.curves.pictures import Picture
from tlstudio.gui.curves.readings import Reading, logged
from tlstudio.gui.curves.zoom import CurveAxes
from tlstudio.gui.theme.theme import color, set_role

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


TOP_PX, RIGHT_PX = 8, 14  # room for the labels at the ends of the axes


class EpochPlot(pg.PlotWidget):
    """The wheel and a drag zoom in, a double click shows the whole again, the mouse reads values.

    Whoever inherits draws `_picture` in `_draw_lines`, and calls `_restyle` once it can.
    """

    epochs_shown = Signal(float, float)  # somebody zoomed: from which epoch to which

    def __init__(self, *, percent: bool, right_px: int = RIGHT_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plot = self.getPlotItem()
        assert plot is not None
        self._plot = plot
        self._is_log = False
        self._given = self._picture = Picture(total=1, ticks=(0.0, 1.0))  # as given, and as drawn
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table holds the same numbers for the keyboard
        self.setMenuEnabled(False)
        self.setMouseTracking(True)
        self.hideButtons()
        self.setMinimumHeight(100)
        self.leave_room(right_px)
        self.axes = CurveAxes(self, percent)
        self.axes.epochs_shown.connect(self.epochs_shown)
        self.read_out = Cursor(self, self._value_text)

    def leave_room(self, right_px: int) -> None:
        """Right of the axes."""
        self._plot.setContentsMargins(0, TOP_PX, right_px, 0)

    def _restyle(self) -> None:
        self.setBackground(color("panel"))
        self.axes.restyle()
        self._draw()

    def _draw(self) -> None:
        self._picture = logged(self._given) if self._is_log else self._given
        self.axes.show_picture(self._picture, is_log=self._is_log)
        self._draw_lines()

    def _draw_lines(self) -> None:
        raise NotImplementedError

    def _value_text(self, value: float) -> str:
        raise NotImplementedError

    def _read(self, at: QPointF) -> Reading:
        """What the read-out tells at a place, in the units of the axes."""
        raise NotImplementedError

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        box, scene = self._plot.getViewBox(), self.mapToScene(ev.position().toPoint())
        read = self._read(box.mapSceneToView(scene))
        if box.sceneBoundingRect().contains(scene) and read.values:
            self.read_out.show_reading(read, self._given.per_epoch, ev.position())
        else:
            self.read_out.leave()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.axes.show_whole()
        super().mouseDoubleClickEvent(event)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.read_out.leave()
