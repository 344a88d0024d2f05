"""What the rows of a freeze tree say of a freeze: pure data, computed for all rows at once."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import Qt

from tlstudio.engine.model.freezing import Held, Leaves, drifting, hold
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.rates import Scales, lr_scales, scales_in
from tlstudio.engine.project import BatchNorm, FreezeSpec, LrScaleSpec
from tlstudio.gui.widgets.freeze_rows import Row, Rows

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
