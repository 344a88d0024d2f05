"""The catalogue of backbones as a table that is searched, filtered and sorted at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tlstudio.engine.backbones.catalogue import WeightsState
from tlstudio.engine.backbones.recommend import Reason
from tlstudio.engine.backbones.search import Candidate, Filter, matching
from tlstudio.gui.backbones.words import UNKNOWN, decimal_text, licence_text, weights_cell, weights_text
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import TINY, color, theme
from tlstudio.gui.widgets.numbers import joined, short_count
from tlstudio.gui.widgets.tables import Index, cell_of, column_px, make_row_table, paint_text, text_scale

PADDING_PX = 8
NAME, FAMILY, PARAMETERS, GFLOPS, IMAGE, IMAGENET, LICENCE, WEIGHTS = range(8)
WIDTHS = {FAMILY: 96, PARAMETERS: 94, GFLOPS: 78, IMAGE: 66, IMAGENET: 82, LICENCE: 106, WEIGHTS: 88}
LEAST_NAME_PX = 180  # below, the columns that can best be missed give way, in this order:
GIVE_WAY = (FAMILY, LICENCE, IMAGE, GFLOPS)
ALIGNMENT, STAR = Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.UserRole
NEARNESS: dict[WeightsState, int] = {"bundled": 0, "here": 1, "download": 2, "none": 3}


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    key: Callable[[Candidate], Any]  # what it sorts by; None comes last
    is_number: bool = False


class BackboneModel(QAbstractTableModel):
    """The backbones that pass the filter, in the order of the sorted column."""

    def __init__(
        self, candidates: Iterable[Candidate], recommended: Mapping[str, Reason], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.recommended = recommended
        ranks = {name: rank for rank, name in enumerate(recommended)}
        self._columns = (
            _Column(
                self.tr("Backbone"),
                lambda candidate: (ranks.get(candidate.info.name, len(ranks)), candidate.info.title.lower()),
            ),
            _Column(self.tr("Family"), lambda candidate: candidate.info.family.lower()),
            _Column(self.tr("Parameters"), lambda candidate: candidate.info.parameters, is_number=True),
            _Column(self.tr("GFLOPs"), lambda candidate: candidate.info.gflops, is_number=True),
            _Column(self.tr("Image"), lambda candidate: candidate.info.input_px, is_number=True),
            _Column(self.tr("ImageNet"), lambda candidate: candidate.info.accuracy, is_number=True),
            _Column(self.tr("Licence"), lambda candidate: candidate.info.licence.lower()),
            _Column(self.tr("Weights"), lambda candidate: (NEARNESS[candidate.weights], candidate.info.size_mb)),
        )
        self._all = self._sorted(list(candidates), NAME, Qt.SortOrder.AscendingOrder)
        self._wanted = Filter()
        self.shown = self._all

    @property
    def total(self) -> int:
        return len(self._all)

    def filter(self, wanted: Filter) -> None:
        """Show those that pass; the order stays, so that nothing is sorted while somebody types."""
        self.beginResetModel()
        self._wanted = wanted
        self.shown = matching(self._all, wanted)
        self.endResetModel()

    def look_again(self) -> None:
        """Find out anew where the weights are."""
        self._all = [Candidate(candidate.info) for candidate in self._all]
        self.filter(self._wanted)

    def number_of(self, name: str) -> int:
        """The row of the backbone with this name, or -1."""
        return next((number for number, candidate in enumerate(self.shown) if candidate.info.name == name), -1)

    def _sorted(self, candidates: list[Candidate], column: int, order: Qt.SortOrder) -> list[Candidate]:
        keyed = [(self._columns[column].key(candidate), candidate) for candidate in candidates]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=order == Qt.SortOrder.DescendingOrder)
        return [candidate for _, candidate in known] + [candidate for key, candidate in keyed if key is None]

    def _text(self, candidate: Candidate, column: int) -> str:
        info = candidate.info
        match column:
            case 0:
                return info.title
            case 1:
                return info.family
            case 2:
                return joined(short_count(info.parameters))
            case 3:
                return decimal_text(info.gflops, 2)
            case 4:
                return f"{info.input_px} px"
            case 5:
                return UNKNOWN if info.accuracy is None else f"{decimal_text(info.accuracy, 1)} %"
            case 6:
                return info.licence
        return weights_cell(info, candidate.weights)

    def _hint(self, candidate: Candidate, column: int) -> str | None:
        if column == LICENCE:
            return licence_text(candidate.info.licence)
        if column == WEIGHTS:
            return weights_text(candidate.info, candidate.weights)
        return candidate.info.name if column == NAME else None

    # What Qt asks of a model.

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole and section == IMAGENET:
            return self.tr("Top-1 accuracy on ImageNet-1k as published, where it is")
        return self._alignment(section) if role == ALIGNMENT else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        candidate, column = self.shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(candidate, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._hint(candidate, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                words = (
                    weights_text(candidate.info, candidate.weights)
                    if column == WEIGHTS
                    else self._text(candidate, column)
                )
                return f"{self._columns[column].title}: {words}"
            case Qt.ItemDataRole.UserRole:
                return candidate.info.name in self.recommended
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._all = self._sorted(self._all, column, order)
        self.filter(self._wanted)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._columns[column].is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class _Delegate(QStyledItemDelegate):
    """Text with air around it; beside the title a star for a recommended one, and the technical name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, is_chosen = cell_of(option)
        painter.save()
        painter.fillRect(rect, color("accent_tint" if is_chosen else "panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("border", 150))
        place = rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        if index.column() == NAME:
            self._paint_name(painter, place, index)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color("accent", 255 * is_chosen))
        else:
            is_key = index.column() == PARAMETERS
            paint_text(painter, place, index.data(), "text" if is_key else "text2", align=index.data(ALIGNMENT))
        painter.restore()

    def _paint_name(self, painter: QPainter, place: QRect, index: Index) -> None:
        if index.data(STAR):
            paint_icon(painter, QRect(place.left(), place.center().y() - 7, 14, 14), "star", "accent")
            place.setLeft(place.left() + 20)
        place.setLeft(paint_text(painter, place, index.data(), "text", weight=500) + 8)
        if place.width() > 60:
            paint_text(painter, place, index.data(Qt.ItemDataRole.ToolTipRole), "text2", TINY)


class BackboneTable(QTableView):
    """The table, one row at a time chosen. The verdict on a choice is the dialog's."""

    def __init__(self, model: BackboneModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("Backbones"))
        self.setItemDelegate(_Delegate(self))
        make_row_table(self, WIDTHS)
        self.horizontalHeader().setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)  # after the indicator, for it sorts by what that says
        theme().changed.connect(self.viewport().update)

    # What Qt asks of a widget.

    def resizeEvent(self, event: QResizeEvent) -> None:
        widths = {column: column_px(self, column, px) for column, px in WIDTHS.items()}
        room = event.size().width() - LEAST_NAME_PX * text_scale(self) - sum(widths.values())
        for column in GIVE_WAY:
            self.setColumnHidden(column, room < 0)
            room += widths[column] if room < 0 else 0
        super().resizeEvent(event)
