"""Which banner the model step shows: the most important of what there is to say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tlstudio.gui.language.say import say
from tlstudio.gui.model.facts import FreezeProblem

if TYPE_CHECKING:
    from tlstudio.gui.model.step import ModelStep


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence and what helps, as a button of the banner has it: its title and what it does."""

    kind: str  # of banner
    sentence: str
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    dismiss: Callable[[], object] | None = None  # what its cross does; without one it stays as long as it is so


def notice(step: "ModelStep") -> Notice | None:
    """Choose what the banner says now; None if there is nothing to say."""
    if problem := step.facts.problem:
        return Notice("error", problem.sentence, (_help(step, problem),))
    if problem := step.services.backbone.description.problem:
        return Notice("error", problem, ((say("Change the backbone…"), step.change_backbone),))
    change = step.backbone
    if change.report:
        undo = ((say("Undo"), step.services.document.undo_stack.undo),) if change.can_undo else ()
        return Notice("warning", change.report, undo, change.dismiss)
    if not step.spec.data.folder:
        words = say("There are no images yet. How wide the head's output is follows from their classes.")
        return Notice("info", words, ((say("Open a folder of images…"), step.open_images),))
    if offer := step.adviser.offer:
        action = say("Freeze it") if offer.is_one else say("Freeze them")
        return Notice("info", offer.sentence, ((action, step.follow_advice),), step.adviser.dismiss)
    return None


def _help(step: "ModelStep", problem: FreezeProblem) -> tuple[str, Callable[[], object]]:
    helps = {
        "parts": (say("Freeze the whole backbone"), step.freeze_all),
        "rates": (say("Remove what does not exist"), step.drop_unknown_rates),
        "phases": (say("Remove the phases"), step.remove_phases),
    }
    return helps[problem.what]
