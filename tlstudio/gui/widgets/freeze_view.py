"""The rows of the freeze tree: keyboard, mouse, the band of the cut."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from tlstudio.gui.icons import paint_icon
from tlstudio.gui.theme import color, set_role, theme
from tlstudio.gui.widgets.freeze_delegate import (
    BAND_PX,
    TICK_LEFT_PX,
    TITLE_LEFT_PX,
    FreezeDelegate,
    cut_sentence,
    paint_band,
)
from tlstudio.gui.widgets.freeze_header import FreezeHeader
from tlstudio.gui.widgets.freeze_model import CUT_ROLE, FROZEN, STATE_ROLE, Column, FreezeModel
from tlstudio.gui.widgets.freeze_moved import PartsMoved
from tlstudio.gui.widgets.freeze_state import Cut

Index = QModelIndex | QPersistentModelIndex

KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
STATE_PX = 92
PARAMETERS_PX = 108


class FreezeView(QTreeView):
    """The rows. Space and a click on a tick ask for another freeze; the band of the cut is not clickable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_by_keyboard = False
        self.freeze_model = FreezeModel(self)
        self.delegate = FreezeDelegate(self, self._bands_height)
        self.setModel(self.freeze_model)
        self.setItemDelegate(self.delegate)
        self._set_up_header()
        self.setIndentation(20)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Parts of the backbone; a tick means frozen"))
        set_role(self, "bare")
        self.freeze_model.dataChanged.connect(self.scheduleDelayedItemsLayout)
        self.expanded.connect(self.scheduleDelayedItemsLayout)
        self.collapsed.connect(self.scheduleDelayedItemsLayout)
        theme().changed.connect(self.viewport().update)

    def cut_above(self, index: Index) -> Cut | None:
        """The cut, if its band is at the top of this row."""
        return index.data(CUT_ROLE)

    def cut_below(self, index: Index) -> Cut | None:
        """The cut, if it is at the end of the backbone and this is the last row shown."""
        cut = self.freeze_model.cut
        return cut if cut and not cut.next_part and self._is_last_shown(index) else None

    def band_height(self) -> int:
        return max(BAND_PX, self.fontMetrics().height() + 7)

    def set_all_expanded(self, expanded: bool) -> None:
        """Open or close all stages; blocks stay closed."""
        self.collapseAll()
        if expanded:
            self.expandToDepth(0)

    def show_moved(self, moved: PartsMoved) -> None:
        """Show how far parts moved; the column is there once there is something to say."""
        self.freeze_model.show_moved(moved)
        self.setColumnHidden(Column.MOVED, not moved.shares)
        self.head.fit_moved(with_bar=self.delegate.shows_bars)

    def set_bars_shown(self, are_shown: bool) -> None:
        """Leave how far parts moved to the numbers where there is no room for bars."""
        self.delegate.shows_bars = are_shown
        self.head.fit_moved(with_bar=are_shown)

    def opened(self) -> list[str]:
        """Names of the open parts."""
        names = [part.name for part in self.freeze_model.parts()]
        return [name for name in names if self.isExpanded(self.freeze_model.index_of(name))]

    def menu_for(self, index: QModelIndex) -> QMenu:
        """What can be done from this part on."""
        menu = QMenu(self)
        model = self.freeze_model
        menu.addAction(self._toggle_action(menu, index))
        menu.addSeparator()
        for text, act in (
            (self.tr("Freeze everything before this"), model.freeze_before),
            (self.tr("Train everything after this"), model.train_after),
            (self.tr("Train only this"), model.train_only),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, act=act: act(index))
        menu.addSeparator()
        menu.addAction(self.tr("Open all stages")).triggered.connect(lambda: self.set_all_expanded(True))
        menu.addAction(self.tr("Close all stages")).triggered.connect(lambda: self.set_all_expanded(False))
        return menu

    def _set_up_header(self) -> None:
        self.head = header = FreezeHeader(Qt.Orientation.Horizontal, self)
        self.setHeader(header)
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.PART, QHeaderView.ResizeMode.Stretch)
        header.setMinimumHeight(29)
        scale = max(1.0, self.fontMetrics().height() / 16)
        header.resizeSection(Column.STATE, round(STATE_PX * scale))
        header.resizeSection(Column.PARAMETERS, round(PARAMETERS_PX * scale))
        self.setColumnHidden(Column.MOVED, True)

    def _toggle_action(self, menu: QMenu, index: QModelIndex) -> QAction:
        frozen = self.freeze_model.state(index) is FROZEN
        action = menu.addAction(self.tr("Train this part") if frozen else self.tr("Freeze this part"))
        action.triggered.connect(lambda: self.freeze_model.toggle(index))
        return action

    def _bands_height(self, index: Index) -> int:
        return self.band_height() * (bool(self.cut_above(index)) + bool(self.cut_below(index)))

    def _is_last_shown(self, index: Index) -> bool:
        index = index.sibling(index.row(), 0)
        if self.isExpanded(index) and self.freeze_model.hasChildren(index):
            return False
        while index.isValid():
            if index.row() + 1 < self.freeze_model.rowCount(index.parent()):
                return False
            index = index.parent()
        return True

    def _row_rect(self, index: Index, whole: QRect) -> QRect:
        """The row without the bands above and below it."""
        top = self.band_height() if self.cut_above(index) else 0
        bottom = self.band_height() if self.cut_below(index) else 0
        return whole.adjusted(0, top, 0, -bottom)

    def _is_on_band(self, position: QPoint) -> bool:
        index = self.indexAt(position)
        return index.isValid() and not self._row_rect(index, self.visualRect(index)).contains(
            self.visualRect(index).left() + 1, position.y()
        )

    def _paint_row(self, painter: QPainter, row: QRect, index: Index) -> None:
        is_current = self.selectionModel().isRowSelected(index.row(), index.parent())
        frozen = index.data(STATE_ROLE) is FROZEN
        painter.fillRect(row, color("accent_tint" if is_current else "held_tint" if frozen else "panel"))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), color("border", 150))

    def _paint_ring(self, painter: QPainter, row: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row.adjusted(1, 1, -1, -2), 3, 3)

    def _paint_cut(self, painter: QPainter, band: QRect, cut: Cut) -> None:
        painter.fillRect(band, color("panel"))
        kept = self.tr("{shape} · nothing before it changes")
        sentence = cut_sentence(cut, kept, self.tr("nothing before it changes"))
        paint_band(painter, band, self.indentation() + TICK_LEFT_PX + 1, self.tr("Cut"), sentence)

    # What Qt asks of a view.

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        whole: QRect = options.rect  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        row = self._row_rect(index, whole)
        self._paint_row(painter, row, index)
        inner = QStyleOptionViewItem(options)
        inner.rect = row  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
        super().drawRow(painter, inner, index)
        painter.save()
        if self.selectionModel().isRowSelected(index.row(), index.parent()):
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), color("accent"))
        if cut := self.cut_above(index):
            self._paint_cut(painter, QRect(whole.left(), whole.top(), whole.width(), self.band_height()), cut)
        if cut := self.cut_below(index):
            self._paint_cut(painter, QRect(whole.left(), row.bottom() + 1, whole.width(), self.band_height()), cut)
        if (
            self._is_by_keyboard
            and self.hasFocus()
            and self.selectionModel().isRowSelected(index.row(), index.parent())
        ):
            self._paint_ring(painter, row)
        painter.restore()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if self.freeze_model.hasChildren(index):
            place = QRect(rect.right() - self.indentation() + 5, rect.center().y() - 6, 12, 12)
            paint_icon(painter, place, "chevron-down" if self.isExpanded(index) else "chevron-right", "text2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_by_keyboard = True
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.freeze_model.toggle(self.currentIndex(), partly_trains=with_shift)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.freeze_model.index(0, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_by_keyboard = False
        if not self._is_on_band(event.position().toPoint()):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._is_on_band(event.position().toPoint()):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_tick = index.column() == 0 and event.position().x() - self.visualRect(index).left() < TITLE_LEFT_PX
        if on_tick:  # two quick clicks on a tick are two clicks
            self.mousePressEvent(event)
        elif not self._is_on_band(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_for(index.siblingAtColumn(0)).popup(place)
