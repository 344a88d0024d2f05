"""The split class by class: a bar divided into its parts, and the images of each part."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from tlstudio.engine.data.split.report import SplitRow
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import color, theme
from tlstudio.gui.widgets.bars import Piece, paint_pieces
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.tables import LEFT, RIGHT, Index, TitledModel, cell_of, make_row_table, paint_text

PART_TOKENS = ("learn", "held", "outline")  # of train, val and test
NAME, BAR, FIRST_PART = 0, 1, 2
WIDTHS = {NAME: 176, 2: 84, 3: 100, 4: 84}
PAD_PX, BAR_PX, ICON_PX = 8, 10, 14


class SplitModel(TitledModel[SplitRow]):
    """A row for all images, then one for each class, label or range."""

    number_columns = range(FIRST_PART, FIRST_PART + 3)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.has_test = True
        self._noun = self.tr("Class")

    def titles(self) -> Sequence[str]:
        return self._noun, self.tr("Parts"), self.tr("Train"), self.tr("Validation"), self.tr("Test")

    def show_split(self, noun: str, total: SplitRow, rows: Sequence[SplitRow]) -> None:
        self._noun, self.has_test = noun, total.test > 0
        self.show_rows([total, *rows])

    def counts(self, row: int) -> tuple[int, int, int]:
        shown = self.rows[row]
        return shown.train, shown.val, shown.test

    def lacks(self, row: int, part: int) -> bool:
        """Whether the row has no image where others have."""
        return self.counts(row)[part] == 0 and (part < 2 or self.has_test)

    def title(self, row: int) -> str:
        return self.rows[row].name if row else self.tr("All images")

    def text(self, row: int, column: int) -> str:
        if column == NAME:
            return self.title(row)
        counts = self.counts(row)
        if column == BAR:
            words = self.tr("{0}: {1} train, {2} validation, {3} test")
            return words.format(self.title(row), *map(count, counts))
        return count(counts[column - FIRST_PART])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() <= BAR:
                return self.text(index.row(), BAR)
            case _:
                return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: SplitModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, _ = cell_of(option)
        painter.save()
        painter.fillRect(rect, color("panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("border", 150))
        place, row, column = rect.adjusted(PAD_PX, 0, -PAD_PX, 0), index.row(), index.column()
        if column == BAR:
            self._paint_bar(painter, place, row)
        elif column >= FIRST_PART and self._model.lacks(row, column - FIRST_PART):
            self._paint_lack(painter, place, index.data())
        else:
            weight = 600 if row == 0 else 500 if column == NAME else 400
            paint_text(painter, place, index.data(), align=LEFT if column == NAME else RIGHT, weight=weight)
        painter.restore()

    def _paint_bar(self, painter: QPainter, place: QRect, row: int) -> None:
        pieces = [Piece(n, token) for n, token in zip(self._model.counts(row), PART_TOKENS, strict=True) if n]
        top = place.center().y() - BAR_PX / 2 + 1
        paint_pieces(painter, QRectF(place.left(), top, place.width(), BAR_PX), pieces)

    def _paint_lack(self, painter: QPainter, place: QRect, text: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(text)
        left, top = place.right() - width - ICON_PX - 5, place.center().y() - ICON_PX // 2 + 1
        paint_icon(painter, QRect(left, top, ICON_PX, ICON_PX), "warning", "warning")
        paint_text(painter, place, text, "warning", align=RIGHT, weight=600)


class SplitTable(QTableView):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.split = SplitModel(self)
        self.setModel(self.split)
        self.setItemDelegate(_Delegate(self.split, self))
        self.setAccessibleName(self.tr("Images of each part"))
        make_row_table(self, WIDTHS)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.horizontalHeader().setSectionsClickable(False)
        theme().changed.connect(self.viewport().update)
