"""What the rows of a freeze tree say of a freeze: pure data, computed for all rows at once.

What a tree of parts shows of a freeze: where the cut falls, and which preset it is.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import Qt

from tlstudio.engine.model.freezing import Held, Leaves, cut, drifting, hold
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset
from tlstudio.engine.model.rates import Scales, lr_scales, scales_in
from tlstudio.engine.project import BatchNorm, FreezeSpec, LrScaleSpec
from tlstudio.gui.freeze.rows import Row, Rows

FROZEN, TRAINS, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked

# held: do not change; move: with each batch; drift: move after frozen weights; still: held by the BatchNorm setting
Statistics = Literal["", "held", "move", "drift", "still"]


@dataclass(frozen=True, slots=True)
class Freeze:
    """What the project says of its backbone's parts."""

    frozen: Leaves = frozenset()
    batchnorm: BatchNorm = "follow"
    rates: tuple[LrScaleSpec, ...] = ()  # own shares of the head's learning rate
    default_rate: float = 0.1  # share of a part that has none and is in none


@dataclass(frozen=True, slots=True)
class Facts:
    """What one row says. Checked is frozen, unchecked trains, partially checked is some of both."""

    state: Qt.CheckState = TRAINS
    statistics: Statistics = ""  # of a leaf that keeps any
    has_drift: bool = False  # statistics move after frozen weights, in the part or below
    rates: frozenset[float] = frozenset()  # of what trains in it
    has_own_rate: bool = False


def facts_of(rows: Rows, freeze: Freeze) -> tuple[Facts, ...]:
    """What each row says, in their order."""
    if rows.root is None:
        return ()
    held = hold(rows.root, freeze.frozen, freeze.batchnorm)
    drifts = drifting(rows.root, held)
    ticks, strays = _Sums(rows, freeze.frozen), _Sums(rows, drifts)
    own = {entry.part for entry in freeze.rates}
    scales = _scales(rows, freeze)
    return tuple(
        Facts(
            state=_state(row, ticks),
            statistics=_statistics(row.part, freeze, held, drifts),
            has_drift=strays.within(row) > 0,
            rates=scales_in(row.part, scales, held.weights),
            has_own_rate=row.part.name in own,
        )
        for row in rows.all
    )


def rate_around(rows: Rows, row: Row, freeze: Freeze) -> float:
    """The share that the part has while it has none of its own."""
    own = {entry.part: entry.scale for entry in freeze.rates}
    names = (rows.all[number].part.name for number in rows.upward(row.parent))
    return next((own[name] for name in names if name in own), freeze.default_rate)


class _Sums:
    """How many leaves of a set lie in a part, from sums made once."""

    def __init__(self, rows: Rows, names: Leaves) -> None:
        self._sums = [0, *accumulate(leaf.name in names for leaf in rows.leaves)]

    def within(self, row: Row) -> int:
        return self._sums[row.end] - self._sums[row.first]


def _state(row: Row, ticks: _Sums) -> Qt.CheckState:
    held = ticks.within(row)
    if held == row.end - row.first:
        return FROZEN
    return PARTLY if held else TRAINS


def _statistics(part: Part, freeze: Freeze, held: Held, drifts: Leaves) -> Statistics:
    if part.children or not part.has_statistics:
        return ""
    if part.name in drifts:
        return "drift"
    if part.name in held.weights and part.name not in freeze.frozen:
        return "still"
    return "held" if part.name in held.statistics else "move"


def _scales(rows: Rows, freeze: Freeze) -> Scales:
    # A part that this backbone does not have is reported by the step; here it changes nothing.
    assert rows.root is not None
    known = {part.name for part in rows.root.walk()}
    own = tuple(entry for entry in freeze.rates if entry.part in known)
    return lr_scales(rows.root, FreezeSpec(lr_scales=own), freeze.default_rate)


@dataclass(frozen=True, slots=True)
class Cut:
    """The last frozen output on which everything trainable builds."""

    path: tuple[Part, ...]  # from the top down to the part before the cut; empty at the end of the backbone
    shape: tuple[int, ...] | None  # of what is kept for one image
    next_part: str  # name of the part right after it; empty at the end of the backbone

    @property
    def inside(self) -> tuple[str, ...]:
        """Names of the parts it runs through, outermost first."""
        return tuple(part.name for part in self.path[:-1])


def cut_of(root: Part, frozen: Leaves) -> Cut | None:
    """Where the cut falls, or None if the very first layer trains."""
    last = cut(root, frozen)
    if last is None:
        return None
    path = _way(root, last.name)
    siblings = path[-2].children if len(path) > 1 else path
    following = siblings[siblings.index(last) + 1 :]
    return Cut(path[1:], last.shape, following[0].name if following else "")


def leaf_names(part: Part) -> Leaves:
    return frozenset(leaf.name for leaf in part.leaves())


def preset_of(root: Part, frozen: Leaves) -> Preset | None:
    """The preset that freezes exactly these leaves, if one does."""
    return next((name for name, leaves_of in PRESETS.items() if leaves_of(root) == frozen), None)


def _way(part: Part, name: str) -> tuple[Part, ...]:
    """The parts from this one down to the one with that name; empty if it is not below."""
    if part.name == name:
        return (part,)
    below = next((way for child in part.children if (way := _way(child, name))), ())
    return (part, *below) if below else ()
