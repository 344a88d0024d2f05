"""In which precision a processor computes a run: found by trying, where the run is long enough to pay for that.

bfloat16 makes some networks twice as fast on some processors and others slower, so no flag is trusted. What was found
is remembered, so that the same project trains the same way again on the same machine. Trying takes ten seconds or a
tenth of the run at most; where bfloat16 is emulated, two samples tell.
"""

import time
from collections.abc import Callable, Generator
from statistics import median

import torch
from torch.utils.flop_counter import FlopCounterMode

from tlstudio.engine.runs.environment import Precision
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.runs.run import Run
from tlstudio.engine.sentences import mark, sentence
from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.setup.device import describe, usual_precision
from tlstudio.engine.training.setup.remembered import Remembered, key_of
from tlstudio.engine.training.setup.tryout import LAPS, backward, begin, parts, random_inputs, untouched
from tlstudio.engine.training.setup.work import Work

BATCH_SIZE, FEW = 8, 2  # samples; BatchNorm trains on no fewer than two
LEAST_FLOPS = 1.5e12  # of a run: most of a minute on two cores; less is over before trying has paid
LEAST_S = 60.0  # of a run on a processor that is quicker than that
MOST_S, SHARE = 10.0, 0.1  # what trying may take: seconds, and of the run
WORTH = 1.15  # times as fast
BOTH = (torch.float32, torch.bfloat16)

TRYING = sentence("Trying whether bfloat16 is faster here")
QUICKER = mark("The network computes in bfloat16, which is {times:.1f}× as fast here.")
CHOSEN = sentence("The network computes in bfloat16, as chosen.")


def settle_precision(
    run: Run, work: Work, wanted: Precision, should_stop: Callable[[], bool]
) -> Generator[Progress, None, str]:
    """Let the classifier compute in the precision the run began with, or else in the best; a sentence if that is odd.

    The device may be another than the one it began on, and then the precision is chosen anew. Tells how far trying is.
    """
    began = run.started()
    if began and began.precision and began.device == describe(work.device):
        wanted = "bfloat16" if began.precision == "bfloat16" else "float32"
    known, key = _known(), key_of(work)
    if wanted == "auto" and work.device.type == "cpu" and key not in known and run_flops(work) >= LEAST_FLOPS:
        times = yield from speedup(work, should_stop)
        if times is not None:
            known.add(key, times)
    work.classifier.precision = choose_precision(work, wanted)
    if work.device.type != "cpu" or work.classifier.precision == torch.float32:
        return ""
    times = known.get(key)
    return sentence(QUICKER, times=times) if times >= WORTH else CHOSEN


def name_of(precision: torch.dtype) -> str:
    return str(precision).removeprefix("torch.")


def choose_precision(work: Work, wanted: Precision = "auto") -> torch.dtype:
    """What was asked for, or the quicker one, as far as that is known."""
    if wanted != "auto":
        return torch.bfloat16 if wanted == "bfloat16" else torch.float32
    if work.device.type != "cpu":
        return usual_precision(work.device)
    return torch.bfloat16 if _known().get(key_of(work)) >= WORTH else torch.float32


def run_flops(work: Work) -> float:
    """Floating point operations of the whole run, counted on one sample; a backward pass counts as two forward."""
    with work.classifier.tried():
        return sum(_phase_flops(work, plan) for plan in work.plans)


def speedup(work: Work, should_stop: Callable[[], bool]) -> Generator[Progress, None, float | None]:
    """How many times as fast the longest phase is in bfloat16 as in float32. Leaves the classifier as it was.

    None for a run that is over too soon to ask, or where `should_stop` says so.
    """
    plan, since = max(work.plans, key=lambda plan: plan.phase.epochs), time.perf_counter()
    yield Progress(TRYING, 0, 0)  # how long it takes is not known, only how long at most
    laps = {precision: [_lap_s(work, plan, precision, FEW)] for precision in BOTH}
    next_s = BATCH_SIZE / FEW * (time.perf_counter() - since)  # what a lap of both may take
    run_s = _lap_s(work, plan, torch.float32, BATCH_SIZE) * len(work.train)
    if run_s < LEAST_S:
        return None
    until = since + min(MOST_S, SHARE * run_s)
    for lap in range(LAPS):
        if time.perf_counter() + next_s > until:
            break
        yield Progress(TRYING, 0, 0)
        if should_stop():
            return None
        begun = time.perf_counter()
        for precision in BOTH:
            taken = _lap_s(work, plan, precision, BATCH_SIZE)
            laps[precision] = [*laps[precision], taken] if lap else [taken]  # a few say less than a batch
        next_s = time.perf_counter() - begun
    return median(laps[torch.float32]) / median(laps[torch.bfloat16])


def _phase_flops(work: Work, plan: Plan) -> float:
    begin(work, plan)
    once, each_epoch = parts(work, plan)
    inputs, count = random_inputs(work, 1), len(work.train)
    passes = _flops(lambda: once(inputs)) * len(plan.views) if plan.keeps_train else 0.0
    features = once(inputs)
    return count * (passes + 3 * plan.phase.epochs * _flops(lambda: each_epoch(features)))


def _lap_s(work: Work, plan: Plan, precision: torch.dtype, count: int) -> float:
    """Seconds that the phase would take for one sample, tried with so many once that has warmed up."""
    with untouched(work):
        work.classifier.precision = precision
        begin(work, plan)
        once, each_epoch = parts(work, plan)
        inputs = random_inputs(work, count)

        def lap() -> tuple[float, float]:
            since = time.perf_counter()
            work.classifier.eval()
            features = once(inputs)
            passed = time.perf_counter()
            work.classifier.train()
            backward(work, each_epoch, features)
            return passed - since, time.perf_counter() - passed

        lap()  # which warms up
        once_s, step_s = lap()
        return ((once_s * len(plan.views) if plan.keeps_train else 0.0) + plan.phase.epochs * step_s) / count


def _flops(run: Callable[[], object]) -> float:
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        run()
    return float(counter.get_total_flops())


def _known() -> Remembered:
    return Remembered("precision")
