"""How a classifier does on its validation images, while it trains."""

from collections.abc import Generator
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812 -- torch's own name for it
from torch import Tensor

from tlstudio.engine.errors import TrainingFailed
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.training.clock import Clock
from tlstudio.engine.training.device import autocast
from tlstudio.engine.training.events import Progress
from tlstudio.engine.training.feed import Feed, in_batches


@dataclass(frozen=True, slots=True)
class Scores:
    loss: float  # mean, without label smoothing or class weights
    accuracy: float  # share of 1
    seconds: float


def validate(classifier: Classifier, feed: Feed, labels: Tensor, batch_size: int) -> Generator[Progress, None, Scores]:
    """Tells how far it is, and in the end the scores. Raises TrainingFailed if no image can be read."""
    classifier.eval()
    clock, count, seen = Clock(), len(labels), 0
    loss_sum, right = torch.zeros((), device=labels.device), torch.zeros((), device=labels.device)
    for rows, inputs in feed.batches(in_batches(range(count), batch_size), epoch=0):
        if not len(rows):
            continue
        targets = labels[rows.to(labels.device)]
        with torch.no_grad(), autocast(labels.device):
            logits = feed.logits(classifier, inputs).float()
        loss_sum += F.cross_entropy(logits, targets, reduction="sum")
        right += (logits.argmax(1) == targets).sum()
        seen += len(rows)
        clock.stop()
        yield Progress("Validating", seen, count)
        clock.start()
    if not seen:
        raise TrainingFailed("No validation image can be read any more. Bring the folder back and resume the run.")
    return Scores(loss_sum.item() / seen, right.item() / seen, clock.stop())
