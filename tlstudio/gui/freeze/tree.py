"""The freeze tree: what is frozen and what trains, part by part, with the cut between them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from tlstudio.engine.model.freezing import Leaves
from tlstudio.engine.model.moving import Gradients, Movement, gradient_parts, moved_parts
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import BatchNorm, LrScaleSpec
from tlstudio.gui.freeze.bar import FreezeBar, RowFilter
from tlstudio.gui.freeze.facts import Freeze
from tlstudio.gui.freeze.header import FreezeLegend
from tlstudio.gui.freeze.moved import PartsMoved
from tlstudio.gui.freeze.view import FreezeView
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import column_of, hairline

NO_GRADIENTS: Gradients = {}


class FreezeTree(QFrame):
    """The tree with its legend, and in advanced mode with what finds parts and treats BatchNorm."""

    freeze_asked = Signal(str, object)  # what to call it in the undo menu, names of the frozen parts
    rates_asked = Signal(str, object)  # likewise, a tuple of LrScaleSpec
    batchnorm_asked = Signal(str, str)  # likewise, the policy

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._shown: tuple[Part | None, bool, int] = (None, True, 0)
        self._wants_cut = False
        self._has_room = True
        self.bar = FreezeBar(self)
        self.view = FreezeView(self)
        self._filter = RowFilter(self.view)
        self._lay_out()
        self.view.freeze_model.freeze_asked.connect(self.freeze_asked)
        self.view.freeze_model.rates_asked.connect(self.rates_asked)
        self.bar.text_changed.connect(self._on_text)
        self.bar.left.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.bar.batchnorm_chosen.connect(self._on_batchnorm)

    def show_tree(self, root: Part | None, *, advanced: bool, input_px: int = 0) -> None:
        """Show these parts; in simple mode stages closed, no layers and no technical names. `input_px`: 0 = unknown."""
        if (root, advanced, input_px) == self._shown:
            return
        before = self._shown[0]
        is_same_backbone = root is not None and before is not None and root.children == before.children
        opened = self.view.opened() if is_same_backbone else ()
        self._shown = (root, advanced, input_px)
        self._wants_cut = advanced and not opened
        self.view.delegate.shows_names = advanced and self._has_room
        self._show_rows(opened if advanced else (), keeps_filter=advanced and is_same_backbone)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave technical names to the tool tips and bars to their numbers where there is no room for them."""
        self._has_room = not is_narrow
        self.view.delegate.shows_names = self._has_room and self._shown[1]
        self.view.set_bars_allowed(self._has_room)
        self.view.viewport().update()

    def show_moved(self, run: str, movement: Movement, gradients: Gradients = NO_GRADIENTS) -> None:
        """Show what was measured of the parts in this run; in simple mode that is left out."""
        root, is_advanced, _ = self._shown
        moved = moved_parts(root, movement) if root and is_advanced else {}
        pulled = gradient_parts(root, gradients) if root and is_advanced else {}
        self.view.show_measures(PartsMoved(run, moved), PartsMoved(run, pulled, "gradient"))

    def show_freeze(
        self,
        frozen: Leaves,
        batchnorm: BatchNorm = "follow",
        rates: tuple[LrScaleSpec, ...] = (),
        default_rate: float = 0.1,
    ) -> None:
        """Show these leaf parts as frozen, BatchNorm treated so and the rest learning at these shares.

        The first time, the parts in which the cut lies are opened.
        """
        root, is_advanced, _ = self._shown
        self.view.freeze_model.show_freeze(Freeze(frozen, batchnorm, rates, default_rate))
        has_statistics = root is not None and any(leaf.has_statistics for leaf in root.leaves())
        self.bar.show_batchnorm(batchnorm, is_there=is_advanced and has_statistics)
        if self._wants_cut:
            self._wants_cut = False
            self.reveal_cut()

    def reveal_cut(self) -> None:
        """Open the parts in which the cut lies."""
        cut = self.view.freeze_model.cut
        for name in cut.inside if cut else ():
            self.view.expand(self.view.freeze_model.index_of(name))

    def _lay_out(self) -> None:
        self._line = hairline(self)
        column_of(
            0,
            self.bar,
            self._line,
            (self.view, 1),
            hairline(self),
            FreezeLegend(self),
            margins=(1, 1, 1, 1),
            parent=self,
        )

    def _show_rows(self, opened: Iterable[str], *, keeps_filter: bool) -> None:
        root, is_advanced, input_px = self._shown
        self._filter.forget()
        self.view.freeze_model.show_tree(root, with_layers=is_advanced, input_px=input_px)
        for widget in (self.bar, self._line):
            widget.setVisible(is_advanced)
        self.view.set_advanced(is_advanced)
        for name in opened:
            self.view.expand(self.view.freeze_model.index_of(name))
        if keeps_filter:
            self._on_text(self.bar.field.text())
        else:
            self.bar.field.clear()

    def _on_text(self, text: str) -> None:
        found = self._filter.show_matching(text)
        self.bar.show_found(found, len(self.view.freeze_model.rows.all))

    def _on_batchnorm(self, policy: str) -> None:
        self.batchnorm_asked.emit(self.bar.batchnorm.currentText(), policy)
