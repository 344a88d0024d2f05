"""The parts of a backbone as the rows of a Qt model: what each says of the freeze, and nothing that changes it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal

from tlstudio.engine.model.parts import Part
from tlstudio.gui.freeze import words
from tlstudio.gui.freeze.facts import Cut, Facts, Freeze, cut_of, facts_of
from tlstudio.gui.freeze.moved import PartsMoved
from tlstudio.gui.freeze.rows import COLUMNS, NUMBERS, Column, Row, Rows
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.tables import Index

PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
TICKABLE, EDITABLE = PLAIN | Qt.ItemFlag.ItemIsUserCheckable, PLAIN | Qt.ItemFlag.ItemIsEditable


class PartsModel(QAbstractItemModel):
    """Rows are the parts below the root, in the order in which data flows through them."""

    cut_moved = Signal()  # other rows carry its band

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows()
        self.freeze = Freeze()
        self.moved = PartsMoved()
        self.input_px = 0
        self._facts: tuple[Facts, ...] = ()
        self._cut: Cut | None = None

    def show_tree(self, root: Part | None, *, with_layers: bool = True, input_px: int = 0) -> None:
        """Show the parts below `root`; without layers, blocks are the finest rows. `input_px` is 0 where unknown."""
        self.beginResetModel()
        self.rows = Rows(root, with_layers=with_layers)
        self.input_px = input_px
        self._take(Freeze())
        self.endResetModel()

    def show_freeze(self, freeze: Freeze) -> None:
        """Show what is frozen, how BatchNorm is treated and at what rates the rest learns."""
        if freeze == self.freeze or self.rows.root is None:
            return
        facts, cut = self._facts, self._cut
        self._take(freeze)
        changed = [now != before for now, before in zip(self._facts, facts, strict=True)]
        self._say_changed(row for row, is_changed in zip(self.rows.all, changed, strict=True) if is_changed)
        if self._cut != cut:
            self.cut_moved.emit()

    def show_moved(self, moved: PartsMoved) -> None:
        """Show what was measured of the parts in a run."""
        if moved == self.moved:
            return
        self.moved = moved
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.MOVED, Column.MOVED)
        self._say_changed(self.rows.all)

    @property
    def cut(self) -> Cut | None:
        return self._cut

    def parts(self) -> list[Part]:
        """The parts that have a row, from input to output."""
        return [row.part for row in self.rows.all]

    def part(self, index: Index) -> Part:
        return self.row(index).part

    def facts(self, index: Index) -> Facts:
        return self._facts[index.internalId()]

    def state(self, index: Index) -> Qt.CheckState:
        """Checked is frozen, unchecked trains, partially checked is some of both."""
        return self.facts(index).state

    def cut_before(self, index: Index) -> Cut | None:
        """The cut, if it lies right before this part."""
        return self._cut if self._cut and self._cut.next_part == self.part(index).name else None

    def is_cut_inside(self, index: Index) -> bool:
        return self._cut is not None and self.part(index).name in self._cut.inside

    def index_of(self, name: str) -> QModelIndex:
        """The row of the part with this name, or no index."""
        return self.index_at(self.rows.numbers[name]) if name in self.rows.numbers else QModelIndex()

    def index_at(self, number: int, column: int = 0) -> QModelIndex:
        """The row with this number."""
        return self.createIndex(self.rows.all[number].place, column, number)

    def path_of(self, index: Index) -> str:
        """The titles from the top down to the part: "Stage 6, Block 1"."""
        return self.rows.path(index.internalId())

    def _take(self, freeze: Freeze) -> None:
        self.freeze = freeze
        self._facts = facts_of(self.rows, freeze)
        self._cut = cut_of(self.rows.root, freeze.frozen) if self.rows.root else None

    def _say_changed(self, rows: Iterable[Row]) -> None:
        for siblings in {self.rows.siblings(row): None for row in rows}:
            self.dataChanged.emit(self.index_at(siblings[0]), self.index_at(siblings[-1], COLUMNS - 1))

    def row(self, index: Index) -> Row:
        return self.rows.all[index.internalId()]

    def _shown(self, index: Index) -> str:
        part = self.part(index)
        match index.column():
            case Column.PART:
                return say_sentence(part.title)
            case Column.STATE:
                return words.state_word(self.facts(index))
            case Column.SEES:
                return words.sees_text(part.sees, self.input_px)
            case Column.PARAMETERS:
                return count(part.parameters)
            case Column.RATE:
                return words.rate_text(self.facts(index).rates)
        return self.moved.text(part.name)

    def _tip(self, index: Index) -> str:
        row = self.row(index)
        if index.column() == Column.SEES:
            return words.sees_tip(row.part.sees, self.input_px, self.rows.depth(row))
        if index.column() == Column.RATE:
            return words.rate_tip(self.facts(index))
        return words.part_tip(row.part, self.facts(index))

    def _spoken(self, index: Index) -> str:
        part, facts = self.part(index), self.facts(index)
        said = (
            self.path_of(index),
            words.state_word(facts).lower(),
            self.tr("{count} parameters").format(count=count(part.parameters)),
            words.spoken_sees(part.sees, self.input_px),
            words.spoken_rate(facts.rates),
            self.moved.spoken(part.name),
            *(words.statistics_notes(facts.statistics)[:1] or (words.inner_drift_note(facts),)),
        )
        return ", ".join(each for each in said if each)

    # What Qt asks of a model.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        siblings = self.rows.all[parent.internalId()].children if parent.isValid() else self.rows.top
        if 0 <= row < len(siblings) and 0 <= column < COLUMNS:
            return self.createIndex(row, column, siblings[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # the base class also has parent() -> QObject
        number = self.row(index).parent if index.isValid() else -1
        return self.index_at(number) if number >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.column() > 0:
            return 0
        return len(self.row(parent).children if parent.isValid() else self.rows.top)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == Column.RATE and self.facts(index).rates:
            return EDITABLE
        return TICKABLE if index.column() == Column.PART else PLAIN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return {**words.column_titles(), Column.MOVED: self.moved.title}[Column(section)]
            case Qt.ItemDataRole.ToolTipRole:
                return {**words.column_tips(), Column.MOVED: self.moved.tip}.get(Column(section))
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section in NUMBERS else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(index)
            case Qt.ItemDataRole.CheckStateRole if index.column() == Column.PART:
                return self.state(index)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
        return None
