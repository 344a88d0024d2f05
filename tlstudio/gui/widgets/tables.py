"""What the tables of the window have in common: models of titled rows, painted cells, padding and headers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tlstudio.gui.theme.theme import color, font

Index = QModelIndex | QPersistentModelIndex
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


def cell_of(option: QStyleOptionViewItem) -> tuple[QRect, bool]:
    """Give the place of the cell that a delegate paints, and whether its row is chosen."""
    rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] -- missing from the stubs, like the state
    state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
    return rect, bool(state & QStyle.StateFlag.State_Selected)


T = TypeVar("T")


class TitledModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind below titles; a subclass says what stands in a cell, in `data`."""

    number_columns: Collection[int] = ()  # what stands on the right of its column

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[T] = []

    def show_rows(self, rows: Iterable[T]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def titles(self) -> Sequence[str]:
        raise NotImplementedError

    def tips(self) -> Sequence[str]:
        """Explain the titles."""
        return [""] * len(self.titles())

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return RIGHT if column in self.number_columns else LEFT

    # What Qt asks of a model.

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.titles())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.titles()[section]
            case Qt.ItemDataRole.ToolTipRole:
                return self.tips()[section] or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(section)
        return None


ROW_PX, HEADER_PX = 28, 29
TITLE_PADDING_PX = 18  # and room for the arrow of sorting


def make_row_table(table: QTableView, widths: Mapping[int, int], row_px: int = ROW_PX) -> None:
    """Set up a table of whole rows that has its model: one chosen at a time, nothing edited, nothing scrolls sideways.

    `widths` are px at ordinary text size; the column left out takes the rest.
    """
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_px)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumHeight(HEADER_PX)
    for column in range(table.model().columnCount()):
        if column in widths:
            table.setColumnWidth(column, column_px(table, column, widths[column]))
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def column_px(table: QTableView, column: int, px: int) -> int:
    """How wide a column is: so many px at ordinary text size, or as its title needs."""
    title = str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")
    return max(round(px * text_scale(table)), table.fontMetrics().horizontalAdvance(title) + TITLE_PADDING_PX)


def text_scale(table: QTableView) -> float:
    """By how much larger text is than usual: columns grow with it."""
    return max(1.0, table.fontMetrics().height() / 16)


class RowDelegate(QStyledItemDelegate):
    """Pads the cells of a table of numbers as its titles are."""

    def __init__(self, pad_px: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pad_px = pad_px

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, is_chosen = cell_of(option)
        if is_chosen:
            painter.fillRect(place, color("accent_tint"))
        inner = QStyleOptionViewItem(option)
        inner.rect = place.adjusted(self._pad_px, 0, -self._pad_px, 0)  # pyright: ignore[reportAttributeAccessIssue]
        super().paint(painter, inner, index)


PAD = 6


class PlainHeader(QHeaderView):
    """Titles on the window's ground, maybe with a hairline below. Paints itself, so that no style sheet does."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None, *, has_line: bool = False) -> None:
        super().__init__(orientation, parent)
        self._has_line = has_line
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 -- Qt's name
        """As wide as the title is painted: the style would leave room for an arrow, and names beside it be cut."""
        usual = super().sectionSizeFromContents(logicalIndex)
        title = str(self.model().headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.DisplayRole))
        return QSize(self.fontMetrics().horizontalAdvance(title) + 2 * PAD + 2, usual.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), color("window"))
        painter.setPen(color("text2"))
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                self._paint_title(painter, section)
        if self._has_line:
            ground = self.viewport().rect()
            painter.fillRect(QRect(0, ground.bottom(), ground.width(), 1), color("border"))

    def _paint_title(self, painter: QPainter, section: int) -> None:
        place, size = self.sectionViewportPosition(section), self.sectionSize(section)
        is_row = self.orientation() == Qt.Orientation.Horizontal
        box = QRect(place, 0, size, self.height()) if is_row else QRect(0, place, self.width(), size)
        box.adjust(PAD, 0, -PAD, 0)
        model, display, alignment = self.model(), Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
        text = str(model.headerData(section, self.orientation(), display))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags = model.headerData(section, self.orientation(), alignment)
        painter.drawText(box, flags if isinstance(flags, Qt.AlignmentFlag) else Qt.AlignmentFlag.AlignCenter, text)
