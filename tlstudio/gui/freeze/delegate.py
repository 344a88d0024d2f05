"""How the rows of a freeze tree are painted and edited: tick, state, what a part sees, numbers, learning rate."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from tlstudio.gui.freeze import words
from tlstudio.gui.freeze.facts import FROZEN, Facts
from tlstudio.gui.freeze.model import FreezeModel
from tlstudio.gui.freeze.paint import (
    MARK_PX,
    SQUARE_PX,
    paint_marked,
    paint_moved_bar,
    paint_sees,
    paint_state,
    paint_tick,
)
from tlstudio.gui.freeze.rate import RateEdit
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.theme.theme import TINY, font
from tlstudio.gui.widgets.tables import RIGHT, Index, cell_of, paint_text

TICK_PX = 16
TICK_LEFT_PX = 6  # from the cell's edge
TITLE_LEFT_PX = 31
ROW_PX = 26
PADDING_PX = 12


class FreezeDelegate(QStyledItemDelegate):
    """Paints a cell; the row behind it and the cut are the view's, which says how much `extra_height` they need."""

    def __init__(self, view: QTreeView, model: FreezeModel, extra_height: Callable[[Index], int]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._extra_height = extra_height
        self._row_size = QSize(0, max(ROW_PX, QFontMetrics(font()).height() + 8))
        self.shows_names = True  # technical names beside the titles
        self.shows_bars = True  # beside how far parts moved
        self.shows_sees_text = True  # beside the square

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        inner = rect.adjusted(0, 0, -PADDING_PX, 0)
        match index.column():
            case Column.PART:
                self._paint_part(painter, rect, index)
            case Column.STATE:
                facts = self._model.facts(index)
                state = FROZEN if facts.statistics == "still" else facts.state
                paint_state(painter, rect, state, words.state_word(facts))
            case Column.SEES:
                self._paint_sees(painter, rect, index)
            case Column.PARAMETERS:
                paint_text(painter, inner, index.data(), "text", align=RIGHT)
            case Column.RATE:
                facts = self._model.facts(index)
                token = "text" if facts.has_own_rate and len(facts.rates) == 1 else "text2"
                paint_text(painter, inner, index.data(), token, align=RIGHT)
            case Column.MOVED:
                self._paint_moved(painter, inner, index)

    def _paint_part(self, painter: QPainter, rect: QRect, index: Index) -> None:
        part, facts = self._model.part(index), self._model.facts(index)
        tick = QRect(rect.left() + TICK_LEFT_PX, rect.center().y() - TICK_PX // 2 + 1, TICK_PX, TICK_PX)
        paint_tick(painter, tick, facts.state)
        place = rect.adjusted(TITLE_LEFT_PX, 0, -4, 0)
        place.setLeft(paint_text(painter, place, say_sentence(part.title), weight=500) + 7)
        is_closed = not self._view.isExpanded(index)
        if is_closed and self._model.is_cut_inside(index):
            place.setLeft(paint_marked(painter, place, "scissors", self.tr("cut inside"), "accent") + 7)
        if is_closed and facts.has_drift and not facts.statistics:
            place.setLeft(paint_marked(painter, place, "warning", "", "warning") + 7)
        self._paint_note(painter, place, part.name, facts)

    def _paint_note(self, painter: QPainter, place: QRect, name: str, facts: Facts) -> None:
        notes = words.statistics_notes(facts.statistics)
        if facts.statistics == "drift":
            note = _longest_fitting(notes, place.width() - MARK_PX)
            paint_marked(painter, place, "warning", note, "warning")
        elif notes:
            paint_text(painter, place, _longest_fitting(notes, place.width()), "text2", TINY)
        elif self.shows_names:
            names = name, f"…{name.rpartition('.')[2]}"
            paint_text(painter, place, _longest_fitting(names, place.width()), "text2", TINY)

    def _paint_sees(self, painter: QPainter, rect: QRect, index: Index) -> None:
        share = self._model.part(index).sees
        if share is None:
            paint_text(painter, rect, words.UNKNOWN, "text2")
            return
        paint_sees(painter, rect, share)
        if self.shows_sees_text:
            paint_text(painter, rect.adjusted(SQUARE_PX + 8, 0, 0, 0), index.data(), "text2")

    def _paint_moved(self, painter: QPainter, rect: QRect, index: Index) -> None:
        share = self._model.moved.bar(self._model.part(index).name)
        paint_text(painter, rect, index.data(), "text2" if share is None else "text", align=RIGHT)
        if share is not None and self.shows_bars:
            paint_moved_bar(painter, rect, share)

    def _on_mouse(
        self, event: QMouseEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        rect, _ = cell_of(option)
        offset = event.position().x() - rect.left()
        if not 0 <= offset < TITLE_LEFT_PX:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            frozen = self._model.state(index) is FROZEN
            wanted = Qt.CheckState.Unchecked if frozen else Qt.CheckState.Checked
            return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return True

    # What Qt asks of a delegate.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cell(painter, cell_of(option)[0], index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # Asked for every cell of every open row: a thousand rows are six thousand calls.
        extra = self._extra_height(index) if index.column() == Column.PART else 0
        return QSize(0, self._row_size.height() + extra) if extra else self._row_size

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if index.column() != Column.PART or not isinstance(event, QMouseEvent):
            return False
        return event.button() == Qt.MouseButton.LeftButton and self._on_mouse(event, model, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return RateEdit(self._model.rate_around(index), parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        rates = self._model.facts(index).rates
        if isinstance(editor, RateEdit) and not editor.isModified():
            editor.show_share(next(iter(rates)) if len(rates) == 1 else None)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, RateEdit) and editor.isModified():
            model.setData(index, editor.share)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect, _ = cell_of(option)
        band = self._extra_height(index)
        above = band if self._model.cut_before(index) else 0
        rect = rect.adjusted(0, above, 0, above - band)
        editor.setGeometry(rect.adjusted(0, 1, -PADDING_PX // 2, -2))


def _longest_fitting(texts: Sequence[str], room: int) -> str:
    """The first that fits, in order; empty if none does: the tool tip has it all."""
    metrics = QFontMetrics(font(TINY))
    return next((text for text in texts if metrics.horizontalAdvance(text) <= room), "")
