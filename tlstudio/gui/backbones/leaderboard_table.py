"""The leaderboard as a table: ticks, accuracies with their intervals on one scale, and a button to use each row."""

from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.leaderboard_model import Column, Entry, LeaderboardModel
from tlstudio.gui.language.say import say
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import SMALL, color, set_role, theme
from tlstudio.gui.widgets.bars import paint_band
from tlstudio.gui.widgets.numbers import percent_digits
from tlstudio.gui.widgets.rows import row_of
from tlstudio.gui.widgets.tables import RIGHT, Index, cell_of, make_row_table, paint_text, text_scale

ROW_PX = 30
WIDTHS: dict[int, int] = {Column.NAME: 236, Column.TIME: 84, Column.SIZE: 86, Column.USE: 78}  # accuracy takes the rest
PADDING_PX = 10
MARK_PX = 16  # of the tick box
TITLE_LEFT_PX = 36
SHARE_PX, ENDS_PX = 58, 84  # of accuracy and interval in figures, left of what is drawn


class _Delegate(QStyledItemDelegate):
    """Paints a cell by what its entry has come to."""

    def __init__(self, model: LeaderboardModel, parent: "LeaderboardTable") -> None:
        super().__init__(parent)
        self._model = model
        self._table = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, is_chosen = cell_of(option)
        painter.save()
        painter.fillRect(rect, color("accent_tint" if is_chosen else "panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("border", 150))
        entry, place = self._model.rows[index.row()], rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        if index.column() == Column.NAME:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color("accent", 255 * is_chosen))
            self._paint_name(painter, rect, index)
        elif index.column() == Column.ACCURACY and entry.measured:
            self._paint_accuracy(painter, place, entry)
        elif index.column() == Column.ACCURACY and entry.error:
            paint_icon(painter, QRect(place.left(), rect.center().y() - 6, 14, 14), "cross", "error")
            paint_text(painter, place.adjusted(20, 0, 0, 0), entry.error, "error", SMALL)
        elif index.column() == Column.USE and entry.spec == self._table.own:
            paint_text(painter, place, say("In use"), "text2", SMALL)
        else:
            token = "text" if entry.measured else "text2"
            paint_text(painter, place, index.data(), token, align=index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row, model = index.row(), self._model
        mark = QRect(rect.left() + PADDING_PX, rect.center().y() - MARK_PX // 2 + 1, MARK_PX, MARK_PX)
        rank = model.rank(row)
        if rank:
            paint_text(painter, mark, str(rank), "text2", SMALL, align=Qt.AlignmentFlag.AlignCenter)
        elif model.can_tick(row):
            _paint_box(painter, mark, is_ticked=model.is_ticked(row))
        else:
            paint_icon(painter, mark.adjusted(1, 1, -1, -1), "download", "text2")
        is_here = model.rows[row].is_here
        place = rect.adjusted(TITLE_LEFT_PX, 0, -PADDING_PX, 0)
        paint_text(painter, place, index.data(), "text" if is_here else "text2", weight=500 if is_here else 400)

    def _paint_accuracy(self, painter: QPainter, place: QRect, entry: Entry) -> None:
        assert entry.measured
        accuracy, (low, high) = entry.measured.accuracy, entry.measured.accuracy_interval
        share = QRect(place.left(), place.top(), SHARE_PX, place.height())
        paint_text(painter, share, f"{percent_digits(accuracy)} %", weight=600, align=RIGHT)
        ends = QRect(share.right() + 10, place.top(), ENDS_PX, place.height())
        paint_text(painter, ends, f"{percent_digits(low)}–{percent_digits(high)}", "text2", SMALL)
        first, _, last = self._model.scale
        left, width = ends.right() + 6.0, place.right() - ends.right() - 8.0

        def at(part: float) -> float:
            return left + width * (part * 100 - first) / (last - first)

        line = place.center().y() + 6.0
        painter.fillRect(QRectF(left, line, width, 1), color("border"))
        paint_band(painter, line, at(low), at(accuracy), at(high))


class LeaderboardTable(QTableView):
    """Space or a click in the first column ticks; Enter or a row's button asks to use its backbone."""

    use_asked = Signal(object)  # BackboneSpec

    def __init__(self, model: LeaderboardModel, own: BackboneSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = model
        self.own = own  # what the project uses now
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setAccessibleName(self.tr("Backbones compared on your images"))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        make_row_table(self, WIDTHS, round(ROW_PX * text_scale(self)))
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._add_buttons)
        theme().changed.connect(self.viewport().update)

    def button(self, name: str) -> QPushButton | None:
        """The button that uses the backbone with this name."""
        return self.findChild(QPushButton, f"use {name}")

    def _add_buttons(self) -> None:
        for row, entry in enumerate(self.board.rows):
            if entry.is_here and entry.spec != self.own:
                self.setIndexWidget(self.board.index(row, Column.USE), self._new_button(entry))

    def _new_button(self, entry: Entry) -> QWidget:
        button = QPushButton(self.tr("Use"))
        button.setObjectName(f"use {entry.info.name}")
        button.setAutoDefault(False)
        button.setAccessibleName(self.tr("Use {name}").format(name=entry.info.title))
        button.setToolTip(self.tr("Use this backbone in the project"))
        button.clicked.connect(partial(self.use_asked.emit, entry.spec))
        set_role(button, "small")
        cell = QWidget()
        row_of(0, button, margins=(6, 0, 8, 1), parent=cell)
        return cell

    def _on_clicked(self, index: Index) -> None:
        if index.column() == Column.NAME:
            self.board.toggle(index.row())

    # What Qt asks of a view.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0 and event.key() == Qt.Key.Key_Space:
            self.board.toggle(row)
        elif row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.board.rows[row].is_here:
            self.use_asked.emit(self.board.rows[row].spec)
        else:
            super().keyPressEvent(event)


def _paint_box(painter: QPainter, place: QRect, *, is_ticked: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(color("accent" if is_ticked else "outline"))
    painter.setBrush(color("accent" if is_ticked else "panel"))
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if is_ticked:
        paint_icon(painter, place.adjusted(2, 2, -2, -2), "tick", "on_accent")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
