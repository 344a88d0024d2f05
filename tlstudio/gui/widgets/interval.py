"""A share with its interval, drawn: how sure the number beside it is."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui.theme.theme import TINY, color, font, theme
from tlstudio.gui.widgets.pictures import nice_step

MARGIN = 14  # so that half a label fits beyond the ends
BAND_PX = 8


class Interval(QWidget):
    """A scale with a band from low to high and a bar at the value; shares of 1, written in per cent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._low, self._high = 0.0, 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_interval(self, value: float, low: float, high: float) -> None:
        self._value, self._low, self._high = value, low, high
        text = self.tr("95 % interval {low} to {high} %")
        self.setAccessibleName(text.format(low=f"{low * 100:.1f}", high=f"{high * 100:.1f}"))
        self.setToolTip(self.tr("With as many other images like these, 95 of 100 such intervals hold the true share."))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(144, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        ends = scale_of(self._low, self._high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, left, width = 16.0, float(MARGIN), float(self.width() - 2 * MARGIN)

        def at(share: float) -> float:
            return left + width * (share * 100 - ends[0]) / (ends[2] - ends[0])

        paint_band(painter, line, at(self._low), at(self._value), at(self._high))
        painter.fillRect(QRectF(left, line, width, 1), color("outline"))
        painter.setPen(color("text2"))
        painter.setFont(font(TINY))
        for end in ends:
            painter.fillRect(QRectF(at(end / 100), line, 1, 4), color("outline"))
            painter.drawText(QRectF(at(end / 100) - 20, line + 3, 40, 17), Qt.AlignmentFlag.AlignCenter, f"{end:g}")


def paint_band(painter: QPainter, line: float, low: float, value: float, high: float) -> None:
    """The band from low to high and the bar at the value, standing on `line`; all in pixels."""
    painter.fillRect(QRectF(low, line - BAND_PX - 1, high - low, BAND_PX), color("accent", 105))
    painter.fillRect(QRectF(value - 1.5, line - BAND_PX - 4, 3, BAND_PX + 4), color("accent"))


def scale_of(low: float, high: float) -> tuple[float, float, float]:
    """Round ends that enclose the interval, and their middle, in per cent."""
    step = max(1.0, nice_step((high - low) * 100 / 2))
    first = max(0.0, math.floor(low * 100 / step) * step)
    last = min(100.0, math.ceil(high * 100 / step) * step)
    if (last - first) / step % 2:
        first = first - step if first >= step else first
        last = last if (last - first) / step % 2 == 0 else last + step
    return first, (first + last) / 2, last
