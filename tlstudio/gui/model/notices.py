"""Which banner the model step shows: the most important of what there is to say."""

from dataclasses import dataclass

from tlstudio.gui.language.say import say
from tlstudio.gui.model.advice import Adviser
from tlstudio.gui.model.backbone_change import BackboneChange
from tlstudio.gui.model.facts import FreezeProblem, ModelFacts
from tlstudio.gui.services.library import Library


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the method of the model step that helps, under its title."""

    kind: str  # of banner
    sentence: str
    action: str = ""
    command: str = ""
    dismissed: str = ""  # the command of its cross; without one it stays as long as it is so


def notice(facts: ModelFacts, library: Library, change: BackboneChange, adviser: Adviser) -> Notice | None:
    """What the banner says now; None if there is nothing to say."""
    if problem := facts.problem:
        return _about(problem)
    if library.backbone_problem:
        return Notice("error", library.backbone_problem, say("Change the backbone…"), "change_backbone")
    if change.report:
        undo = (say("Undo"), "undo") if change.can_undo else ("", "")
        return Notice("warning", change.report, *undo, dismissed="dismiss_report")
    if not facts.spec.data.folder:
        words = say("There are no images yet. How wide the head's output is follows from their classes.")
        return Notice("info", words, say("Open a folder of images…"), "open_images")
    if offer := adviser.offer:
        action = say("Freeze it") if offer.is_one else say("Freeze them")
        return Notice("info", offer.sentence, action, "follow_advice", dismissed="dismiss_advice")
    return None


def _about(problem: FreezeProblem) -> Notice:
    helps = {
        "parts": (say("Freeze the whole backbone"), "freeze_all"),
        "rates": (say("Remove what does not exist"), "drop_unknown_rates"),
        "phases": (say("Remove the phases"), "remove_phases"),
    }
    return Notice("error", problem.sentence, *helps[problem.what])
