"""The catalogue of backbones as a table that is searched, filtered and sorted at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tlstudio.engine.backbones.catalogue import RECOMMENDED, BackboneInfo, WeightsState, weights_state
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.theme import TINY, color, theme
from tlstudio.gui.widgets.quantities import MEGABYTE, joined, short_count, size
from tlstudio.gui.widgets.text import paint_text

Index = QModelIndex | QPersistentModelIndex
UNKNOWN = "–"
PADDING_PX = 10
ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
NEARNESS: dict[WeightsState, int] = {"bundled": 0, "here": 1, "download": 2, "none": 3}


@dataclass(frozen=True)
class Row:
    info: BackboneInfo
    words: str  # what a search looks through

    @cached_property
    def weights(self) -> WeightsState:
        """Found when it is first shown: a thousand backbones take a tenth of a second to look for."""
        return weights_state(self.info)


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    key: Callable[[Row], Any]  # what it sorts by; None comes last
    is_number: bool = False


class BackboneModel(QAbstractTableModel):
    """The backbones that pass the filter, in the order of the sorted column."""

    def __init__(self, infos: Iterable[BackboneInfo], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = [_row(info) for info in infos]
        self._shown = self._all
        self._order = (0, Qt.SortOrder.AscendingOrder)
        self._columns = (
            _Column(self.tr("Backbone"), lambda row: (row.info.name != RECOMMENDED, row.info.title.lower())),
            _Column(self.tr("Family"), lambda row: row.info.family.lower()),
            _Column(self.tr("Parameters"), lambda row: row.info.parameters, is_number=True),
            _Column(self.tr("GFLOPs"), lambda row: row.info.gflops, is_number=True),
            _Column(self.tr("Image"), lambda row: row.info.input_px, is_number=True),
            _Column(self.tr("ImageNet"), lambda row: row.info.accuracy, is_number=True),
            _Column(self.tr("Licence"), lambda row: row.info.licence.lower()),
            _Column(self.tr("Weights"), lambda row: (NEARNESS[row.weights], row.info.size_mb)),
        )
        self.filter("", "", only_here=False)

    @property
    def total(self) -> int:
        return len(self._all)

    def families(self) -> list[str]:
        return sorted({row.info.family for row in self._all}, key=str.lower)

    def filter(self, text: str, family: str, *, only_here: bool) -> None:
        """Show those with all words of `text`, of one family if one is named, and with weights on this computer."""
        words = text.lower().split()
        self.beginResetModel()
        self._shown = [
            row
            for row in self._all
            if (not family or row.info.family == family)
            and (not only_here or row.weights in ("bundled", "here"))
            and all(word in row.words for word in words)
        ]
        self._sort()
        self.endResetModel()

    def row(self, number: int) -> Row:
        return self._shown[number]

    def number_of(self, name: str) -> int:
        """The row of the backbone with this name, or -1."""
        return next((number for number, row in enumerate(self._shown) if row.info.name == name), -1)

    def _sort(self) -> None:
        column, order = self._order
        key = self._columns[column].key
        known = [row for row in self._shown if key(row) is not None]
        unknown = [row for row in self._shown if key(row) is None]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self._shown = known + unknown

    def _text(self, row: Row, column: int) -> str:
        info = row.info
        match column:
            case 0:
                return info.title
            case 1:
                return info.family
            case 2:
                return joined(short_count(info.parameters))
            case 3:
                return _decimals(info.gflops, 2)
            case 4:
                return f"{info.input_px} px"
            case 5:
                return UNKNOWN if info.accuracy is None else f"{_decimals(info.accuracy, 1)} %"
            case 6:
                return info.licence
        return self._weights_text(row)

    def _weights_text(self, row: Row) -> str:
        return {
            "bundled": self.tr("Bundled"),
            "here": self.tr("On this computer"),
            "download": self.tr("Download, {size}").format(size=size_text(row.info)),
            "none": self.tr("None"),
        }[row.weights]

    # What Qt asks of a model.

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole and section == 5:
            return self.tr("Top-1 accuracy on ImageNet-1k as published, where it is")
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case Qt.ItemDataRole.ToolTipRole:
                return row.info.name if column == 0 else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._columns[column].title}: {self._text(row, column)}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._order = (column, order)
        self._sort()
        self.endResetModel()

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._columns[column].is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class _Delegate(QStyledItemDelegate):
    """Text with air around it; beside the title a star for the recommended one, and the technical name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, color("accent_tint" if is_chosen else "panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("border", 150))
        place = rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        if index.column() == 0:
            self._paint_name(painter, place, index)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color("accent", 255 * is_chosen))
        else:
            is_best = index.column() == 2
            paint_text(painter, place, index.data(), "text" if is_best else "text2", align=index.data(ALIGNMENT))
        painter.restore()

    def _paint_name(self, painter: QPainter, place: QRect, index: Index) -> None:
        place.setLeft(paint_text(painter, place, index.data(), "text", weight=500) + 8)
        name = index.data(Qt.ItemDataRole.ToolTipRole)
        if name == RECOMMENDED:
            paint_icon(painter, QRect(place.left(), place.center().y() - 7, 14, 14), "star", "accent")
            place.setLeft(place.left() + 22)
        if place.width() > 60:
            paint_text(painter, place, name, "text2", TINY)


class BackboneTable(QTableView):
    """The table, one row at a time chosen. The verdict on a choice is the dialog's."""

    def __init__(self, model: BackboneModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Backbones"))
        self.setItemDelegate(_Delegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self._set_up_columns(self.horizontalHeader(), model)
        theme().changed.connect(self.viewport().update)

    def _set_up_columns(self, header: QHeaderView, model: BackboneModel) -> None:
        header.setHighlightSections(False)
        header.setMinimumHeight(29)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        scale = max(1.0, self.fontMetrics().height() / 16)
        for column, width in zip(range(1, model.columnCount()), (118, 96, 76, 72, 82, 112, 150), strict=True):
            self.setColumnWidth(column, round(width * scale))


def size_text(info: BackboneInfo) -> str:
    """The size of the weights file: "98 MB"."""
    return joined(size(round(info.size_mb * MEGABYTE)))


def _row(info: BackboneInfo) -> Row:
    words = f"{info.title} {info.name} {info.family} {info.licence} {info.trained_on}".lower()
    return Row(info, words)


def _decimals(number: float | None, decimals: int) -> str:
    return UNKNOWN if number is None else QLocale().toString(float(number), "f", decimals)
