"""The rows of the freeze tree as something that can be asked for changes.

The model shows a freeze and never changes it: a tick becomes `freeze_asked(text, parts)`, a learning rate
`rates_asked(text, rates)`, and what comes back through `show_freeze` is what the rows then say.
"""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal

from tlstudio.engine.model.freezing import Leaves, before, shortest
from tlstudio.engine.model.rates import layer_wise, with_scale_throughout
from tlstudio.engine.project import FreezeSpec, LrScaleSpec
from tlstudio.gui.freeze.facts import FROZEN, PARTLY, rate_around
from tlstudio.gui.freeze.parts import Index, PartsModel
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.widgets.numbers import number


class FreezeModel(PartsModel):
    """What can be asked for from a row on; a request that would change nothing is not made."""

    freeze_asked = Signal(str, object)  # what to call it in the undo menu, names of the frozen parts
    rates_asked = Signal(str, object)  # likewise, a tuple of LrScaleSpec

    def toggle(self, index: Index, *, partly_trains: bool = False) -> None:
        """Freeze the part, or train it if it is frozen already. A partly frozen one freezes, or trains if so asked."""
        state = self.state(index)
        thaw = state is FROZEN or (state is PARTLY and partly_trains)
        self.set_frozen(index, not thaw)

    def set_frozen(self, index: Index, frozen: bool) -> None:
        leaves = self.rows.leaf_names(self.row(index))
        text = self.tr("Freeze {part}") if frozen else self.tr("Train {part}")
        self._ask(text, index, self.freeze.frozen | leaves if frozen else self.freeze.frozen - leaves)

    def freeze_before(self, index: Index) -> None:
        """Freeze everything that comes before the part, leaving the rest as it is."""
        self._ask(self.tr("Freeze everything before {part}"), index, self.freeze.frozen | self._before(index))

    def train_after(self, index: Index) -> None:
        """Train everything that comes after the part, leaving the rest as it is."""
        up_to = self._before(index) | self.rows.leaf_names(self.row(index))
        self._ask(self.tr("Train everything after {part}"), index, self.freeze.frozen & up_to)

    def train_only(self, index: Index) -> None:
        """Train this part and freeze all others."""
        others = frozenset(leaf.name for leaf in self.rows.leaves) - self.rows.leaf_names(self.row(index))
        self._ask(self.tr("Train only {part}"), index, others)

    def set_rate(self, index: Index, share: float | None) -> None:
        """Let the part and all below it learn at this share of the head's rate, or with None as the part around it."""
        assert self.rows.root is not None
        name, now = self.part(index).name, FreezeSpec(lr_scales=self.freeze.rates)
        said = (
            self.tr("Learning rate of {part} × {share}")
            if share is not None
            else self.tr("Own learning rate of {part} off")
        )
        text = said.format(part=self.path_of(index), share="" if share is None else number(share))
        self._ask_rates(text, with_scale_throughout(self.rows.root, now, name, share).lr_scales)

    def set_decay(self, decay: float | None) -> None:
        """Let rates fall from part to part away from the head, or with None let none have its own."""
        assert self.rows.root is not None
        text = (
            self.tr("Layer-wise decay {decay}").format(decay=number(decay))
            if decay
            else self.tr("Layer-wise decay off")
        )
        self._ask_rates(text, layer_wise(self.rows.root, decay) if decay else ())

    def has_decay(self, decay: float | None) -> bool:
        """Whether rates fall just so."""
        assert self.rows.root is not None
        return set(self.freeze.rates) == set(layer_wise(self.rows.root, decay) if decay else ())

    def rate_around(self, index: Index) -> float:
        """The share that the part has while it has none of its own."""
        return rate_around(self.rows, self.row(index), self.freeze)

    def _before(self, index: Index) -> Leaves:
        assert self.rows.root is not None
        return before(self.rows.root, self.part(index).name)

    def _ask(self, text: str, index: Index, frozen: Iterable[str]) -> None:
        assert self.rows.root is not None
        wanted = frozenset(frozen)
        if wanted != self.freeze.frozen:
            self.freeze_asked.emit(text.format(part=self.path_of(index)), shortest(self.rows.root, wanted))

    def _ask_rates(self, text: str, rates: tuple[LrScaleSpec, ...]) -> None:
        if rates != self.freeze.rates:
            self.rates_asked.emit(text, rates)

    # What Qt asks of a model.

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            self.set_frozen(index, Qt.CheckState(value) == FROZEN)
            return True
        if role == Qt.ItemDataRole.EditRole and index.isValid() and index.column() == Column.RATE:
            self.set_rate(index, value)
            return True
        return False
