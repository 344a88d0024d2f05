"""One line of text in a painted cell."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from tlstudio.gui.theme.theme import color, font

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    token: str = "text",
    scale: float = 1.0,
    *,
    align: Qt.AlignmentFlag = LEFT,
    weight: int = 400,
) -> int:
    """Draw the text, cut short with dots if it must be. Returns its right end."""
    painter.setFont(font(scale, weight))
    painter.setPen(color(token))
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(text)
    if width > rect.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        width = metrics.horizontalAdvance(text)
    painter.drawText(rect, align, text)
    return rect.left() + width
