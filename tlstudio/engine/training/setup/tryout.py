"""A network tried out on random images: how fast it is, how much memory it takes. Leaves no trace in it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

import torch
from torch import Tensor

from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.setup.device import synchronise
from tlstudio.engine.training.setup.work import Work

LAPS = 3


@contextmanager
def untouched(work: Work) -> Iterator[None]:
    """Afterwards gradients, statistics, the precision and torch's random streams are as they were."""
    classifier = work.classifier
    precision, buffers = classifier.precision, {name: one.clone() for name, one in classifier.named_buffers()}
    try:
        with torch.random.fork_rng([work.device] if work.device.type == "cuda" else []):
            yield
    finally:
        classifier.precision = precision
        for name, buffer in classifier.named_buffers():
            buffer.copy_(buffers[name])
        classifier.zero_grad(set_to_none=True)
        begin(work, work.plans[-1])


def begin(work: Work, plan: Plan) -> None:
    """Let the network be as it is in the phase of the plan, in evaluation."""
    work.classifier.hold(plan.phase.held)
    work.classifier.divide(plan.division)
    work.classifier.eval()


def parts(work: Work, plan: Plan) -> tuple[Callable[[Tensor], Tensor], Callable[[Tensor], Tensor]]:
    """What runs once in the phase, and what runs on its result in every epoch."""
    classifier = work.classifier
    if not plan.keeps_train:
        return (lambda inputs: inputs), classifier

    def once(inputs: Tensor) -> Tensor:
        with classifier.computing():
            return classifier.before_cut(inputs).float()

    return once, classifier.after_cut


def random_inputs(work: Work, count: int) -> Tensor:
    """(count, C, S, S), about as if normalised."""
    inputs = work.inputs.train.images.source.noise(count)
    return inputs.to(work.device).contiguous(memory_format=torch.channels_last)


def some_targets(work: Work, count: int) -> Tensor:
    """Of the first training images, again and again where there are fewer."""
    return work.inputs.train.targets[torch.arange(count) % len(work.inputs.train.targets)]


def backward(work: Work, each_epoch: Callable[[Tensor], Tensor], features: Tensor) -> None:
    """A step without its update."""
    with work.classifier.computing():
        loss = work.objective.target_loss(each_epoch(features), some_targets(work, len(features)))
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
