"""The backbone in use: its name, what there is to know in one line, and what has to be done about it.

What the backbone card of the model step says.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from tlstudio.engine.backbones.catalogue import RECOMMENDED, find, weights_state
from tlstudio.engine.errors import UnknownBackbone
from tlstudio.gui.language.say import say
from tlstudio.gui.model.backbone_change import BackboneChange
from tlstudio.gui.model.facts import ModelFacts
from tlstudio.gui.model.words import backbone_facts, weights_warning
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel, IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of

WIDE_PX, NARROW_PX = (140, 215), (80, 110)  # the least of the title and of the facts; the rest is in their tool tips


class BackboneCard(QFrame):
    change_asked = Signal()
    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._title, self.facts = (ElidedLabel(px) for px in WIDE_PX)
        self._star, self._recommended = IconLabel("star", "accent", 14), QLabel(self.tr("Recommended"))
        self._star.setToolTip(self._recommended.text())
        self._is_recommended = self._is_narrow = False
        self._warning = IconLabel("", "warning", 14)
        self.change_button = QPushButton(self.tr("Change…"))
        self.change_button.clicked.connect(self.change_asked)
        self.change_button.setAccessibleName(self.tr("Change the backbone"))
        self.compare_button = QPushButton(self.tr("Compare…"))
        self.compare_button.clicked.connect(self.compare_asked)
        self.compare_button.setAccessibleName(self.tr("Compare backbones on my images"))
        self.compare_button.setToolTip(self.tr("Measure which backbone sees the most in your images"))
        set_role(self._title, "section")
        set_role(self._recommended, "small accent")
        self._lay_out()

    def show_backbone(self, title: str, facts: str, *, is_recommended: bool) -> None:
        """Show a backbone that can be used as it is."""
        self._show(title, facts, "", "small secondary")
        self._show_star(is_recommended=is_recommended)

    def show_warning(self, title: str, sentence: str, kind: str) -> None:
        """Show a backbone that needs the user; `kind` is "warning" or "error"."""
        self._show(title, sentence, "warning" if kind == "warning" else "cross", f"small {kind}")
        self._warning.set_icon("warning" if kind == "warning" else "cross", kind)
        self._show_star(is_recommended=False)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave the word to the star, and cut the title and the facts shorter."""
        self._is_narrow = is_narrow
        for label, px in zip((self._title, self.facts), NARROW_PX if is_narrow else WIDE_PX, strict=True):
            label.set_least(px)
        self._show_star(is_recommended=self._is_recommended)

    def _show_star(self, *, is_recommended: bool) -> None:
        self._is_recommended = is_recommended
        self._star.setVisible(is_recommended)
        self._recommended.setVisible(is_recommended and not self._is_narrow)

    def _show(self, title: str, facts: str, warning: str, role: str) -> None:
        self._title.setText(title)
        self.facts.setText(facts)
        self.facts.setToolTip(facts)
        set_role(self.facts, role)
        self._warning.setVisible(bool(warning))
        self.setAccessibleName(f"{title}. {facts}")

    def _lay_out(self) -> None:
        words = column_of(1, row_of(5, self._title, self._star, self._recommended, None))
        facts = row_of(5, self._warning, self.facts)
        facts.setStretch(1, 1)
        words.addLayout(facts)
        row_of(
            13,
            IconLabel("model", "accent", 20),
            (words, 1),
            row_of(6, self.compare_button, self.change_button),
            margins=(14, 6, 10, 6),
            parent=self,
        )


def show_backbone(card: BackboneCard, facts: ModelFacts, change: BackboneChange, preferences: Preferences) -> None:
    """Show the project's backbone, or the one that is coming."""
    spec = facts.spec.backbone
    if change.coming:
        card.show_backbone(find(change.coming.name).title, say("Looking at its parts…"), is_recommended=False)
        return
    try:
        info = find(spec.name)
    except UnknownBackbone:
        card.show_warning(spec.name, say("There is no such backbone"), "error")
        return
    state = weights_state(info)
    warning = weights_warning(info, spec, state, preferences.trusts(spec.weights))
    if warning:
        card.show_warning(info.title, warning, "warning")
        return
    words = backbone_facts(info, spec, state, facts.tree.parameters if facts.tree else None)
    card.show_backbone(info.title, words, is_recommended=info.name == RECOMMENDED)
