"""In which precision a processor computes a run: found by trying, where the run is long enough to pay for that.

bfloat16 makes some networks twice as fast on some processors and others slower, so no flag is trusted. What was found
is remembered, so that the same project trains the same way again on the same machine.
"""

import hashlib
import json
import platform
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median

import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from tlstudio.engine.errors import StorageError
from tlstudio.engine.storage import write_text_durably
from tlstudio.engine.training.device import describe, usual_precision
from tlstudio.engine.training.feature_files import features_folder
from tlstudio.engine.training.machine import Precision
from tlstudio.engine.training.plan import Plan
from tlstudio.engine.training.prepare import Work
from tlstudio.engine.training.run import Run
from tlstudio.engine.training.trial import backward, begin, parts, random_inputs, untouched

BATCH_SIZE, LAPS = 8, 3
LEAST_FLOPS = 1.5e12  # of a run: most of a minute on two cores; less is over before trying has paid
WORTH = 1.15  # times as fast


QUICKER = "The network computes in bfloat16, which is {times:.1f}× as fast here."
CHOSEN = "The network computes in bfloat16, as chosen."


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
    times = _known().get(_key(work))
    return QUICKER.format(times=times) if times >= WORTH else CHOSEN


def name_of(precision: torch.dtype) -> str:
    return str(precision).removeprefix("torch.")


def choose_precision(work: Work, wanted: Precision = "auto", *, measures: bool = True) -> torch.dtype:
    """What was asked for, or the quicker one; without `measures` as far as it is known already."""
    if wanted != "auto":
        return torch.bfloat16 if wanted == "bfloat16" else torch.float32
    if work.device.type != "cpu":
        return usual_precision(work.device)
    known, key = _known(), _key(work)
    if key not in known and measures and run_flops(work) >= LEAST_FLOPS:
        known.add(key, speedup(work))
    return torch.bfloat16 if known.get(key) >= WORTH else torch.float32


def run_flops(work: Work) -> float:
    """Floating point operations of the whole run, counted on one image; a backward pass counts as two forward."""
    return sum(_phase_flops(work, plan) for plan in work.plans)


def speedup(work: Work) -> float:
    """How many times as fast the longest phase is in bfloat16 as in float32. Leaves the classifier as it was."""
    plan = max(work.plans, key=lambda one: one.phase.epochs)
    with untouched(work):
        return _phase_s(work, plan, torch.float32) / _phase_s(work, plan, torch.bfloat16)


def _phase_flops(work: Work, plan: Plan) -> float:
    begin(work, plan)
    once, each_epoch = parts(work, plan)
    inputs, images = random_inputs(work, 1), len(work.train_targets)
    passes = _flops(lambda: once(inputs)) * len(plan.views) if plan.keeps_train else 0.0
    features = once(inputs)
    return images * (passes + 3 * plan.phase.epochs * _flops(lambda: each_epoch(features)))


def _phase_s(work: Work, plan: Plan, precision: torch.dtype) -> float:
    """Seconds that the phase would take for one image."""
    work.classifier.precision = precision
    begin(work, plan)
    once, each_epoch = parts(work, plan)
    inputs = random_inputs(work, BATCH_SIZE)
    features = once(inputs)
    passes_s = _median_s(lambda: once(inputs)) * len(plan.views) if plan.keeps_train else 0.0
    work.classifier.train()
    return passes_s + plan.phase.epochs * _median_s(lambda: backward(work, each_epoch, features))


def _flops(run: Callable[[], Tensor]) -> float:
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        run()
    return float(counter.get_total_flops())


def _median_s(run: Callable[[], object]) -> float:
    """The first lap warms up."""
    taken: list[float] = []
    for _ in range(LAPS + 1):
        since = time.perf_counter()
        run()
        taken.append(time.perf_counter() - since)
    return median(taken[1:])


def _key(work: Work) -> str:
    """What the answer depends on: the processor, torch, the network and what of it trains."""
    machine = platform.processor(), torch.backends.cpu.get_cpu_capability(), torch.get_num_threads(), torch.__version__
    phases = [
        (sorted(plan.phase.held.weights), plan.phase.epochs, plan.keeps_train, len(plan.views)) for plan in work.plans
    ]
    size_px = work.train_images.source.framing.size_px
    return hashlib.sha256(repr((machine, repr(work.classifier), size_px, phases)).encode()).hexdigest()


def _known() -> "_Known":
    return _Known(features_folder().with_name("precision.json"))


class _Known:
    """Measured speedups, kept in a file of this machine's; one that is damaged counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, float] = {}
        with suppress(OSError, ValueError, AttributeError):
            found = json.loads(path.read_bytes())
            self._found = {key: value for key, value in found.items() if isinstance(value, float)}

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def get(self, key: str) -> float:
        """1 where nothing is known."""
        return self._found.get(key, 1.0)

    def add(self, key: str, value: float) -> None:
        self._found[key] = value
        with suppress(OSError, StorageError):  # not remembered, so it is measured again
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_text_durably(self._path, json.dumps(self._found))
