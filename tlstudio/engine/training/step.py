"""One optimizer update: forward, backward, update. Where the time of a run goes."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor

from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.sentences import mark, sentence
from tlstudio.engine.training.inputs.batches import seed_of
from tlstudio.engine.training.inputs.feed import Feed
from tlstudio.engine.training.inputs.mixing import Mixed
from tlstudio.engine.training.losses.source_loss import StepInputs
from tlstudio.engine.training.setup.device import release, seed_random
from tlstudio.engine.training.setup.memory_line import LEAST
from tlstudio.engine.training.setup.work import Work

FULL = mark(
    "The memory of the device is full, so each batch of {size} runs in {count} pieces. Its gradient is that of the "
    "whole; only BatchNorm and class weights count within a piece."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network gave for a batch, or for a micro-batch of it."""

    logits: Tensor
    loss: Tensor
    source: Tensor | None = None  # the source loss


@dataclass(frozen=True, slots=True)
class Place:
    """Of a step in its run; both from 1."""

    step: int
    epoch: int


class Stepper:
    """Takes the steps of one run. What a live edit of the run can change is not in here."""

    def __init__(self, work: Work) -> None:
        self._seed = work.project.training.seed
        self._clip_norm = work.project.training.clip_norm
        self._source_weight = work.project.objective.source_weight
        self._work = work
        self._micro_batches = work.micro_batches
        self.note = ""  # a sentence on how the memory of the device is made to suffice

    def backward(self, place: Place, feed: Feed, rows: Tensor, inputs: Inputs) -> tuple[Answers, Any]:
        """Leave the gradient of a batch; what it gave, and the targets that its accuracy is counted against.

        Where the memory of the device does not hold the batch, its gradient is accumulated over twice as many
        micro-batches, from the start. Raises torch.OutOfMemoryError once a micro-batch cannot be halved.
        """
        work, size = self._work, len(rows)
        is_whole = bool(work.objective.source.samples)  # those of a rehearsal belong to the whole batch
        batch = work.objective.mixing(inputs, work.train.targets.at(rows), place.step)
        while True:
            # Dropout draws from a generator seeded by the step, so that a resumed run draws the same.
            seed_random(seed_of(self._seed, place.step), work.device)
            try:
                parts: list[tuple[Answers, float]] = []
                for piece in micro_batches(size, 1 if is_whole else self._micro_batches):
                    share = (piece.stop - piece.start) / size
                    answers = self._forward(place, feed, rows[piece], batch.part(piece))
                    source = 0.0 if answers.source is None else self._source_weight * answers.source
                    ((answers.loss + source) * share).backward()
                    parts.append((answers, share))
                return _together(parts), batch.judged
            except torch.OutOfMemoryError:
                if is_whole or size // (2 * self._micro_batches) < LEAST:
                    raise
            # Outside of the block: the error holds on to what was computed.
            self._micro_batches *= 2
            self.note = sentence(FULL, size=size, count=self._micro_batches)
            work.optimizer.zero_grad(set_to_none=True)
            release(work.device)

    def update(self, step: int) -> None:
        """Take the step that the gradient says."""
        work = self._work
        if self._clip_norm:
            learning = [tensor for tensor in work.classifier.parameters() if tensor.grad is not None]
            torch.nn.utils.clip_grad_norm_(learning, self._clip_norm)
        work.optimizer.step()
        work.optimizer.zero_grad(set_to_none=True)
        work.ema.follow(step)

    def _forward(self, place: Place, feed: Feed, rows: Tensor, batch: Mixed) -> Answers:
        work, source = self._work, self._work.objective.source
        with work.classifier.computing():
            features = feed.features(work.classifier, source.extended(batch.inputs))
            logits = work.classifier.answer(features[: len(rows)])
            loss = work.objective.loss(logits, batch.targets)
            return Answers(logits, loss, source(StepInputs(rows, batch.inputs, features, place.epoch)))


def micro_batches(size: int, count: int) -> list[slice]:
    """A batch in `count` micro-batches, as equal as can be; in fewer where that would leave one sample alone."""
    count = max(1, min(count, size // LEAST))
    ends = [round(size * number / count) for number in range(count + 1)]
    return [slice(first, last) for first, last in pairwise(ends)]


def _together(parts: list[tuple[Answers, float]]) -> Answers:
    """What micro-batches gave, each weighed by its share of the batch."""
    if len(parts) == 1:
        return parts[0][0]
    loss = torch.stack([answers.loss.detach() * share for answers, share in parts]).sum()
    sources = [answers.source.detach() * share for answers, share in parts if answers.source is not None]
    logits = torch.cat([answers.logits.detach() for answers, _ in parts])
    return Answers(logits, loss, torch.stack(sources).sum() if sources else None)
