"""One optimizer update: forward, backward, update. Where the time of a run goes."""

from dataclasses import dataclass

import torch
from torch import Tensor

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.device import release, seed_random
from tlstudio.engine.training.feed import Feed, seed_of
from tlstudio.engine.training.mixing import Mixed
from tlstudio.engine.training.pieces import Answers, Pieces
from tlstudio.engine.training.prepare import Work
from tlstudio.engine.training.source_loss import Seen


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
        batch = work.mixing(inputs, work.train_targets[rows.to(work.device, non_blocking=True)], place.step)

        def compute(piece: slice) -> Answers:
            found = self._answers(place, feed, rows[piece], batch.part(piece))
            source = 0.0 if found.source is None else self._source_weight * found.source
            ((found.loss + source) * (len(rows[piece]) / len(rows))).backward()
            return found

        def start_again() -> None:
            work.optimizer.zero_grad(set_to_none=True)
            release(work.device)
            self._draw_anew(place)

        self._draw_anew(place)
        if work.source_loss.images:  # those of a rehearsal belong to the whole batch
            return compute(slice(0, len(rows))), batch.judged
        return self._pieces.run(len(rows), compute, start_again), batch.judged

    def update(self, step: int) -> None:
        """Take the step that the gradient says."""
        work = self._work
        if self._clip_norm:
            learning = [tensor for tensor in work.classifier.parameters() if tensor.grad is not None]
            torch.nn.utils.clip_grad_norm_(learning, self._clip_norm)
        work.optimizer.step()
        work.optimizer.zero_grad(set_to_none=True)
        work.average.follow(step)

    def _answers(self, place: Place, feed: Feed, rows: Tensor, batch: Mixed) -> Answers:
        work = self._work
        with work.classifier.computing():
            features = feed.features(work.classifier, work.source_loss.extended(batch.inputs))
            logits = work.classifier.answer(features[: len(rows)])
            loss = work.objective(logits, batch.targets)
            return Answers(logits, loss, work.source_loss(Seen(rows, batch.inputs, features, place.epoch)))

    def _draw_anew(self, place: Place) -> None:
        """Dropout draws from a generator seeded by the step, so that a resumed run draws the same."""
        seed_random(seed_of(self._seed, place.step), self._work.device)
