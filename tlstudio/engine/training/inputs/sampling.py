"""Which samples an epoch trains on, and in what order."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine.project import TrainingSpec
from tlstudio.engine.training.inputs.batches import epoch_order, seed_of


def epoch_numbers(spec: TrainingSpec, labels: Sequence[int] | np.ndarray, epoch: int) -> list[int]:
    """What an epoch trains on, as numbers for `Feed.batches`; `labels` are those of all training samples."""
    if spec.sampling == "balanced":
        return balanced_order(labels, spec.seed, epoch)
    return epoch_order(len(labels), spec.seed, epoch)


def balanced_order(labels: Sequence[int] | np.ndarray, seed: int, epoch: int) -> list[int]:
    """As many numbers as there are labels, of each class equally many, by chance; the seed and the epoch decide.

    A row of N stands there as row, row + N, row + 2 N … where its class has to be repeated.
    """
    random = np.random.default_rng(seed_of(seed, epoch))
    numbers = np.asarray(labels)
    classes = random.permutation(np.unique(numbers))  # those that come first get what is left over
    drawn = [
        _repeated(np.flatnonzero(numbers == label), len(part), len(numbers), random)
        for label, part in zip(classes, np.array_split(numbers, len(classes)), strict=True)
    ]
    return random.permutation(np.concatenate(drawn)).tolist()


def _repeated(rows: np.ndarray, wanted: int, total: int, random: np.random.Generator) -> np.ndarray:
    """`wanted` numbers of the rows: each once before any of them twice."""
    rounds = -(-wanted // len(rows))
    numbers = [random.permutation(rows) + repeat * total for repeat in range(rounds)]
    return np.concatenate(numbers)[:wanted] if rounds else rows[:0]
