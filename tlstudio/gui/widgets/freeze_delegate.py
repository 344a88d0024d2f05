"""How the rows of a freeze tree are painted: the tick, the state as icon and word, numbers, the band of the cut."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from tlstudio.gui.icons import paint_icon
from tlstudio.gui.theme import SMALL, TINY, color, font
from tlstudio.gui.widgets.freeze_model import (
    FROZEN,
    INSIDE_ROLE,
    MOVED_ROLE,
    PART_ROLE,
    PARTLY,
    STATE_ROLE,
    TRAINS,
    Column,
)
from tlstudio.gui.widgets.freeze_state import Cut
from tlstudio.gui.widgets.quantities import shape_text
from tlstudio.gui.widgets.text import RIGHT, paint_text

Index = QModelIndex | QPersistentModelIndex
TICK_PX = 16
TICK_LEFT_PX = 6  # from the cell's edge
TITLE_LEFT_PX = 31
ROW_PX = 26
BAND_PX = 23
PADDING_PX = 12
TRACK_PX, TRACK_HEIGHT_PX = 52, 6

STATE_LOOKS = {  # icon and colour
    FROZEN: ("snowflake", "held"),
    TRAINS: ("flame", "learn"),
    PARTLY: ("half", "text"),
}


class FreezeDelegate(QStyledItemDelegate):
    """Paints a cell; the row behind it and the cut are the view's, which says how much `extra_height` they need."""

    def __init__(self, view: QTreeView, extra_height: Callable[[Index], int]) -> None:
        super().__init__(view)
        self._view = view
        self._extra_height = extra_height
        self.shows_names = True  # technical names beside the titles
        self.shows_bars = True  # beside how far parts moved

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        match index.column():
            case Column.PART:
                self._paint_part(painter, rect, index)
            case Column.STATE:
                paint_state(painter, rect, index.data(STATE_ROLE), index.data())
            case Column.PARAMETERS:
                paint_text(painter, rect.adjusted(0, 0, -PADDING_PX, 0), index.data(), "text", align=RIGHT)
            case Column.MOVED:
                self._paint_moved(painter, rect.adjusted(0, 0, -PADDING_PX, 0), index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        hint.setHeight(max(ROW_PX, QFontMetrics(font()).height() + 8) + self._extra_height(index))
        return hint

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if index.column() != Column.PART or not isinstance(event, QMouseEvent):
            return False
        return event.button() == Qt.MouseButton.LeftButton and self._on_mouse(event, model, option, index)

    def _on_mouse(
        self, event: QMouseEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        offset = event.position().x() - rect.left()
        if not 0 <= offset < TITLE_LEFT_PX:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            frozen = index.data(STATE_ROLE) is FROZEN
            wanted = Qt.CheckState.Unchecked if frozen else Qt.CheckState.Checked
            return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return True

    def _paint_part(self, painter: QPainter, rect: QRect, index: Index) -> None:
        part = index.data(PART_ROLE)
        tick = QRect(rect.left() + TICK_LEFT_PX, rect.center().y() - TICK_PX // 2 + 1, TICK_PX, TICK_PX)
        paint_tick(painter, tick, index.data(STATE_ROLE))
        place = rect.adjusted(TITLE_LEFT_PX, 0, -4, 0)
        place.setLeft(paint_text(painter, place, part.title, weight=500) + 7)
        if index.data(INSIDE_ROLE) and not self._view.isExpanded(index):
            place.setLeft(_paint_inside(painter, place, self.tr("cut inside")) + 7)
        if self.shows_names and place.width() > 40:
            paint_text(painter, place, part.name, "text2", TINY)

    def _paint_moved(self, painter: QPainter, rect: QRect, index: Index) -> None:
        share = index.data(MOVED_ROLE)
        paint_text(painter, rect, index.data(), "text2" if share is None else "text", align=RIGHT)
        if share is not None and self.shows_bars:
            paint_moved_bar(painter, rect, share)


def paint_tick(painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
    """A tick box: blue and ticked for frozen, a bar for partly, empty for what trains."""
    frozen = state is FROZEN
    edge = "outline" if state is TRAINS else "held"
    painter.setPen(QPen(color(edge), 1.2))
    painter.setBrush(color("held" if frozen else "panel"))
    painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if frozen:
        paint_icon(painter, rect.adjusted(1, 1, -1, -1), "tick", "on_accent")
    elif state is PARTLY:
        painter.fillRect(QRect(rect.left() + 4, rect.center().y(), rect.width() - 8, 2), color("held"))


def paint_state(painter: QPainter, rect: QRect, state: Qt.CheckState, word: str) -> None:
    """Icon and word; never the colour alone."""
    name, token = STATE_LOOKS[state]
    paint_icon(painter, QRect(rect.left(), rect.center().y() - 7, 16, 16), name, token)
    weight = 400 if state is PARTLY else 500
    paint_text(painter, rect.adjusted(21, 0, 0, 0), word, token, weight=weight)


def paint_moved_bar(painter: QPainter, rect: QRect, share: float) -> None:
    """At the left of `rect`, filled up to `share` of 1."""
    radius = TRACK_HEIGHT_PX / 2
    track = QRectF(rect.left(), rect.center().y() - radius + 1, TRACK_PX, TRACK_HEIGHT_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("track"))
    painter.drawRoundedRect(track, radius, radius)
    track.setWidth(max(2.0, TRACK_PX * share))
    painter.setBrush(color("learn"))
    painter.drawRoundedRect(track, min(radius, track.width() / 2), radius)


def paint_band(painter: QPainter, band: QRect, left: int, chip: str, sentence: str) -> None:
    """The cut: dashes from edge to edge, at `left` a filled label and what is kept there."""
    middle = band.center().y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(SMALL, 600))
    label = QRect(left, band.top() + 2, painter.fontMetrics().horizontalAdvance(chip) + 30, band.height() - 4)
    painter.setFont(font(SMALL))
    words = painter.fontMetrics().horizontalAdvance(sentence)
    text = QRect(label.right() + 9, band.top(), min(words, band.right() - label.right() - 16) + 1, band.height())
    painter.setPen(QPen(color("accent"), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPoint(band.left(), middle), QPoint(label.left(), middle))
    painter.drawLine(QPoint(text.right() + 10, middle), QPoint(band.right(), middle))
    paint_text(painter, text, sentence, "text2", SMALL)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent"))
    painter.drawRoundedRect(label, 3, 3)
    paint_icon(painter, QRect(label.left() + 6, label.center().y() - 6, 14, 14), "scissors", "on_accent")
    paint_text(painter, label.adjusted(23, 0, 0, 0), chip, "on_accent", SMALL, weight=600)


def cut_sentence(cut: Cut, kept: str, unknown: str) -> str:
    """What stands beside the cut; `kept` has a place for {shape}."""
    return kept.format(shape=shape_text(cut.shape)) if cut.shape else unknown


def _paint_inside(painter: QPainter, place: QRect, words: str) -> int:
    """Mark a closed part in which the cut lies. Returns the right end."""
    paint_icon(painter, QRect(place.left(), place.center().y() - 6, 14, 14), "scissors", "accent")
    return paint_text(painter, place.adjusted(18, 0, 0, 0), words, "accent", TINY)
