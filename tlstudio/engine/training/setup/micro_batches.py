"""Over how many micro-batches the gradient of a batch is accumulated, from the first step of a run on.

A batch that does not fit is divided before it fails, or before the system ends the program.
"""

from dataclasses import replace

import torch
from torch import nn

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.run import Run
from tlstudio.engine.sentences import mark, sentence, together
from tlstudio.engine.training.inputs.feature_files import size_words
from tlstudio.engine.training.setup.batch_memory import needs, room_bytes
from tlstudio.engine.training.setup.device import describe
from tlstudio.engine.training.setup.memory_line import MARGIN, MemoryLine, pieces_that_fit, usable
from tlstudio.engine.training.setup.work import Work

PIECES = mark(
    "{size:,} images at once need about {needed}, and {usable} can be taken: each step takes them in {pieces} pieces "
    "of {each}; {outcome}."
)
SAME = sentence("the result is the same")
WITHIN = mark("the gradient is that of the whole, and only {what} within a piece")
BEGAN = mark("Each batch is taken in {pieces} pieces, as when the run began.")


def settle_micro_batches(run: Run, work: Work) -> tuple[Work, str]:
    """Let batches be computed in as many micro-batches as the run began with, or in more if memory asks for it.

    Also a sentence on it, "" for one. On another device than the one it began on, memory alone is asked.
    """
    project, began = run.project(), _began(run, work)
    if work.objective.source.samples or project.head.solver != "steps":
        return work, ""
    pieces, line, room = _needed(work, is_new=not began)
    if line and pieces > began:
        return replace(work, micro_batches=pieces), _sentence(project, work, line, pieces, room)
    return replace(work, micro_batches=max(1, began)), sentence(BEGAN, pieces=began) if began > 1 else ""


def _began(run: Run, work: Work) -> int:
    """In how many micro-batches the run began on this device; 0 if it did not."""
    began = run.started()
    return began.pieces if began and began.device == describe(work.device) else 0


def _needed(work: Work, *, is_new: bool) -> tuple[int, MemoryLine | None, int]:
    """In how many micro-batches a batch fits, what asks for more than one, and the room there is.

    Another number would change what BatchNorm sees, so a run that has begun takes the margin before that.
    """
    room = room_bytes(work)
    if room is None:
        return 1, None, 0
    room = room if is_new else round(room / (1 - MARGIN))
    try:
        return *_hungriest(work, room), room
    except torch.OutOfMemoryError:  # of so few images: the steps try what is left to be tried
        return 1, None, room


def _hungriest(work: Work, room: int) -> tuple[int, MemoryLine | None]:
    """The most micro-batches that anything asks for, and what it takes; what obviously fits is not measured."""
    size = _size(work)
    lines = [need.measured() for need in needs(work) if need.at_most.needed(size) > usable(room)]
    asked = {pieces_that_fit(line, size, room): line for line in lines}
    pieces = max(asked, default=1)
    return pieces, asked[pieces] if pieces > 1 else None


def _size(work: Work) -> int:
    return min(work.project.training.batch_size, len(work.train))


def _sentence(project: ProjectSpec, work: Work, line: MemoryLine, pieces: int, room: int) -> str:
    counting = (
        sentence("BatchNorm counts") if _has_moving_statistics(work) else "",
        sentence("class weights count") if project.objective.class_weights != "none" else "",
    )
    what = together(counting, " and ")
    return sentence(
        PIECES,
        size=_size(work),
        needed=size_words(line.needed(_size(work))),
        usable=size_words(usable(room)),
        pieces=pieces,
        each=-(-_size(work) // pieces),
        outcome=sentence(WITHIN, what=what) if what else SAME,
    )


def _has_moving_statistics(work: Work) -> bool:
    """Whether BatchNorm learns in the last phase."""
    work.classifier.train()
    norms = (nn.BatchNorm1d, nn.BatchNorm2d, nn.SyncBatchNorm)
    return any(isinstance(module, norms) and module.training for module in work.classifier.modules())
