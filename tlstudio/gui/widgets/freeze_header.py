"""The head of the freeze tree."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView

from tlstudio.gui.icons import paint_icon
from tlstudio.gui.theme import color, font
from tlstudio.gui.widgets.freeze_delegate import PADDING_PX, TICK_LEFT_PX, TRACK_PX
from tlstudio.gui.widgets.freeze_model import NUMBERS, Column

WIDEST_NUMBER = "< 0.1 %"


class FreezeHeader(QHeaderView):
    """Says in blue that a tick means frozen."""

    def fit_moved(self, *, with_bar: bool) -> None:
        """Make the column of how far parts moved as wide as its name, or its bar and a number."""
        metrics = QFontMetrics(font())
        name_px = metrics.horizontalAdvance(self._name(Column.MOVED))
        number_px = metrics.horizontalAdvance(WIDEST_NUMBER) + (TRACK_PX + PADDING_PX if with_bar else 0)
        self.resizeSection(Column.MOVED, max(name_px, number_px) + 2 * PADDING_PX)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.fillRect(rect, color("sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("border"))
        painter.setFont(font())
        text = self._name(logical_index)
        if logical_index == Column.PART:
            self._paint_first(painter, rect, text)
        else:
            right = logical_index in NUMBERS
            align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            painter.setPen(color("text2"))
            painter.drawText(rect.adjusted(0, 0, -12 if right else 0, 0), align | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _name(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal))

    def _paint_first(self, painter: QPainter, rect: QRect, text: str) -> None:
        frozen, _, part = text.partition(" | ")
        left = rect.left() + 20 + TICK_LEFT_PX
        paint_icon(painter, QRect(left, rect.center().y() - 7, 16, 16), "tick", "held")
        painter.setFont(font(1.0, 600))
        painter.setPen(color("held"))
        painter.drawText(rect.adjusted(left + 20 - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, frozen)
        left += 20 + painter.fontMetrics().horizontalAdvance(frozen) + 10
        painter.fillRect(QRect(left, rect.center().y() - 7, 1, 15), color("border"))
        painter.setFont(font())
        painter.setPen(color("text2"))
        painter.drawText(rect.adjusted(left + 11 - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, part)
