"""The rows of the freeze tree: keyboard, mouse, the band of the cut."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from tlstudio.gui.freeze import words
from tlstudio.gui.freeze.bands import BandedRows
from tlstudio.gui.freeze.delegate import TITLE_LEFT_PX
from tlstudio.gui.freeze.header import FreezeHeader
from tlstudio.gui.freeze.menu import add_freezing, add_measures, add_rates
from tlstudio.gui.freeze.moved import Measure, PartsMoved
from tlstudio.gui.freeze.rate import RateEdit
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.theme.theme import set_role, theme
from tlstudio.gui.widgets.notices import Bubble
from tlstudio.gui.widgets.tables import Index

KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
NUMBER_KEYS = "0123456789.,"  # no title begins with one


class FreezeView(BandedRows):
    """The rows. Space and a click on a tick ask for another freeze; the band of the cut is not clickable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_room_for_bars = True
        self._measures: dict[Measure, PartsMoved] = {}
        self._is_advanced = True
        self.head = FreezeHeader(self)
        self.setHeader(self.head)
        self.head.set_up()
        self.head.sectionClicked.connect(self._on_header)
        self.setColumnHidden(Column.MOVED, True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bubble = Bubble(self.viewport())
        self.verticalScrollBar().valueChanged.connect(self.bubble.hide)
        self.setAccessibleName(self.tr("Parts of the backbone; a tick means frozen"))
        set_role(self, "bare")
        theme().changed.connect(self.viewport().update)

    def set_all_expanded(self, expanded: bool) -> None:
        """Open or close all stages; blocks stay closed."""
        self.collapseAll()
        if expanded:
            self.expandToDepth(0)

    def set_advanced(self, is_advanced: bool) -> None:
        """Without learning rates and what was measured of the parts, or with them."""
        self._is_advanced = is_advanced
        self.setColumnHidden(Column.RATE, not is_advanced)
        self._show_measure(self.freeze_model.moved.measure)

    def show_measures(self, moved: PartsMoved, gradient: PartsMoved) -> None:
        """Show what was measured of the parts; the column is there once there is something to say."""
        self._measures = {each.measure: each for each in (moved, gradient) if each.shares}
        self._show_measure(self.freeze_model.moved.measure)

    def choose_measure(self, measure: Measure) -> None:
        """Let the last column show this, if it is known."""
        self._show_measure(measure)

    def set_bars_allowed(self, are_allowed: bool) -> None:
        """Leave what was measured of parts to the numbers where there is no room for bars."""
        self._has_room_for_bars = are_allowed
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give the columns their widths, and hide what does not fit."""
        model = self.freeze_model
        root = model.rows.root
        room, is_known = self.viewport().width(), any(row.part.sees is not None for row in model.rows.all)
        fit = self.head.fit(room, root.parameters if root else 0, may_have_bars=self._has_room_for_bars)
        self.delegate.shows_bars = fit.has_bars
        self.delegate.shows_sees_text = fit.has_sees_text
        self.setColumnHidden(Column.SEES, not (fit.has_sees and is_known))

    def opened(self) -> list[str]:
        """Names of the open parts."""
        names = [part.name for part in self.freeze_model.parts()]
        return [name for name in names if self.isExpanded(self.freeze_model.index_of(name))]

    def menu_for(self, index: QModelIndex) -> QMenu:
        """What can be done from this part on."""
        menu, model = QMenu(self), self.freeze_model
        add_freezing(menu, model, index)
        menu.addSeparator()
        if self._is_advanced:
            add_rates(menu, model, index, lambda: self.edit_rate(index))
            menu.addSeparator()
        if self._measures:
            self._add_measures(menu.addMenu(self.tr("Last column")))
            menu.addSeparator()
        menu.addAction(self.tr("Open all stages")).triggered.connect(lambda: self.set_all_expanded(True))
        menu.addAction(self.tr("Close all stages")).triggered.connect(lambda: self.set_all_expanded(False))
        return menu

    def measure_menu(self) -> QMenu:
        """What the last column can show."""
        menu = QMenu(self)
        self._add_measures(menu)
        return menu

    def edit_rate(self, index: Index, typed: str = "") -> None:
        """Open the field for the part's learning rate, or say why it has none; `typed` is what begins it."""
        cell = index.sibling(index.row(), Column.RATE)
        facts, place = self.freeze_model.facts(cell), self.visualRect(cell)
        if not facts.rates:
            self.bubble.say(words.why_no_rate(facts), place, is_problem=False)
            return
        self.edit(cell)
        editor = self.viewport().findChild(RateEdit)
        assert isinstance(editor, RateEdit)
        editor.problem_said.connect(lambda problem: self.bubble.say(problem, place, is_problem=True))
        editor.destroyed.connect(self.bubble.hide)
        if typed:
            editor.type_over(typed)

    def _add_measures(self, menu: QMenu) -> None:
        add_measures(menu, self.freeze_model.moved, list(self._measures), self.choose_measure)

    def _show_measure(self, wanted: Measure) -> None:
        shown = self._measures.get(wanted) or next(iter(self._measures.values()), PartsMoved())
        self.freeze_model.show_moved(shown)
        self.setColumnHidden(Column.MOVED, not (shown.shares and self._is_advanced))
        self.fit_columns()

    def _on_header(self, section: int) -> None:
        if section == Column.MOVED:
            place = QPoint(self.head.sectionViewportPosition(section), self.head.height())
            self.measure_menu().popup(self.head.viewport().mapToGlobal(place))

    def _press(self, event: QKeyEvent, current: QModelIndex) -> bool:
        """Whether the key was one of our own."""
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Space:
            self.freeze_model.toggle(current, partly_trains=with_shift)
        elif self._is_advanced and event.key() == Qt.Key.Key_F2:
            self.edit_rate(current)
        elif self._is_advanced and event.text() and event.text() in NUMBER_KEYS:
            self.edit_rate(current, event.text())
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and with_shift):
            self._open_menu(current)  # not every platform makes a context menu event of these
        else:
            return False
        return True

    def _open_menu(self, index: QModelIndex) -> None:
        place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_for(index.siblingAtColumn(0)).popup(place)

    # What Qt asks of a view.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.is_by_keyboard = True
        self.bubble.hide()
        current = self.currentIndex()
        if not current.isValid() or not self._press(event, current):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.is_by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.freeze_model.index(0, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_by_keyboard = False
        self.bubble.hide()
        if not self.is_on_band(event.position().toPoint()):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.is_on_band(event.position().toPoint()):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_tick = index.column() == 0 and event.position().x() - self.visualRect(index).left() < TITLE_LEFT_PX
        if on_tick:  # two quick clicks on a tick are two clicks
            self.mousePressEvent(event)
        elif index.column() == Column.RATE and not self.is_on_band(event.position().toPoint()):
            self.edit_rate(index)
        elif not self.is_on_band(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
                self.menu_for(index.siblingAtColumn(0)).popup(event.globalPos())
        elif self.currentIndex().isValid():
            self._open_menu(self.currentIndex())
