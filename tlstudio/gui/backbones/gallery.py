"""All backbones, filtered as somebody types: a table, and beside it the same ones as points in a plot.

The chosen backbone in one line: title, technical name, and why it is recommended where it is.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSplitter, QStackedWidget, QWidget

from tlstudio.engine.backbones.catalogue import BackboneInfo, catalogue
from tlstudio.engine.backbones.recommend import recommend
from tlstudio.engine.backbones.search import Candidate
from tlstudio.gui.backbones.filters import BackboneFilters
from tlstudio.gui.backbones.fit_view import FitView
from tlstudio.gui.backbones.table import BackboneModel, BackboneTable
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of

if TYPE_CHECKING:
    from tlstudio.gui.backbones.plot_card import BackbonePlotCard


PLOT_SIZES, FIT_SIZES = (66, 34), (50, 50)  # shares of table and side
LEAST_SIDE_PX = 340
AFTER_PAINT_MS = 30  # pyqtgraph takes a few tenths of a second to import; the table is there before


class Gallery(QWidget):
    """One backbone is chosen, by its row or by its point; a filter may hide it, and it is chosen again afterwards."""

    chosen_changed = Signal()  # another one, or none because the filter hides it
    used = Signal()  # the chosen one was double-clicked

    def __init__(self, name: str, *, has_gpu: bool, parent: QWidget | None = None) -> None:
        """`name` is the backbone chosen at first."""
        super().__init__(parent)
        candidates = [Candidate(info) for info in catalogue().values()]
        self._name = name
        self.filters = BackboneFilters(catalogue().values(), self)
        self.backbones = BackboneModel(candidates, recommend(candidates, has_gpu=has_gpu), self)
        self.table = BackboneTable(self.backbones, self)
        self.plot_card: BackbonePlotCard | None = None  # pyqtgraph is imported when the gallery is first shown
        self.fit = FitView(self)
        self.side = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._on_filter()

    @property
    def chosen(self) -> Candidate | None:
        """The chosen backbone, if the filter lets it through."""
        number = self.backbones.number_of(self._name)
        return self.backbones.shown[number] if number >= 0 else None

    def choose(self, name: str) -> None:
        """Choose the row of this backbone, if it is shown."""
        number = self.backbones.number_of(name)
        if number >= 0:
            index = self.backbones.index(number, 0)
            rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, rows)
            self.table.scrollTo(index)

    def show_fit(self, is_shown: bool) -> None:
        """Put the comparison with a file of weights in the plot's place, or the plot back."""
        wanted = self.fit if is_shown or self.plot_card is None else self.plot_card
        self.side.setVisible(is_shown or self.plot_card is not None)
        if self.side.currentWidget() is not wanted:
            self.side.setCurrentWidget(wanted)
            self.splitter.setSizes([self.width() * share for share in (FIT_SIZES if is_shown else PLOT_SIZES)])

    def look_again(self) -> None:
        """Find out anew which weights are on this computer."""
        self.backbones.look_again()

    def _lay_out(self) -> None:
        self.side.addWidget(self.fit)
        self.side.setMinimumWidth(LEAST_SIDE_PX)
        self.side.hide()
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.side)
        self.splitter.setHandleWidth(10)
        self.splitter.setChildrenCollapsible(False)
        set_role(self.splitter, "gap")
        column_of(10, self.filters, (self.splitter, 1), parent=self)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter)
        self.backbones.modelReset.connect(self._on_reset)
        self.table.selectionModel().currentRowChanged.connect(lambda new, _old: self._on_row(new.row()))
        self.table.doubleClicked.connect(lambda _index: self.used.emit())

    def _on_filter(self) -> None:
        self.backbones.filter(self.filters.wanted)

    def _on_reset(self) -> None:
        """Other rows, or the same in another order: the chosen one stays chosen."""
        self.choose(self._name)
        self.filters.show_found(len(self.backbones.shown), self.backbones.total)
        if self.plot_card:
            self.plot_card.show_candidates(self.backbones.shown)
        self.chosen_changed.emit()

    def _on_row(self, number: int) -> None:
        if number < 0:
            return
        self._name = self.backbones.shown[number].info.name
        if self.plot_card:
            self.plot_card.plot.show_chosen(self._name)
        self.chosen_changed.emit()

    def _add_plot(self) -> None:
        from tlstudio.gui.backbones.plot_card import BackbonePlotCard

        card = self.plot_card = BackbonePlotCard(self.backbones.recommended, self)
        card.picked.connect(self.choose)
        self.side.addWidget(card)
        if self.side.isHidden():
            self.show_fit(False)
        card.show_candidates(self.backbones.shown)
        card.plot.show_chosen(self._name)

    # What Qt asks of a widget.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.plot_card is None:
            QTimer.singleShot(AFTER_PAINT_MS, self, self._add_plot)


class BackboneHead(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._name, self._why = QLabel(), QLabel(), QLabel()
        self._star = IconLabel("star", "accent", 14)
        self._why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label, role in ((self._title, "title"), (self._name, "small secondary"), (self._why, "secondary")):
            set_role(label, role)
        row = row_of(8, self._title, self._name, self._star, self._why)
        row.setStretch(3, 1)
        self.setLayout(row)

    @property
    def why(self) -> str:
        return self._why.text()

    def show_backbone(self, info: BackboneInfo | None, reason: str) -> None:
        """`reason` is the sentence why it is recommended; empty if it is not."""
        self._title.setText(info.title if info else self.tr("Nothing chosen"))
        self._name.setText(info.name if info else "")
        self._star.setVisible(bool(reason))
        self._why.setText(self.tr("Recommended. {reason}").format(reason=reason) if reason else "")
        self._why.setToolTip(reason)
