"""What the curves of a run say to whoever asks what to do next: more epochs, other images, a look at the mistakes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tlstudio.engine.runs.events import EpochEnded
from tlstudio.engine.sentences import mark, sentence

LEAST_EPOCHS = 4  # fewer show no trend
FALL = 0.02  # of the validation loss over the last third of the epochs: less is no longer getting better
RISE = 0.05  # of the validation loss above its best, while the training loss goes on falling
GAP = 0.15  # share that is right, in training above validation

IMPROVING = sentence("It was still getting better when it ended, so more epochs may help.")
SETTLED = sentence("It has settled: more epochs would change little.")
RISING = sentence(
    "It learns by heart: what it trained on still gets better and validation gets worse. More images or a stronger "
    "augmentation help, more epochs do not."
)
BY_HEART = mark(
    "It learns by heart: {train:.1f} % of what it trained on is right, and {val:.1f} % of validation. More images or a "
    "stronger augmentation help, more epochs do not."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: Literal["improving", "by_heart", "settled"]
    sentence: str


def verdict(epochs: Sequence[EpochEnded]) -> Verdict | None:
    """What the epochs of a run that is over say; None for too few of them."""
    if len(epochs) < LEAST_EPOCHS:
        return None
    last, losses = epochs[-1], [epoch.val_loss for epoch in epochs]
    third = len(epochs) // 3
    if min(losses[-third:]) < (1 - FALL) * min(losses[:-third]):
        return Verdict("improving", IMPROVING)
    train, val = last.train_accuracy, last.val_accuracy
    if train is not None and val is not None and train - val >= GAP:
        return Verdict("by_heart", sentence(BY_HEART, train=100 * train, val=100 * val))
    best = min(epochs, key=lambda epoch: epoch.val_loss)
    if last.val_loss > (1 + RISE) * best.val_loss and last.train_loss < best.train_loss:
        return Verdict("by_heart", RISING)
    return Verdict("settled", SETTLED)
