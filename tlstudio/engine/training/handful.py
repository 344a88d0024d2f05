"""A few validation images whose answers are told after every epoch, always the same ones."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine.runs.events import Answered
from tlstudio.engine.training.prepare import Work

HANDFUL = 8
HIGHEST = 6  # scores of an image that are told


def handful_of(count: int) -> list[int]:
    """Rows of `count`, evenly spread: images lie class by class."""
    few = min(HANDFUL, count)
    return [(2 * number + 1) * count // (2 * few) for number in range(few)]


def answered(epoch: int, step: int, scores: dict[int, np.ndarray], work: Work, folder: str) -> Answered:
    """`scores` of rows, each (outputs,); the images lie below the folder."""
    paths, names, targets = work.val_images.source.paths, work.class_names, work.val_targets
    truths = tuple(names[int(targets[row])] if targets.ndim == 1 else "" for row in scores)
    images = tuple(str(paths[row].relative_to(folder)) for row in scores)
    return Answered(epoch, step, images, truths, tuple(_highest(one, names) for one in scores.values()))


def _highest(scores: np.ndarray, names: Sequence[str]) -> dict[str, float]:
    order: list[int] = np.argsort(-scores, kind="stable")[:HIGHEST].tolist()
    return {names[number]: round(float(scores[number]), 4) for number in order}
