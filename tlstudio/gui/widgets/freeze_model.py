"""The parts of a backbone as the rows of a tree, each with a three-state tick that says what is frozen.

The model shows a freeze and never changes it: a tick becomes `freeze_asked(text, new_freeze)`, and what comes back
through `show_freeze` is what the rows then say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tlstudio.engine.model.freezing import Leaves, before, shortest
from tlstudio.engine.model.parts import Part
from tlstudio.gui.widgets.freeze_moved import PartsMoved
from tlstudio.gui.widgets.freeze_state import Cut, cut_of, leaf_names
from tlstudio.gui.widgets.quantities import count

Index = QModelIndex | QPersistentModelIndex
PART_ROLE = Qt.ItemDataRole.UserRole
STATE_ROLE = Qt.ItemDataRole.UserRole + 1  # in every column; CheckStateRole is for the first alone
CUT_ROLE = Qt.ItemDataRole.UserRole + 2  # the Cut on the first row after it, else None
INSIDE_ROLE = Qt.ItemDataRole.UserRole + 3  # whether the cut falls inside this part
MOVED_ROLE = Qt.ItemDataRole.UserRole + 4  # how far the part moved, as a share of the farthest; None if it did not

FROZEN, TRAINS, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


class Column(IntEnum):
    PART = 0
    STATE = 1
    PARAMETERS = 2
    MOVED = 3


NUMBERS = (Column.PARAMETERS, Column.MOVED)  # aligned right


@dataclass(frozen=True, slots=True)
class _Row:
    part: Part
    parent: int  # number of the parent's row, -1 at the top
    place: int  # among its siblings
    children: tuple[int, ...]
    leaves: Leaves


class FreezeModel(QAbstractItemModel):
    """Rows are the parts below the root, in the order in which data flows through them."""

    freeze_asked = Signal(str, object)  # what to call it in the undo menu, names of the frozen parts

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root: Part | None = None
        self._rows: list[_Row] = []
        self._top: tuple[int, ...] = ()
        self._frozen: Leaves = frozenset()
        self._cut: Cut | None = None
        self._with_layers = True
        self._moved = PartsMoved()

    def show_tree(self, root: Part | None, *, with_layers: bool = True) -> None:
        """Show the parts below `root`; without layers, blocks are the finest rows."""
        self.beginResetModel()
        self._root = root
        self._with_layers = with_layers
        self._rows = []
        self._top = self._add(root.children, -1) if root else ()
        self._frozen = frozenset()
        self._cut = cut_of(root, self._frozen) if root else None
        self.endResetModel()

    def show_freeze(self, frozen: Leaves) -> None:
        """Show these leaf parts as frozen."""
        if frozen == self._frozen or self._root is None:
            return
        self._frozen = frozen
        self._cut = cut_of(self._root, frozen)
        self._say_all_changed()

    def show_moved(self, moved: PartsMoved) -> None:
        """Show how far parts moved."""
        if moved == self._moved:
            return
        self._moved = moved
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.MOVED, Column.MOVED)
        self._say_all_changed()

    def _say_all_changed(self) -> None:
        for siblings in {self._siblings(row): None for row in self._rows}:
            first, last = siblings[0], siblings[-1]
            self.dataChanged.emit(self._index_of(first, 0), self._index_of(last, len(Column) - 1))

    @property
    def cut(self) -> Cut | None:
        return self._cut

    def parts(self) -> list[Part]:
        """The parts that have a row, from input to output."""
        return [row.part for row in self._rows]

    def part(self, index: Index) -> Part:
        return self._row(index).part

    def state(self, index: Index) -> Qt.CheckState:
        """Checked is frozen, unchecked trains, partially checked is some of both."""
        leaves = self._row(index).leaves
        held = len(leaves & self._frozen)
        if held == len(leaves):
            return FROZEN
        return PARTLY if held else TRAINS

    def index_of(self, name: str) -> QModelIndex:
        """The row of the part with this name, or no index."""
        return next((self._index_of(n, 0) for n, row in enumerate(self._rows) if row.part.name == name), QModelIndex())

    def toggle(self, index: Index, *, partly_trains: bool = False) -> None:
        """Freeze the part, or train it if it is frozen already. A partly frozen one freezes, or trains if so asked."""
        state = self.state(index)
        thaw = state is FROZEN or (state is PARTLY and partly_trains)
        self.set_frozen(index, not thaw)

    def set_frozen(self, index: Index, frozen: bool) -> None:
        row = self._row(index)
        text = self.tr("Freeze {part}") if frozen else self.tr("Train {part}")
        wanted = self._frozen | row.leaves if frozen else self._frozen - row.leaves
        self._ask(text.format(part=self.path_of(index)), wanted)

    def freeze_before(self, index: Index) -> None:
        """Freeze everything that comes before the part, leaving the rest as it is."""
        assert self._root is not None
        text = self.tr("Freeze everything before {part}").format(part=self.path_of(index))
        self._ask(text, self._frozen | before(self._root, self.part(index).name))

    def train_after(self, index: Index) -> None:
        """Train everything that comes after the part, leaving the rest as it is."""
        assert self._root is not None
        text = self.tr("Train everything after {part}").format(part=self.path_of(index))
        up_to = before(self._root, self.part(index).name) | self._row(index).leaves
        self._ask(text, self._frozen & up_to)

    def train_only(self, index: Index) -> None:
        """Train this part and freeze all others."""
        row = self._row(index)
        others = self._all_leaves() - row.leaves
        self._ask(self.tr("Train only {part}").format(part=self.path_of(index)), others)

    def path_of(self, index: Index) -> str:
        """The titles from the top down to the part: "Stage 6, Block 1"."""
        titles = []
        number = index.internalId()
        while number >= 0:
            titles.append(self._rows[number].part.title)
            number = self._rows[number].parent
        return ", ".join(reversed(titles))

    def state_word(self, state: Qt.CheckState) -> str:
        return {FROZEN: self.tr("Frozen"), TRAINS: self.tr("Trains"), PARTLY: self.tr("Partly")}[state]

    def _add(self, parts: tuple[Part, ...], parent: int) -> tuple[int, ...]:
        return tuple(self._add_one(part, parent, place) for place, part in enumerate(parts))

    def _add_one(self, part: Part, parent: int, place: int) -> int:
        number = len(self._rows)
        self._rows.append(_Row(part, parent, place, (), leaf_names(part)))
        children = tuple(child for child in part.children if self._with_layers or child.level != "layer")
        self._rows[number] = _Row(part, parent, place, self._add(children, number), leaf_names(part))
        return number

    def _row(self, index: Index) -> _Row:
        return self._rows[index.internalId()]

    def _index_of(self, number: int, column: int) -> QModelIndex:
        return self.createIndex(self._rows[number].place, column, number)

    def _siblings(self, row: _Row) -> tuple[int, ...]:
        return self._top if row.parent < 0 else self._rows[row.parent].children

    def _all_leaves(self) -> Leaves:
        return leaf_names(self._root) if self._root else frozenset()

    def _ask(self, text: str, frozen: Iterable[str]) -> None:
        assert self._root is not None
        wanted = frozenset(frozen)
        if wanted != self._frozen:
            self.freeze_asked.emit(text, shortest(self._root, wanted))

    def _spoken(self, index: Index) -> str:
        row = self._row(index)
        state = self.state_word(self.state(index)).lower()
        words = self.tr("{part}, {state}, {count} parameters")
        said = words.format(part=self.path_of(index), state=state, count=count(row.part.parameters))
        if row.part.name not in self._moved.shares:
            return said
        moved = self.tr("{said}, moved {share} in run {run}")
        return moved.format(said=said, share=self._moved.text(row.part.name), run=self._moved.run)

    def _cut_before(self, row: _Row) -> Cut | None:
        return self._cut if self._cut and self._cut.next_part == row.part.name else None

    def _shown(self, row: _Row, state: Qt.CheckState, column: int) -> str:
        if column == Column.PART:
            return row.part.title
        if column == Column.MOVED:
            return self._moved.text(row.part.name)
        return self.state_word(state) if column == Column.STATE else count(row.part.parameters)

    # What Qt asks of a model.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        siblings = self._row(parent).children if parent.isValid() else self._top
        return self.createIndex(row, column, siblings[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # the base class also has parent() -> QObject
        number = self._row(index).parent if index.isValid() else -1
        return self._index_of(number, 0) if number >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.column() > 0:
            return 0
        return len(self._row(parent).children if parent.isValid() else self._top)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.PART else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            moved = self.tr("Moved, run {run}").format(run=self._moved.run)
            return (self.tr("Frozen | Part"), self.tr("State"), self.tr("Parameters"), moved)[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.MOVED:
            return self.tr("How far the weights are from where they started, as a share of their size")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, state = self._row(index), self.state(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, state, index.column())
            case Qt.ItemDataRole.CheckStateRole if index.column() == Column.PART:
                return state
            case Qt.ItemDataRole.ToolTipRole:
                return row.part.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case _:
                return self._own_data(row, state, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.set_frozen(index, Qt.CheckState(value) == FROZEN)
        return True

    def _own_data(self, row: _Row, state: Qt.CheckState, role: int) -> Any:
        match role:
            case _ if role == PART_ROLE:
                return row.part
            case _ if role == STATE_ROLE:
                return state
            case _ if role == CUT_ROLE:
                return self._cut_before(row)
            case _ if role == INSIDE_ROLE:
                return self._cut is not None and row.part.name in self._cut.inside
            case _ if role == MOVED_ROLE:
                return self._moved.bar(row.part.name)
        return None
