"""A network tried out on random samples: how fast it is, how much memory it takes. Leaves no trace in it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import torch
from torch import Tensor

from tlstudio.engine.data.inputs import Inputs, count_of, on_device, tensors_of
from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.setup.device import synchronise
from tlstudio.engine.training.setup.work import Work

LAPS = 3


@contextmanager
def untouched(work: Work) -> Iterator[None]:
    """Afterwards what is held, gradients, statistics, the precision and torch's random streams are as they were."""
    classifier = work.classifier
    precision, buffers = classifier.precision, {name: buffer.clone() for name, buffer in classifier.named_buffers()}
    try:
        with classifier.tried(), torch.random.fork_rng([work.device] if work.device.type == "cuda" else []):
            yield
    finally:
        classifier.precision = precision
        for name, buffer in classifier.named_buffers():
            buffer.copy_(buffers[name])
        classifier.zero_grad(set_to_none=True)
        classifier.eval()


def begin(work: Work, plan: Plan) -> None:
    """Let the network be as it is in the phase of the plan, in evaluation."""
    work.classifier.hold(plan.phase.held)
    work.classifier.divide(plan.division)
    work.classifier.eval()


def parts(work: Work, plan: Plan) -> tuple[Callable[[Inputs], Inputs], Callable[[Inputs], Tensor]]:
    """What runs once in the phase, and what runs on its result in every epoch."""
    classifier = work.classifier
    if not plan.keeps_train:
        return (lambda inputs: inputs), classifier

    def once(inputs: Inputs) -> Tensor:
        with classifier.computing():
            return classifier.before_cut(inputs).float()

    return once, lambda features: classifier.after_cut(tensors_of(features)[0])


def random_inputs(work: Work, count: int) -> Inputs:
    """What the network takes for so many samples."""
    return on_device(work.train.samples.example(count), work.device)


def some_targets(work: Work, count: int) -> Any:
    """Of the first training samples, again and again where there are fewer."""
    return work.train.targets.at(torch.arange(count) % len(work.train))


def backward(work: Work, each_epoch: Callable[[Inputs], Tensor], features: Inputs) -> None:
    """A step without its update."""
    with work.classifier.computing():
        loss = work.objective.loss(each_epoch(features), some_targets(work, count_of(features)))
    loss.backward()


def median_s(run: Callable[[], object], device: torch.device) -> float:
    """Seconds of a lap; the first one, which warms up, does not count."""
    taken: list[float] = []
    for _ in range(LAPS + 1):
        since = time.perf_counter()
        run()
        synchronise(device)
        taken.append(time.perf_counter() - since)
    return median(taken[1:])
