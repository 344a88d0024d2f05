"""The runs of a project: a tick lays a run's curve behind the one in front, a click brings it to the front."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import TINY, color, font, theme
from tlstudio.gui.widgets.tables import Index

ROW_PX = 28
BOX_PX = 16
DASHES = [3.0, 2.0]


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the list. `hue` is a token or "#rrggbb"; `score` in words, a dash before the first epoch."""

    key: str
    name: str
    note: str = ""
    score: str = "–"
    hue: str = "outline"
    is_front: bool = False
    is_shown: bool = False


class RunModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RunRow] = []

    def show_rows(self, rows: Sequence[RunRow]) -> None:
        """Take over the rows; the same runs with new numbers keep the view's place."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            changed = [place for place, row in enumerate(rows) if row != self.rows[place]]
            self.rows = list(rows)
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def spoken(self, row: RunRow) -> str:
        place = self.tr("in front") if row.is_front else self.tr("shown") if row.is_shown else self.tr("not shown")
        return ", ".join(part for part in (row.name, row.note, place, row.score) if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.is_shown or row.is_front else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row)
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None


class RunDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(ROW_PX, option.fontMetrics.height() + 10))  # pyright: ignore[reportAttributeAccessIssue] Qt's stubs lack the fields

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RunRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, rect, row, bool(option.state & QStyle.StateFlag.State_HasFocus))  # pyright: ignore[reportAttributeAccessIssue]
        _paint_box(painter, box_of(rect), row.is_front or row.is_shown)
        _paint_sample(painter, rect, row)
        _paint_words(painter, rect, row)
        painter.restore()


class RunList(QListView):
    """Space ticks, Enter or a click brings to the front."""

    chosen = Signal(str)  # key of the run to put in front
    toggled = Signal(str, bool)  # key, is shown behind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = RunModel(self)
        self.setModel(self.runs)
        self.setItemDelegate(RunDelegate(self))
        self.setProperty("role", ["bare"])
        self.setAccessibleName(self.tr("Runs"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[RunRow]) -> None:
        self.runs.show_rows(rows)

    def _toggle(self, row: RunRow) -> None:
        if not row.is_front:
            self.toggled.emit(row.key, not row.is_shown)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self.runs.rows[index.row()]
        if event.position().x() < box_of(self.visualRect(index)).right() + 8:
            self._toggle(row)
        else:
            self.chosen.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            self._toggle(self.runs.rows[index.row()])
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.runs.rows[index.row()].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
        return super().event(event)


def box_of(rect: QRect) -> QRect:
    return QRect(rect.left() + 8, rect.center().y() - BOX_PX // 2 + 1, BOX_PX, BOX_PX)


def _paint_ground(painter: QPainter, rect: QRect, row: RunRow, has_focus: bool) -> None:
    ground = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(color("accent"), 2) if has_focus else Qt.PenStyle.NoPen)
    painter.setBrush(color("accent_tint") if row.is_front else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(ground, 3, 3)


def _paint_box(painter: QPainter, box: QRect, is_ticked: bool) -> None:
    painter.setPen(QPen(color("accent" if is_ticked else "outline"), 1))
    painter.setBrush(color("accent" if is_ticked else "panel"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if is_ticked:
        paint_icon(painter, box.adjusted(1, 1, -1, -1), "tick", "on_accent")


def _paint_sample(painter: QPainter, rect: QRect, row: RunRow) -> None:
    hue = QColor(row.hue) if row.hue.startswith("#") else color(row.hue)
    pen = QPen(hue, 2 if row.is_front else 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not row.is_front:
        pen.setDashPattern(DASHES)
    painter.setPen(pen)
    left, middle = box_of(rect).right() + 9, rect.center().y() + 1
    painter.drawLine(left, middle, left + 18, middle)


def _paint_words(painter: QPainter, rect: QRect, row: RunRow) -> None:
    line = rect.adjusted(box_of(rect).right() - rect.left() + 35, 0, -8, 0)
    painter.setPen(color("text"))
    painter.setFont(font())
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, row.score)
    painter.drawText(line, middle, row.name)
    left = line.adjusted(painter.fontMetrics().horizontalAdvance(row.name) + 5, 1, 0, 0)
    painter.setFont(font(TINY))
    painter.setPen(color("text2"))
    painter.drawText(left, middle, row.note)
