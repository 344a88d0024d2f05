"""The table of runs: sorted by a click on a title, filtered by words, edited in place."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from tlstudio.engine.runs.table import RunFacts
from tlstudio.gui.runs.model import SORT_ROLE, RunsModel
from tlstudio.gui.theme.theme import theme
from tlstudio.gui.widgets.tables import RowDelegate, make_row_table, text_scale

Index = QModelIndex | QPersistentModelIndex
STAR_PX, WIDEST_PX, NAME_PX = 30, 190, 100
LEAST_PX, PAD_PX = 64, 10  # of a setting's column; beside the words of a cell


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """What each gets of the room in pixels: all that it wants, or where that is too much, no more than the others."""
    widths = list(wanted)
    for count, number in enumerate(sorted(range(len(wanted)), key=lambda number: wanted[number])):
        widths[number] = max(0, min(wanted[number], room // (len(wanted) - count)))
        room -= widths[number]
    return widths


class RunFilter(QSortFilterProxyModel):
    """Rows that have all the words somewhere; only those with a star, if asked."""

    def __init__(self, model: RunsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self._only_starred = False
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)

    def look_for(self, text: str, *, only_starred: bool) -> None:
        self.beginFilterChange()
        self._words, self._only_starred = text.casefold().split(), only_starred
        self.endFilterChange()

    def filterAcceptsRow(self, number: int, parent: Index) -> bool:
        row = self._model.rows[number]
        told = " ".join(self._model.text(row, column.key) for column in self._model.columns).casefold()
        return all(word in told for word in self._words) and (row.notes.is_starred or not self._only_starred)


class RunsTable(QTableView):
    """S or a click stars; F2 or a double click edits name and note; several rows can be chosen."""

    def __init__(self, model: RunsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = model
        self.filter = RunFilter(model, self)
        self.setModel(self.filter)
        self.setItemDelegate(RowDelegate(5, self))
        self.setAccessibleName(self.tr("Runs of the project"))
        make_row_table(self, dict.fromkeys(range(model.columnCount()), STAR_PX))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self.fit_columns)
        theme().changed.connect(self.viewport().update)

    @property
    def chosen(self) -> list[RunFacts]:
        """The rows that are chosen, from the top."""
        indexes = self.selectionModel().selectedRows()
        return [self.runs.rows[self.filter.mapToSource(one).row()] for one in sorted(indexes, key=lambda i: i.row())]

    def choose(self, folders: list[str]) -> None:
        """Choose the rows of these runs."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.clearSelection()
        for number, row in enumerate(self.runs.rows):
            if str(row.run.folder) in folders:
                index = self.filter.mapFromSource(self.runs.index(number, 1))
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.selectionModel().select(index, flags)

    def fit_columns(self) -> None:
        """As wide as what they say, within bounds; the note takes the rest. Settings give way where there is none."""
        header, last = self.horizontalHeader(), self.runs.columnCount() - 1
        for column in range(last + 1):
            is_last = column == last
            mode = QHeaderView.ResizeMode.Stretch if is_last else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
        wanted = [self._wanted(column) for column in range(last + 1)]
        settings = [number for number, one in enumerate(self.runs.columns) if "." in one.key]
        room = self.viewport().width() - sum(wanted) + sum(wanted[number] for number in settings)
        for column, width in zip(settings, shared([wanted[number] for number in settings], room), strict=True):
            wanted[column] = max(width, round(LEAST_PX * text_scale(self)))
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, width)

    def _wanted(self, column: int) -> int:
        """Pixels in which a column shows all it says, within bounds."""
        header, scale = self.horizontalHeader(), text_scale(self)
        key = self.runs.columns[column].key
        least, most = {"star": (STAR_PX, STAR_PX), "name": (NAME_PX, WIDEST_PX)}.get(key, (0, WIDEST_PX))
        width = max(self.sizeHintForColumn(column) + PAD_PX, header.sectionSizeHint(column))
        return round(min(max(width, least * scale), most * scale))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.runs.toggle_star(self.filter.mapToSource(index).row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_S and not event.modifiers():
            self.runs.toggle_star(self.filter.mapToSource(index).row())
        else:
            super().keyPressEvent(event)
