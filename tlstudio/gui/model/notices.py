"""Which banner the model step shows: the most important of what there is to say."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tlstudio.gui.model.advice import Adviser
from tlstudio.gui.model.backbone_change import BackboneChange
from tlstudio.gui.model.facts import FreezeProblem, ModelFacts
from tlstudio.gui.services.backbone import Backbone


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the method of the model step that helps, under its title."""

    kind: str  # of banner
    sentence: str
    action: str = ""
    command: str = ""
    dismissed: str = ""  # the command of its cross; without one it stays as long as it is so


def notice(facts: ModelFacts, backbone: Backbone, change: BackboneChange, adviser: Adviser) -> Notice | None:
    """What the banner says now; None if there is nothing to say."""
    if problem := facts.problem:
        return _about(problem)
    if backbone.description.problem:
        return Notice("error", backbone.description.problem, _tr("Change the backbone…"), "change_backbone")
    if change.report:
        undo = (_tr("Undo"), "undo") if change.can_undo else ("", "")
        return Notice("warning", change.report, *undo, dismissed="dismiss_report")
    if not facts.spec.data.folder:
        words = _tr("There are no images yet. How wide the head's output is follows from their classes.")
        return Notice("info", words, _tr("Open a folder of images…"), "open_images")
    if offer := adviser.offer:
        action = _tr("Freeze it") if offer.is_one else _tr("Freeze them")
        return Notice("info", offer.sentence, action, "follow_advice", dismissed="dismiss_advice")
    return None


def _about(problem: FreezeProblem) -> Notice:
    helps = {
        "parts": (_tr("Freeze the whole backbone"), "freeze_all"),
        "rates": (_tr("Remove what does not exist"), "drop_unknown_rates"),
        "phases": (_tr("Remove the phases"), "remove_phases"),
    }
    return Notice("error", problem.sentence, *helps[problem.what])


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelStep", text)
