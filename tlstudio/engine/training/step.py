"""One optimizer update: forward, backward, update. Where the time of a run goes.

A step in pieces, where the memory of the device does not hold a whole batch at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.inputs.feed import Feed, seed_of
from tlstudio.engine.training.inputs.mixing import Mixed
from tlstudio.engine.training.losses.source_loss import Seen
from tlstudio.engine.training.setup.device import release, seed_random
from tlstudio.engine.training.setup.memory_line import LEAST
from tlstudio.engine.training.setup.work import Work

FULL = (
    "The memory of the device is full, so each batch of {size} runs in {count} pieces. Its gradient is that of the "
    "whole; only BatchNorm and class weights count within a piece."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Of a batch, or of a piece of it."""

    logits: Tensor
    loss: Tensor
    source: Tensor | None = None


class Pieces:
    """In how many pieces the batches of a run are computed: more, once memory does not suffice."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self.note = ""

    def run(self, size: int, compute: Callable[[slice], Answers], start_again: Callable[[], None]) -> Answers:
        """What all pieces of a batch give together; `compute` leaves the gradient of one, weighed by its share.

        Where memory is full, twice as many are tried from the start. Raises torch.OutOfMemoryError once a piece cannot
        be halved.
        """
        while True:
            try:
                return _together([(compute(piece), piece) for piece in self._slices(size)], size)
            except torch.OutOfMemoryError:
                if size // (2 * self.count) < LEAST:
                    raise
            # Outside of the block: the error holds on to what was computed.
            self.count *= 2
            self.note = FULL.format(size=size, count=self.count)
            start_again()

    def _slices(self, size: int) -> list[slice]:
        """As equal as can be; fewer for a last batch that is small."""
        count = max(1, min(self.count, size // LEAST))
        ends = [round(size * number / count) for number in range(count + 1)]
        return [slice(first, last) for first, last in pairwise(ends)]


def _together(parts: list[tuple[Answers, slice]], size: int) -> Answers:
    if len(parts) == 1:
        return parts[0][0]
    shares = [(piece.stop - piece.start) / size for _, piece in parts]
    weighed = [(one, share) for (one, _), share in zip(parts, shares, strict=True)]
    loss = torch.stack([one.loss.detach() * share for one, share in weighed]).sum()
    sources = [one.source.detach() * share for one, share in weighed if one.source is not None]
    logits = torch.cat([one.logits.detach() for one, _ in weighed])
    return Answers(logits, loss, torch.stack(sources).sum() if sources else None)


@dataclass(frozen=True, slots=True)
class Place:
    """Of a step in its run; both from 1."""

    step: int
    epoch: int


class Stepper:
    """Takes the steps of one run. What a change of the run can change is not in here."""

    def __init__(self, project: ProjectSpec, work: Work) -> None:
        self._seed = project.training.seed
        self._clip_norm = project.training.clip_norm
        self._source_weight = project.objective.source_weight
        self._work = work
        self._pieces = Pieces(work.pieces)

    @property
    def note(self) -> str:
        """A sentence on how the memory of the device is made to suffice; "" where it does."""
        return self._pieces.note

    def backward(self, place: Place, feed: Feed, rows: Tensor, inputs: Tensor) -> tuple[Answers, Tensor]:
        """Leave the gradient of a batch; what it gave, and the targets that its accuracy is counted against."""
        work = self._work
        batch = work.inputs.mixing(
            inputs, work.inputs.train.targets[rows.to(work.device, non_blocking=True)], place.step
        )

        def compute(piece: slice) -> Answers:
            found = self._answers(place, feed, rows[piece], batch.part(piece))
            source = 0.0 if found.source is None else self._source_weight * found.source
            ((found.loss + source) * (len(rows[piece]) / len(rows))).backward()
            return found

        def start_again() -> None:
            work.updates.optimizer.zero_grad(set_to_none=True)
            release(work.device)
            self._draw_anew(place)

        self._draw_anew(place)
        if work.objective.source_loss.images:  # those of a rehearsal belong to the whole batch
            return compute(slice(0, len(rows))), batch.judged
        return self._pieces.run(len(rows), compute, start_again), batch.judged

    def update(self, step: int) -> None:
        """Take the step that the gradient says."""
        work = self._work
        if self._clip_norm:
            learning = [tensor for tensor in work.classifier.parameters() if tensor.grad is not None]
            torch.nn.utils.clip_grad_norm_(learning, self._clip_norm)
        work.updates.optimizer.step()
        work.updates.optimizer.zero_grad(set_to_none=True)
        work.updates.ema.follow(step)

    def _answers(self, place: Place, feed: Feed, rows: Tensor, batch: Mixed) -> Answers:
        work = self._work
        with work.classifier.computing():
            features = feed.features(work.classifier, work.objective.source_loss.extended(batch.inputs))
            logits = work.classifier.answer(features[: len(rows)])
            loss = work.objective.target_loss(logits, batch.targets)
            return Answers(logits, loss, work.objective.source_loss(Seen(rows, batch.inputs, features, place.epoch)))

    def _draw_anew(self, place: Place) -> None:
        """Dropout draws from a generator seeded by the step, so that a resumed run draws the same."""
        seed_random(seed_of(self._seed, place.step), self._work.device)
