"""How a classifier does on its validation images, while it trains.

A few validation images whose answers are told after every epoch, always the same ones.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.errors import TrainingFailed
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.progress import Clock
from tlstudio.engine.runs.class_scores import PerClass, noted
from tlstudio.engine.runs.events import Answered, Progress
from tlstudio.engine.training.inputs.feed import Feed, in_batches
from tlstudio.engine.training.losses.tasks import Metrics, TaskInfo
from tlstudio.engine.training.setup.work import Work

HANDFUL = 8
HIGHEST = 6  # scores of an image that are told


def handful_of(count: int) -> list[int]:
    """Rows of `count`, evenly spread: images lie class by class."""
    few = min(HANDFUL, count)
    return [(2 * number + 1) * count // (2 * few) for number in range(few)]


def answered(epoch: int, step: int, scores: dict[int, np.ndarray], work: Work, folder: str) -> Answered:
    """`scores` of rows, each (outputs,); the images lie below the folder."""
    paths, names, targets = work.inputs.val.images.source.paths, work.inputs.class_names, work.inputs.val.targets
    truths = tuple(names[int(targets[row])] if targets.ndim == 1 else "" for row in scores)
    images = tuple(str(paths[row].relative_to(folder)) for row in scores)
    return Answered(epoch, step, images, truths, tuple(_highest(one, names) for one in scores.values()))


def _highest(scores: np.ndarray, names: Sequence[str]) -> dict[str, float]:
    order: list[int] = np.argsort(-scores, kind="stable")[:HIGHEST].tolist()
    return {names[number]: round(float(scores[number]), 4) for number in order}


@dataclass(frozen=True, slots=True)
class Scores:
    loss: float  # mean, without label smoothing, weights or scaling
    metrics: Metrics
    goodness: float  # the metric that chooses the best epoch; more is better
    seconds: float
    handful: dict[int, np.ndarray] = field(default_factory=dict)  # a few rows, the same in every epoch → (outputs,)
    per_class: PerClass = ()


def validate(
    classifier: Classifier, feed: Feed, targets: Tensor, task: TaskInfo, batch_size: int
) -> Generator[Progress, None, Scores]:
    """Tells how far it is, and in the end the scores. Raises TrainingFailed if no image can be read."""
    classifier.eval()
    clock, count, seen = Clock(), len(targets), 0
    answers: list[Tensor] = []
    found: list[Tensor] = []
    known: list[Tensor] = []
    for rows, inputs in feed.batches(in_batches(range(count), batch_size), epoch=0):
        if not len(rows):
            continue
        with torch.no_grad(), classifier.computing():
            answers.append(feed.logits(classifier, inputs).float())
        known.append(rows)
        found.append(targets[rows.to(targets.device, non_blocking=True)])
        seen += len(rows)
        clock.stop()
        yield Progress("Validating", seen, count)
        clock.start()
    if not seen:
        raise TrainingFailed("No validation image can be read any more. Bring the folder back and resume the run.")
    return _scores(torch.cat(answers), torch.cat(found), torch.cat(known), count, task, clock)


def _scores(logits: Tensor, targets: Tensor, rows: Tensor, count: int, task: TaskInfo, clock: Clock) -> Scores:
    loss = task.plain_loss(logits, targets).item()
    scores = task.scores(logits).cpu().numpy()
    truths = targets.cpu().numpy()
    metrics, per_class = task.metrics(scores, truths), noted(task.per_class(scores, truths))
    places = {row: place for place, row in enumerate(rows.tolist())}
    handful = {row: scores[places[row]] for row in handful_of(count) if row in places}
    return Scores(loss, metrics, task.sign * metrics[task.key], clock.stop(), handful, per_class)
