"""Which banner the model step shows: the most important of what there is to say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

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
        return Notice("error", problem, ((_tr("Change the backbone…"), step.change_backbone),))
    change = step.backbone
    if change.report:
        undo = ((_tr("Undo"), step.services.document.undo_stack.undo),) if change.can_undo else ()
        return Notice("warning", change.report, undo, change.dismiss)
    if not step.spec.data.folder:
        words = _tr("There are no images yet. How wide the head's output is follows from their classes.")
        return Notice("info", words, ((_tr("Open a folder of images…"), step.open_images),))
    if offer := step.adviser.offer:
        action = _tr("Freeze it") if offer.is_one else _tr("Freeze them")
        return Notice("info", offer.sentence, ((action, step.follow_advice),), step.adviser.dismiss)
    return None


def _help(step: "ModelStep", problem: FreezeProblem) -> tuple[str, Callable[[], object]]:
    helps = {
        "parts": (_tr("Freeze the whole backbone"), step.freeze_all),
        "rates": (_tr("Remove what does not exist"), step.drop_unknown_rates),
        "phases": (_tr("Remove the phases"), step.remove_phases),
    }
    return helps[problem.what]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelStep", text)
