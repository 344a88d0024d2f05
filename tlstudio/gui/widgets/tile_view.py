"""A view of equal squares in rows. Places are reckoned, not laid out, so a million items are shown at once."""

from math import ceil

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

from tlstudio.gui.widgets.tables import Index

Move = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint
LINES_A_NOTCH = 3  # steps of the scroll bar in one line


class TileView(QAbstractItemView):
    """The rows of a list model from left to right, then downwards, each in a cell of the same size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cell = QSize(100, 100)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_cell(self, size: QSize) -> None:
        """Another size of all cells; what stood at the top stays in view."""
        if size == self.cell:
            return
        top = self._row_at(QPoint(0, 0))
        self.cell = size
        self.updateGeometries()
        self.verticalScrollBar().setValue(top // self.columns * size.height())
        self.viewport().update()

    @property
    def columns(self) -> int:
        return max(1, self.viewport().width() // self.cell.width())

    @property
    def _count(self) -> int:
        return self.model().rowCount() if self.model() else 0

    def _index_of(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)

    def _place_of(self, row: int) -> QRect:
        line, column = divmod(row, self.columns)
        corner = QPoint(column * self.cell.width(), line * self.cell.height() - self.verticalOffset())
        return QRect(corner, self.cell)

    def _row_at(self, point: QPoint) -> int:
        """The row whose cell is nearest, whether there is one or not."""
        column = min(max(0, point.x() // self.cell.width()), self.columns - 1)
        return (point.y() + self.verticalOffset()) // self.cell.height() * self.columns + column

    def _rows_in(self, area: QRect) -> range:
        """Rows of the lines that the area touches."""
        first, end = self._row_at(QPoint(0, area.top())), self._row_at(QPoint(0, area.bottom())) + self.columns
        return range(max(0, first), min(self._count, end))

    def _chosen(self, rect: QRect) -> QItemSelection:
        """What a drag of the mouse spans, or else all items from one corner to the other, as they are read."""
        chosen = QItemSelection()
        if self.state() == QAbstractItemView.State.DragSelectingState:
            area = rect.normalized()
            for row in self._rows_in(area):
                if area.intersects(self._place_of(row)):
                    chosen.select(self._index_of(row), self._index_of(row))
        elif self._count:
            ends = (self._row_at(rect.topLeft()), self._row_at(rect.bottomRight()))
            first, last = (min(max(0, row), self._count - 1) for row in sorted(ends))
            chosen.select(self._index_of(first), self._index_of(last))
        return chosen

    def visualRect(self, index: Index) -> QRect:
        return self._place_of(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        is_on_it = 0 <= row < self._count and self._place_of(row).contains(point)
        return self._index_of(row) if is_on_it else QModelIndex()

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        bar, place, height = self.verticalScrollBar(), self.visualRect(index), self.viewport().height()
        if hint == Hint.PositionAtCenter:
            bar.setValue(bar.value() + place.center().y() - height // 2)
        elif hint == Hint.PositionAtTop or place.top() < 0:
            bar.setValue(bar.value() + place.top())
        elif hint == Hint.PositionAtBottom or place.bottom() >= height:
            bar.setValue(bar.value() + place.bottom() + 1 - height)

    def moveCursor(self, cursorAction: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N803 -- Qt's name
        page = self.columns * max(1, self.viewport().height() // self.cell.height())
        steps = {
            Move.MoveLeft: -1,
            Move.MovePrevious: -1,
            Move.MoveRight: 1,
            Move.MoveNext: 1,
            Move.MoveUp: -self.columns,
            Move.MoveDown: self.columns,
            Move.MovePageUp: -page,
            Move.MovePageDown: page,
            Move.MoveHome: -self._count,
            Move.MoveEnd: self._count,
        }
        if not self._count:
            return QModelIndex()
        current = self.currentIndex()
        row = current.row() + steps[cursorAction] if current.isValid() else 0
        is_beside = cursorAction in (Move.MoveUp, Move.MoveDown) and not 0 <= row < self._count
        return current if is_beside else self._index_of(min(max(0, row), self._count - 1))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def keyboardSearch(self, search: str) -> None:
        """Typing does not look through all items, which may be very many."""

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self._chosen(rect), command)

    def selectAll(self) -> None:
        chosen = QItemSelection(self._index_of(0), self._index_of(self._count - 1)) if self._count else QItemSelection()
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(max(1, self.cell.height() // LINES_A_NOTCH))
        bar.setPageStep(height)
        bar.setRange(0, max(0, ceil(self._count / self.columns) * self.cell.height() - height))
        super().updateGeometries()

    def reset(self) -> None:
        super().reset()
        self.updateGeometries()
        self.verticalScrollBar().setValue(0)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        usual: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue] # missing from the stubs
        for row in self._rows_in(event.rect()):
            index = self._index_of(row)
            is_selected = self.selectionModel().isSelected(index)
            state = usual | QStyle.StateFlag.State_Selected if is_selected else usual
            option.rect = self._place_of(row)  # pyright: ignore[reportAttributeAccessIssue]
            option.state = state  # pyright: ignore[reportAttributeAccessIssue]
            self.itemDelegate().paint(painter, option, index)
        painter.end()
