"""The freeze tree: what is frozen and what trains, part by part, with the cut between them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tlstudio.engine.model.freezing import Leaves
from tlstudio.engine.model.moving import Movement, moved_parts
from tlstudio.engine.model.parts import Part
from tlstudio.gui.theme import set_role
from tlstudio.gui.widgets.freeze_legend import FreezeLegend
from tlstudio.gui.widgets.freeze_moved import PartsMoved
from tlstudio.gui.widgets.freeze_view import FreezeView
from tlstudio.gui.widgets.rows import hairline


class FreezeTree(QFrame):
    """The tree with its legend."""

    freeze_asked = Signal(str, object)  # what to call it in the undo menu, names of the frozen parts

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._shown: tuple[Part | None, bool] = (None, True)
        self._wants_cut = False
        self._has_room = True
        self.view = FreezeView(self)
        self.view.freeze_model.freeze_asked.connect(self.freeze_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(hairline(self))
        layout.addWidget(FreezeLegend(self))

    def show_tree(self, root: Part | None, *, advanced: bool) -> None:
        """Show these parts; in simple mode stages closed, no layers and no technical names."""
        if (root, advanced) == self._shown:
            return
        was_same_backbone = root is not None and self._shown[0] is not None and root.children == self._shown[0].children
        self._shown = (root, advanced)
        opened = self.view.opened() if was_same_backbone else ()
        self.view.delegate.shows_names = advanced and self._has_room
        self.view.freeze_model.show_tree(root, with_layers=advanced)
        self._wants_cut = advanced and not opened
        for name in opened if advanced else ():
            self.view.expand(self.view.freeze_model.index_of(name))

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave technical names to the tool tips and bars to their numbers where there is no room for them."""
        self._has_room = not is_narrow
        self.view.delegate.shows_names = self._has_room and self._shown[1]
        self.view.set_bars_shown(self._has_room)
        self.view.viewport().update()

    def show_moved(self, run: str, movement: Movement) -> None:
        """Show how far parts moved from their starting weights in this run; in simple mode that is left out."""
        root, is_advanced = self._shown
        shares = moved_parts(root, movement) if root and is_advanced else {}
        self.view.show_moved(PartsMoved(run, shares))

    def show_freeze(self, frozen: Leaves) -> None:
        """Show these leaf parts as frozen. The first time, the parts in which the cut lies are opened."""
        self.view.freeze_model.show_freeze(frozen)
        if self._wants_cut:
            self._wants_cut = False
            self.reveal_cut()

    def reveal_cut(self) -> None:
        """Open the parts in which the cut lies."""
        cut = self.view.freeze_model.cut
        for name in cut.inside if cut else ():
            self.view.expand(self.view.freeze_model.index_of(name))
