"""Rehearsal: images of the source task train along, with a head of their own."""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

from tlstudio.engine.data.inputs import Batch, Inputs, joined
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.sentences import sentence
from tlstudio.engine.training.inputs.batches import epoch_order, in_batches
from tlstudio.engine.training.inputs.feed import Feed
from tlstudio.engine.training.losses.source_loss import SourceLoss, StepInputs


class Rehearsal(SourceLoss):
    """Cross-entropy of images of the source task, `size` in each step, by a linear head on the same features.

    They stand in one batch with the target's, so that BatchNorm sees both. Where there are fewer of them than an epoch
    takes, they come again in another order; what comes when depends on the seed and the epoch only.
    """

    def __init__(
        self,
        classifier: Classifier,
        samples: tuple[Samples, Samples],
        targets: tuple[Tensor, Tensor],
        classes: int,
        size: int,
        seed: int,
    ) -> None:
        """Samples and class numbers (N,) to train and to validate on. The head's first weights follow from the seed."""
        self._classifier = classifier
        self.samples = samples
        self._targets, self._val_targets = targets
        self._size = size
        self._seed = seed
        width = classifier.head.pool(torch.zeros(1, *(classifier.tree.shape or ()), device=self._targets.device)).shape[
            1
        ]
        torch.manual_seed(seed)
        self.head = self._layer = nn.Linear(width, classes).to(self._targets.device)
        self._batches: Iterator[Batch] = iter(())
        self._rows = torch.empty(0, dtype=torch.int64)  # of the step
        self._inputs: Inputs = torch.empty(0)
        self._metrics: dict[str, float] = {}

    def begin_phase(self, feeds: tuple[Feed, ...], batch_size: int) -> Iterator[Progress]:
        self._train, self._val = feeds
        yield from ()

    def begin_epoch(self, epoch: int, batches: range) -> None:
        order = self._order(epoch, batches.stop * self._size)
        wanted = [order[number * self._size : (number + 1) * self._size] for number in batches]
        self._batches = self._train.batches(wanted, epoch)

    def begin_step(self) -> None:
        self._rows, self._inputs = next(self._batches)

    def extended(self, inputs: Inputs) -> Inputs:
        return joined(inputs, self._inputs)

    def __call__(self, seen: StepInputs) -> Tensor:
        if not len(self._rows):
            return torch.zeros((), device=seen.features.device)
        features = self._classifier.pooled(seen.features[len(seen.rows) :])
        return functional.cross_entropy(
            self._layer(features), self._targets[self._rows.to(self._targets.device, non_blocking=True)]
        )

    def validate(self, batch_size: int) -> Iterator[Progress]:
        next(self._batches, None)  # all of them were taken: lets its threads end
        count, seen, right = len(self._val_targets), 0, 0
        for rows, inputs in self._val.batches(in_batches(range(count), batch_size), epoch=0):
            if not len(rows):
                continue
            with torch.no_grad(), self._classifier.computing():
                logits = self._layer(self._classifier.pooled(self._val.features(self._classifier, inputs)))
            right += int((logits.argmax(1) == self._val_targets[rows.to(self._val_targets.device)]).sum())
            seen += len(rows)
            yield Progress(sentence("Validating the source task"), seen, count)
        self._metrics = {"accuracy": right / seen} if seen else {}

    @property
    def metrics(self) -> dict[str, float]:
        return self._metrics

    def _order(self, epoch: int, count: int) -> list[int]:
        """So many numbers of rows: all of them in one order after the other, each time N higher."""
        there = len(self._targets)
        rounds = -(-count // there)
        orders = (epoch_order(there, self._seed, epoch * 1_000 + number) for number in range(rounds))
        return [row + number * there for number, order in enumerate(orders) for row in order][:count]


def size_beside(batch_size: int, share: float) -> int:
    """How many images come beside a batch, so that they are this share of all."""
    return max(1, round(batch_size * share / (1 - share)))
