"""Precision, recall and F1 of every class, sorted as the reader likes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from tlstudio.engine.tasks.report import Report
from tlstudio.gui.theme.theme import font, set_role
from tlstudio.gui.widgets.tables import PlainHeader, RowDelegate

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
F1_COLUMN = 3
COMPACT_PX = 90  # of a column of numbers, so that names have the most room


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Shares of 1, and the number of images."""

    name: str
    precision: float
    recall: float
    f1: float
    n: int


class ClassModel(QAbstractTableModel):
    """A row for each class; the lowest recall is bold, for that is where images are missed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ClassRow] = []
        self.noun = self.tr("Class")

    def show_rows(self, rows: Sequence[ClassRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def titles(self) -> list[tuple[str, str]]:
        """Title and explanation of each column."""
        return [
            (self.noun, ""),
            (self.tr("Precision %"), self.tr("Of the images the model gives this class, how many have this label")),
            (self.tr("Recall %"), self.tr("Of the images with this label, how many the model finds")),
            (self.tr("F1 %"), self.tr("The harmonic mean of precision and recall")),
            (self.tr("Images"), self.tr("Images with this label")),
        ]

    def value(self, row: int, column: int) -> str | float | int:
        one = self.rows[row]
        return (one.name, one.precision, one.recall, one.f1, one.n)[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.titles()[section][0]
            case Qt.ItemDataRole.ToolTipRole:
                return self.titles()[section][1]
            case Qt.ItemDataRole.TextAlignmentRole if section:
                return RIGHT
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        value = self.value(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(value)
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0:
                return value  # which a narrow column cuts short
            case Qt.ItemDataRole.UserRole:
                return value
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return RIGHT
            case Qt.ItemDataRole.FontRole if index.column() == 2 and value == min(row.recall for row in self.rows) < 1:
                return font(1.0, 600)
            case _:
                return None


class ClassTable(QTableView):
    """A click on a title sorts; `class_chosen` names the row that was clicked or entered."""

    class_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes = ClassModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.classes)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self.setModel(self._sorted)
        self.setAccessibleName(self.tr("Scores by class"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(RowDelegate(5, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().setMinimumHeight(29)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._tell)
        self.clicked.connect(self._tell)

    def set_compact(self) -> None:
        """For a narrow place: no frame, no F1, no sorting."""
        set_role(self, "bare")
        self.setItemDelegate(RowDelegate(3, self))
        self.setSortingEnabled(False)
        self.setHorizontalHeader(PlainHeader(Qt.Orientation.Horizontal, self, has_line=True, most_px=COMPACT_PX))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setFixedHeight(29)
        self.hideColumn(F1_COLUMN)

    def show_report(self, report: Report) -> None:
        """Show the scores of the classes, or labels, of a report."""
        self.classes.show_rows(
            [
                ClassRow(name, one["precision"], one["recall"], one["f1"], int(one["n"]))
                for name, one in report.by_output.items()
            ]
        )

    def full_height(self) -> int:
        return self.horizontalHeader().height() + 28 * len(self.classes.rows) + 4

    def _tell(self, index: Index) -> None:
        row = self._sorted.mapToSource(index).row() if isinstance(index, QModelIndex) else index.row()
        self.class_chosen.emit(self.classes.rows[row].name)


def _text(value: str | float | int) -> str:
    if isinstance(value, float):
        return QLocale().toString(value * 100, "f", 1)
    return value if isinstance(value, str) else QLocale().toString(value)
