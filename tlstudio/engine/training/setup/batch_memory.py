"""What the batches of a run take of memory, measured on a few samples.

It grows in a line with the number of samples, so two small steps tell of any batch.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch

from tlstudio.engine.data.inputs import Inputs, bytes_of, part_of
from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.setup.memory import free_bytes, lasting_bytes, peak_of
from tlstudio.engine.training.setup.memory_line import PASS, MemoryLine, line_through
from tlstudio.engine.training.setup.tryout import backward, begin, parts, random_inputs, untouched
from tlstudio.engine.training.setup.work import Work

FEW, MANY = 2, 4  # samples that are measured
# A step keeps at most so many times the outputs of all parts for its way back; measured on eight networks: 0.9 to 2.1.
STEP_TIMES = 3
PASS_TIMES = 5  # of the largest output, that live at a time on the way there; measured: 0.6 to 3.1


@dataclass(frozen=True, slots=True)
class Need:
    """Of one kind of work that a run does on whole batches: a step of a phase, or a pass without gradients."""

    at_most: MemoryLine  # costs nothing to know
    measured: Callable[[], MemoryLine]  # leaves no trace in the classifier


def room_bytes(work: Work) -> int | None:
    """Free memory of the device, without what the run will keep there; None where nobody knows."""
    free = free_bytes(work.device)
    if free is None:
        return None
    pixels = sum(part.samples.memory_bytes for part in (work.train, work.val))
    later = _feature_bytes(work) + (pixels if work.device.type == "cpu" else 0)
    return max(0, free - later)


def needs(work: Work) -> list[Need]:
    """Steps on the kept features of the whole backbone are left out: they take next to nothing."""
    sizes = [4 * torch.Size(part.shape).numel() for part in work.classifier.tree.leaves() if part.shape]
    waiting = 2 * bytes_of(work.train.samples.example(1))
    # Twice what lasts: while a step adds a gradient to the others, it stands beside them.
    step = MemoryLine(2 * lasting_bytes(work.classifier, work.optimizer), STEP_TIMES * sum(sizes), waiting)
    found = [Need(step, lambda plan=plan: _step_line(work, plan)) for plan in work.plans if not _trains_head(plan)]
    keeping = next((plan for plan in work.plans if plan.keeps_train or plan.keeps_val), None)
    if keeping:
        found.append(
            Need(MemoryLine(0, PASS_TIMES * max(sizes, default=0), waiting, PASS), lambda: _pass_line(work, keeping))
        )
    return found


def _trains_head(plan: Plan) -> bool:
    return plan.keeps_train and plan.division is None


def _step_line(work: Work, plan: Plan) -> MemoryLine:
    with untouched(work):
        begin(work, plan)
        once, each_epoch = parts(work, plan)
        features = once(random_inputs(work, MANY))
        work.classifier.train()
        # From now on there are gradients, and the workspaces of the device.
        backward(work, each_epoch, part_of(features, slice(FEW)))
        peaks = _peaks(work, lambda count: backward(work, each_epoch, part_of(features, slice(count))))
        lasting = lasting_bytes(work.classifier, work.optimizer)
    return line_through(*peaks, fixed=lasting, waiting=_waiting(features))


def _pass_line(work: Work, plan: Plan) -> MemoryLine:
    def run(count: int) -> None:
        with torch.no_grad(), work.classifier.computing():
            work.classifier(part_of(inputs, slice(count)))

    with untouched(work):
        begin(work, plan)
        inputs = random_inputs(work, MANY)
        run(FEW)
        peaks = _peaks(work, run)
    return line_through(*peaks, waiting=_waiting(inputs), most=PASS)


def _peaks(work: Work, run: Callable[[int], None]) -> tuple[tuple[int, int], tuple[int, int]]:
    few, many = ((count, peak_of(work.device, lambda count=count: run(count))) for count in (FEW, MANY))
    return few, many


def _waiting(inputs: Inputs) -> int:
    """Of a sample as it comes, and once more varied or mixed."""
    return 2 * bytes_of(part_of(inputs, slice(1)))


def _feature_bytes(work: Work) -> int:
    """That the phase with the most features keeps in memory."""
    train, val = len(work.train), len(work.val)
    kept = [
        plan.feature_bytes * (train * len(plan.views) * plan.keeps_train + val * plan.keeps_val)
        for plan in work.plans
        if plan.place == "memory"
    ]
    return max(kept, default=0)
