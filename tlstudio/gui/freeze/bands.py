"""The rows of the freeze tree as they are painted: tints, the band of the cut, the ring of the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from tlstudio.gui.freeze.delegate import TICK_LEFT_PX, FreezeDelegate
from tlstudio.gui.freeze.facts import FROZEN, Cut
from tlstudio.gui.freeze.model import FreezeModel
from tlstudio.gui.freeze.paint import cut_sentence, paint_band, paint_ring
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import color
from tlstudio.gui.widgets.tables import Index

BAND_PX = 23


class BandedRows(QTreeView):
    """The band of the cut is extra height of the row after it, or of the last one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_by_keyboard = False
        self.freeze_model = FreezeModel(self)
        self.delegate = FreezeDelegate(self, self.freeze_model, self._bands_height)
        self.setModel(self.freeze_model)
        self.setItemDelegate(self.delegate)
        self.setIndentation(20)
        self.setMouseTracking(True)
        self.freeze_model.cut_moved.connect(self.scheduleDelayedItemsLayout)
        self.expanded.connect(self._on_opened_or_closed)
        self.collapsed.connect(self._on_opened_or_closed)

    def cut_above(self, index: Index) -> Cut | None:
        """The cut, if its band is at the top of this row."""
        return self.freeze_model.cut_before(index)

    def cut_below(self, index: Index) -> Cut | None:
        """The cut, if it is at the end of the backbone and this is the last row shown."""
        cut = self.freeze_model.cut
        return cut if cut and not cut.next_part and self._is_last_shown(index) else None

    def band_height(self) -> int:
        return max(BAND_PX, self.fontMetrics().height() + 7)

    def is_on_band(self, position: QPoint) -> bool:
        """Whether this place of the viewport belongs to no part."""
        index = self.indexAt(position)
        return index.isValid() and not self._row_rect(index, self.visualRect(index)).contains(
            self.visualRect(index).left() + 1, position.y()
        )

    def _on_opened_or_closed(self) -> None:
        cut = self.freeze_model.cut
        if cut and not cut.next_part:  # another row is the last one, and carries the band
            self.scheduleDelayedItemsLayout()

    def _bands_height(self, index: Index) -> int:
        return self.band_height() * (bool(self.cut_above(index)) + bool(self.cut_below(index)))

    def _is_last_shown(self, index: Index) -> bool:
        index = index.sibling(index.row(), 0)
        if self.isExpanded(index) and self._has_shown_rows(index, 0):
            return False
        while index.isValid():
            if self._has_shown_rows(index.parent(), index.row() + 1):
                return False
            index = index.parent()
        return True

    def _has_shown_rows(self, parent: QModelIndex, first: int) -> bool:
        rows = range(first, self.freeze_model.rowCount(parent))
        return any(not self.isRowHidden(row, parent) for row in rows)

    def _row_rect(self, index: Index, whole: QRect) -> QRect:
        """The row without the bands above and below it."""
        top = self.band_height() if self.cut_above(index) else 0
        bottom = self.band_height() if self.cut_below(index) else 0
        return whole.adjusted(0, top, 0, -bottom)

    def _paint_row(self, painter: QPainter, row: QRect, index: Index, *, is_current: bool) -> None:
        frozen = self.freeze_model.state(index) is FROZEN
        painter.fillRect(row, color("accent_tint" if is_current else "held_tint" if frozen else "panel"))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), color("border", 150))

    def _paint_bands(self, painter: QPainter, row: QRect, index: Index) -> None:
        height = self.band_height()
        for cut, top in ((self.cut_above(index), row.top() - height), (self.cut_below(index), row.bottom() + 1)):
            if cut:
                kept = self.tr("{shape} · nothing before it changes")
                sentence = cut_sentence(cut, kept, self.tr("nothing before it changes"))
                band = QRect(row.left(), top, row.width(), height)
                paint_band(painter, band, self.indentation() + TICK_LEFT_PX + 1, self.tr("Cut"), sentence)

    # What Qt asks of a view.

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        # Only the cut changes heights, and it says so itself: a tree would measure all rows again for every group.
        QAbstractItemView.dataChanged(self, first, last, roles)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        whole: QRect = options.rect  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        row = self._row_rect(index, whole)
        is_current = self.selectionModel().isRowSelected(index.row(), index.parent())
        self._paint_row(painter, row, index, is_current=is_current)
        inner = QStyleOptionViewItem(options)
        inner.rect = row  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        super().drawRow(painter, inner, index)
        painter.save()
        if is_current:
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), color("accent"))
        self._paint_bands(painter, row, index)
        if is_current and self.is_by_keyboard and self.hasFocus():
            paint_ring(painter, row)
        painter.restore()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if self.freeze_model.hasChildren(index):
            place = QRect(rect.right() - self.indentation() + 5, rect.center().y() - 6, 12, 12)
            paint_icon(painter, place, "chevron-down" if self.isExpanded(index) else "chevron-right", "text2")
