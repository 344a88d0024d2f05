"""In which precision a processor computes a run: found by trying, where the run is long enough to pay for that.

bfloat16 makes some networks twice as fast on some processors and others slower, so no flag is trusted. What was found
is remembered, so that the same project trains the same way again on the same machine.
"""

from collections.abc import Callable

import torch
from torch.utils.flop_counter import FlopCounterMode

from tlstudio.engine.runs.environment import Precision
from tlstudio.engine.runs.run import Run
from tlstudio.engine.sentences import mark, sentence
from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.setup.device import describe, usual_precision
from tlstudio.engine.training.setup.remembered import Remembered, key_of
from tlstudio.engine.training.setup.tryout import backward, begin, median_s, parts, random_inputs, untouched
from tlstudio.engine.training.setup.work import Work

BATCH_SIZE = 8
LEAST_FLOPS = 1.5e12  # of a run: most of a minute on two cores; less is over before trying has paid
WORTH = 1.15  # times as fast

QUICKER = mark("The network computes in bfloat16, which is {times:.1f}× as fast here.")
CHOSEN = sentence("The network computes in bfloat16, as chosen.")


def settle_precision(run: Run, work: Work, wanted: Precision) -> str:
    """Let the classifier compute in the precision the run began with, or else in the best; a sentence if that is odd.

    The device may be another than the one it began on, and then the precision is chosen anew.
    """
    began = run.started()
    if began and began.precision and began.device == describe(work.device):
        wanted = "bfloat16" if began.precision == "bfloat16" else "float32"
    work.classifier.precision = choose_precision(work, wanted)
    if work.device.type != "cpu" or work.classifier.precision == torch.float32:
        return ""
    times = _known().get(key_of(work))
    return sentence(QUICKER, times=times) if times >= WORTH else CHOSEN


def name_of(precision: torch.dtype) -> str:
    return str(precision).removeprefix("torch.")


def choose_precision(work: Work, wanted: Precision = "auto", *, measures: bool = True) -> torch.dtype:
    """What was asked for, or the quicker one; without `measures` as far as it is known already."""
    if wanted != "auto":
        return torch.bfloat16 if wanted == "bfloat16" else torch.float32
    if work.device.type != "cpu":
        return usual_precision(work.device)
    known, key = _known(), key_of(work)
    if key not in known and measures and run_flops(work) >= LEAST_FLOPS:
        known.add(key, speedup(work))
    return torch.bfloat16 if known.get(key) >= WORTH else torch.float32


def run_flops(work: Work) -> float:
    """Floating point operations of the whole run, counted on one sample; a backward pass counts as two forward."""
    with work.classifier.tried():
        return sum(_phase_flops(work, plan) for plan in work.plans)


def speedup(work: Work) -> float:
    """How many times as fast the longest phase is in bfloat16 as in float32. Leaves the classifier as it was."""
    plan = max(work.plans, key=lambda plan: plan.phase.epochs)
    with untouched(work):
        return _phase_s(work, plan, torch.float32) / _phase_s(work, plan, torch.bfloat16)


def _phase_flops(work: Work, plan: Plan) -> float:
    begin(work, plan)
    once, each_epoch = parts(work, plan)
    inputs, count = random_inputs(work, 1), len(work.train)
    passes = _flops(lambda: once(inputs)) * len(plan.views) if plan.keeps_train else 0.0
    features = once(inputs)
    return count * (passes + 3 * plan.phase.epochs * _flops(lambda: each_epoch(features)))


def _phase_s(work: Work, plan: Plan, precision: torch.dtype) -> float:
    """Seconds that the phase would take for one sample."""
    work.classifier.precision = precision
    begin(work, plan)
    once, each_epoch = parts(work, plan)
    inputs = random_inputs(work, BATCH_SIZE)
    features = once(inputs)
    passes_s = median_s(lambda: once(inputs), work.device) * len(plan.views) if plan.keeps_train else 0.0
    work.classifier.train()
    return passes_s + plan.phase.epochs * median_s(lambda: backward(work, each_epoch, features), work.device)


def _flops(run: Callable[[], object]) -> float:
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        run()
    return float(counter.get_total_flops())


def _known() -> Remembered:
    return Remembered("precision")
