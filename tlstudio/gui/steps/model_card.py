"""What the backbone card of the model step says."""

from PySide6.QtCore import QCoreApplication

from tlstudio.engine.backbones.catalogue import RECOMMENDED, find, weights_state
from tlstudio.engine.errors import UnknownBackbone
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.steps.backbone_change import BackboneChange
from tlstudio.gui.steps.model_facts import ModelFacts
from tlstudio.gui.steps.model_words import backbone_facts, weights_warning
from tlstudio.gui.widgets.backbone_card import BackboneCard


def show_backbone(card: BackboneCard, facts: ModelFacts, change: BackboneChange, preferences: Preferences) -> None:
    """Show the project's backbone, or the one that is coming."""
    spec = facts.spec.backbone
    if change.coming:
        card.show_backbone(find(change.coming.name).title, _tr("Looking at its parts…"), is_recommended=False)
        return
    try:
        info = find(spec.name)
    except UnknownBackbone:
        card.show_warning(spec.name, _tr("There is no such backbone"), "error")
        return
    state = weights_state(info)
    warning = weights_warning(info, spec, state, preferences.trusts(spec.weights))
    if warning:
        card.show_warning(info.title, warning, "warning")
        return
    words = backbone_facts(info, spec, state, facts.tree.parameters if facts.tree else None)
    card.show_backbone(info.title, words, is_recommended=info.name == RECOMMENDED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelStep", text)
