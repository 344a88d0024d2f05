"""Bars that compare a few numbers.

A share with its interval, drawn: how sure the number beside it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui.theme.theme import TINY, color, font, theme
from tlstudio.gui.widgets.numbers import nice_step, percent_digits


class CountBar(QWidget):
    """One bar, filled up to a share of 1."""

    HEIGHT = 6

    def __init__(self, share: float = 0.0, token: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self._token = token
        self.setFixedHeight(self.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(color("track"))
        painter.drawRoundedRect(whole, 3, 3)
        painter.setBrush(color(self._token))
        painter.drawRoundedRect(QRectF(0, 0, whole.width() * self._share, whole.height()), 3, 3)


class Histogram(QWidget):
    """Columns side by side, each filled up to its share of 1."""

    HEIGHT, GAP = 32, 1

    def __init__(self, shares: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = shares
        self.setFixedHeight(self.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height = self.width() / max(1, len(self._shares)), self.height() - 1
        painter.fillRect(QRectF(0, height, self.width(), 1), color("track"))
        for number, share in enumerate(self._shares):
            tall = max(1.0, height * share) if share else 0.0
            painter.fillRect(QRectF(number * width, height - tall, width - self.GAP, tall), color("text2"))


GAP = 2  # px between pieces


@dataclass(frozen=True, slots=True)
class Piece:
    value: float
    token: str


class SplitBar(QWidget):
    """One bar divided into pieces."""

    HEIGHT = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: Sequence[Piece] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.value > 0]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pieces(QPainter(self), QRectF(self.rect()), self._pieces)


def paint_pieces(painter: QPainter, place: QRectF, pieces: Sequence[Piece]) -> None:
    """The pieces side by side, none of them empty, filling the place."""
    total = sum(piece.value for piece in pieces)
    room = place.width() - GAP * max(0, len(pieces) - 1)
    left = place.left()
    for piece in pieces:
        width = room * piece.value / total
        painter.fillRect(QRectF(left, place.top(), width, place.height()), color(piece.token))
        left += width + GAP


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
        self.setAccessibleName(text.format(low=percent_digits(low), high=percent_digits(high)))
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
