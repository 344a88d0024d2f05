"""Files of weights as a table: which backbone, whose folder, how large."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget

from tlstudio.engine.backbones.stored import StoredWeights
from tlstudio.gui.widgets.backbone_words import place_text
from tlstudio.gui.widgets.numbers import joined, size
from tlstudio.gui.widgets.tables import RowDelegate, make_row_table

Index = QModelIndex | QPersistentModelIndex
SIZE_COLUMN = 3
WIDTHS = {0: 230, 2: 210, SIZE_COLUMN: 84}


class StoredModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stored: Sequence[StoredWeights] = ()

    def show_stored(self, stored: Sequence[StoredWeights]) -> None:
        self.beginResetModel()
        self.stored = stored
        self.endResetModel()

    def _text(self, one: StoredWeights, column: int) -> str:
        match column:
            case 0:
                return self._name(one)
            case 1:
                return one.path.name
            case 2:
                return place_text(one.place)
        return joined(size(one.size_bytes))

    def _name(self, one: StoredWeights) -> str:
        name = one.backbone.title if one.backbone else self.tr("Not in the catalogue")
        return self.tr("{name}, unfinished download").format(name=name) if one.is_unfinished else name

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.stored)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        titles = (self.tr("Backbone"), self.tr("File"), self.tr("Where"), self.tr("Size"))
        return titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.stored[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(one, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return str(one.path)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
        return None


class StoredTable(QTableView):
    def __init__(self, model: StoredModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(5, self))
        self.setAccessibleName(self.tr("Weights on this computer"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        make_row_table(self, WIDTHS)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == SIZE_COLUMN else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
