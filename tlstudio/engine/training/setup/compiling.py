"""Whether the steps of a run go through a compiled backbone: found by trying, where that pays within the run.

`torch.compile` takes a minute or two and makes some networks faster on a GPU. On a processor with two cores it made
EfficientNet-Lite0 slower, so it is tried on GPUs only.
"""

import math
import sys

import torch

from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.runs.run import Run
from tlstudio.engine.sentences import mark, sentence
from tlstudio.engine.training.setup.device import describe, release
from tlstudio.engine.training.setup.precision import name_of, run_flops
from tlstudio.engine.training.setup.remembered import Remembered, key_of
from tlstudio.engine.training.setup.tryout import backward, begin, median_s, random_inputs, untouched
from tlstudio.engine.training.setup.work import Work

DEVICES = frozenset({"cuda"})
BACKEND = "inductor"
LEAST_FLOPS = 1e15  # of a run: less is over in minutes on any GPU
LEAST_S = 600.0  # of a run's steps: less is over before compiling has paid
WORTH = 1.1  # times as fast

QUICKER = mark("The network is compiled, which makes a step {times:.1f}× as fast here.")
BEGAN = sentence("The network is compiled, as when the run began.")
FAILED = mark("The network can not be compiled here, so it trains as it is. ({reason})")


def settle_compiling(run: Run, work: Work) -> tuple[str, str]:
    """Let steps run compiled if they did when the run began on this device, or if that is found to pay.

    A sentence for the plan and one that warns, both often "". What was found is remembered.
    """
    began = run.started()
    if began and began.device == describe(work.device):
        return _again(work) if began.compiled else ("", "")
    if not _may_pay(work):
        return "", ""
    known, key = Remembered("compiled"), _key(work)
    if key in known and known.get(key) < WORTH:
        return "", ""
    times, why_not = _tried(work, LEAST_S)
    if times:
        known.add(key, times)
    if not times or times < WORTH:
        work.classifier.compile_for(0)
        return "", why_not
    return sentence(QUICKER, times=times), ""


def _again(work: Work) -> tuple[str, str]:
    _, why_not = _tried(work, least_s=0.0)
    return ("", why_not) if why_not else (BEGAN, "")


def _may_pay(work: Work) -> bool:
    """Whether all of the network runs in each step, on a device and for so long that compiling may be worth it."""
    runs_whole = not (work.plans[-1].keeps_train or work.classifier.is_backbone_frozen or work.objective.source.samples)
    if work.device.type not in DEVICES or not runs_whole or getattr(sys, "frozen", False):
        return False  # a packaged app has no Python beside it, which compiling starts
    return run_flops(work) >= LEAST_FLOPS


def _tried(work: Work, least_s: float) -> tuple[float, str]:
    """How many times as fast a step is compiled, 0 for a shorter run; or 1, and why it can not be compiled.

    Leaves the classifier as it was, but for that its steps run compiled.
    """
    size = min(work.project.training.batch_size, len(work.train)) // work.micro_batches
    steps = work.plans[-1].phase.epochs * math.ceil(len(work.train) / size)
    with untouched(work):
        begin(work, work.plans[-1])
        inputs = random_inputs(work, size)
        work.classifier.train()
        try:
            plain_s = _step_s(work, inputs)
            if plain_s * steps < least_s:
                return 0.0, ""
            work.classifier.compile_for(size, BACKEND)
            return plain_s / _step_s(work, inputs), ""
        except torch.OutOfMemoryError:  # says nothing of the compiler; the run takes its batches in micro-batches
            work.classifier.compile_for(0)
            return 0.0, ""
        except Exception as error:  # noqa: BLE001 -- a compiler may raise anything, and training does not need it
            work.classifier.compile_for(0)
            what = getattr(error, "inner_exception", error)  # torch wraps what the compiler raised
            reason = str(what).strip().partition("\n")[0]
    torch.compiler.reset()
    release(work.device)
    return 1.0, sentence(FAILED, reason=reason)


def _key(work: Work) -> str:
    return key_of(work, describe(work.device), name_of(work.classifier.precision), work.project.training.batch_size)


def _step_s(work: Work, inputs: Inputs) -> float:
    return median_s(lambda: backward(work, work.classifier, inputs), work.device)
