"""The confusion matrix: rows are the labels, columns what the model said; every count is written.

How the answers of two runs differ: their confusion matrices subtracted.
"""

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tlstudio.gui.theme.theme import TITLE, color, font, theme
from tlstudio.gui.widgets.tables import PlainHeader

Index = QModelIndex | QPersistentModelIndex
SMALLEST_PX, LARGEST_PX = 30, 84  # side of a cell
STRONGEST = 0.38  # share of the hue in the darkest cell, so that its count stays readable


class ConfusionModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self.counts = np.zeros((0, 0), dtype=int)

    def show_counts(self, names: tuple[str, ...], counts: np.ndarray) -> None:
        self.beginResetModel()
        self.names, self.counts = names, counts
        self.endResetModel()

    def strength(self, row: int, column: int) -> float:
        """How full the shade of a cell is: of its row on the diagonal, of the largest mistake beside it."""
        count = int(self.counts[row, column])
        if row == column:
            return count / max(1, int(self.counts[row].sum()))
        mistakes = self.counts - np.diag(np.diag(self.counts))
        return float(np.sqrt(count / max(1, int(mistakes.max()))))

    def sentence(self, row: int, column: int) -> str:
        count = QLocale().toString(int(self.counts[row, column]))
        text = (
            self.tr("Labelled {label} and recognised: {count}")
            if row == column
            else self.tr("Labelled {label}, model said {said}: {count}")
        )
        return text.format(label=self.names[row], said=self.names[column], count=count)

    def hue(self, row: int, column: int) -> str:
        """The token that a cell's shade is made of."""
        return "accent" if row == column else "error"

    def text(self, row: int, column: int) -> str:
        """What is written in a cell."""
        return QLocale().toString(int(self.counts[row, column]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.names[section]
            case Qt.ItemDataRole.TextAlignmentRole if orientation == Qt.Orientation.Vertical:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.sentence(index.row(), index.column())
            case _:
                return None


class ConfusionDelegate(QStyledItemDelegate):
    def __init__(self, model: ConfusionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        is_chosen = isinstance(view, QTableView) and view.currentIndex() == index
        rect = QRectF(option.rect).adjusted(2, 2, -2, -2)  # pyright: ignore[reportAttributeAccessIssue] Qt's stubs lack it
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground(index))
        painter.drawRoundedRect(rect, 3, 3)
        count = int(self._model.counts[index.row(), index.column()])
        painter.setFont(font(TITLE if rect.width() > 48 else 0.92, 600 if count else 400))
        painter.setPen(color("text" if count else "text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if is_chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 4, 4)
        painter.restore()

    def _ground(self, index: Index) -> QColor:
        row, column = index.row(), index.column()
        if not self._model.counts[row, column]:
            return color("sunken")
        strength = 0.08 + (STRONGEST - 0.08) * self._model.strength(row, column)
        return mixed(color("panel"), color(self._model.hue(row, column)), strength)


class ConfusionMatrix(QTableView):
    """Arrows move from cell to cell; `cell_chosen` follows the current one, by mouse or keyboard."""

    cell_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None, cells: ConfusionModel | None = None) -> None:
        super().__init__(parent)
        self.cells = cells or ConfusionModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(ConfusionDelegate(self.cells, self))
        self.setProperty("role", ["bare", "confusion"])
        self.setAccessibleName(self.tr("Confusion matrix: rows are the labels, columns what the model said"))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalHeader(PlainHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(PlainHeader(Qt.Orientation.Vertical, self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(SMALLEST_PX)
        corner = self.findChild(QAbstractButton)
        if corner:
            corner.installEventFilter(self)
        theme().changed.connect(self.viewport().update)

    def show_counts(self, names: tuple[str, ...], counts: np.ndarray) -> None:
        self.cells.show_counts(names, counts)
        self._fit()

    def choose(self, row: int, column: int) -> None:
        """Make a cell the current one, as a click would."""
        index = self.cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def worst(self) -> tuple[int, int] | None:
        """The cell with most mistakes, or None if there is none."""
        counts = self.cells.counts - np.diag(np.diag(self.cells.counts))
        if not counts.any():
            return None
        row, column = np.unravel_index(int(counts.argmax()), counts.shape)
        return int(row), int(column)

    def _fit(self) -> None:
        count = len(self.cells.names)
        if not count:
            return
        names_px = min(max(self._name_px(), 40), self.width() // 3)
        self.verticalHeader().setFixedWidth(names_px)
        side = max(SMALLEST_PX, min(LARGEST_PX, (self.width() - names_px - 4) // count))
        self.horizontalHeader().setDefaultSectionSize(side)
        tallest, titles = max(SMALLEST_PX, round(side * 0.92)), self.horizontalHeader().sizeHint().height() + 4
        self.setMaximumHeight(count * tallest + titles)
        self.verticalHeader().setDefaultSectionSize(max(SMALLEST_PX, min(tallest, (self.height() - titles) // count)))

    def _name_px(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(name) for name in self.cells.names) + 22

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.cell_chosen.emit(current.row(), current.column())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractButton) and event.type() == QEvent.Type.Paint:
            return True  # the corner between the headers has nothing to say
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def mixed(ground: QColor, hue: QColor, share: float) -> QColor:
    """`share` of the hue over the ground, as an opaque colour."""
    pairs = ((ground.red(), hue.red()), (ground.green(), hue.green()), (ground.blue(), hue.blue()))
    return QColor(*(round((1 - share) * below + share * above) for below, above in pairs))


class ConfusionChange(ConfusionModel):
    """Counts of the second run less those of the first; a cell that became better is shaded as right answers are."""

    def strength(self, row: int, column: int) -> float:
        return abs(int(self.counts[row, column])) / max(1, int(abs(self.counts).max()))

    def hue(self, row: int, column: int) -> str:
        is_better = (self.counts[row, column] > 0) == (row == column)
        return "accent" if is_better else "error"

    def text(self, row: int, column: int) -> str:
        change = int(self.counts[row, column])
        digits = QLocale().toString(abs(change))
        return f"+{digits}" if change > 0 else f"−{digits}" if change < 0 else "0"

    def sentence(self, row: int, column: int) -> str:
        change = self.text(row, column)
        text = self.tr("{label} called {said}: {change} in the second run")
        if self.counts[row, column]:
            verdict = self.tr("better") if self.hue(row, column) == "accent" else self.tr("worse")
            change = f"{change} ({verdict})"
        return text.format(label=self.names[row], said=self.names[column], change=change)
