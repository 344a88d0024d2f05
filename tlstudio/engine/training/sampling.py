"""Epochs in which every class comes equally often, however many images it has."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine.training.feed import seed_of


def balanced_order(labels: Sequence[int], seed: int, epoch: int) -> list[int]:
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
