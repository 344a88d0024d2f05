"""A flag on a plot. Import this module only when a plot is about to be shown."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tlstudio.gui.theme.theme import TINY, color, font


class Flag(pg.GraphicsObject):
    """A word on a small flag, at the top of a vertical line."""

    def __init__(self, text: str, token: str, row: int = 0) -> None:
        """`token` is a colour with a tint; `row` is how many flags there is room for above this one."""
        super().__init__()
        self._text = text
        self._token = token
        self._top = 20 * row
        self._is_left = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)

    def place(self, x: float, y: float, is_left: bool) -> None:
        """Stand at (x, y) in the units of the axes; `is_left` turns the flag away from the right edge."""
        self.setPos(x, y)
        if is_left != self._is_left:
            self._is_left = is_left
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-160, self._top, 320, 20)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, self._top)
        painter.setFont(font(TINY, 600))
        width = painter.fontMetrics().horizontalAdvance(self._text) + 24
        sign = -1 if self._is_left else 1
        corners = [(0, 1), (width, 1), (width - 5, 9.5), (width, 18), (0, 18)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{self._token}_tint"))
        painter.drawPolygon(QPolygonF([QPointF(sign * x, y) for x, y in corners]))
        painter.setPen(color(self._token))
        left = 8.0 if sign > 0 else 8.0 - width
        painter.drawText(QRectF(left, 1, width, 17), Qt.AlignmentFlag.AlignVCenter, self._text)
