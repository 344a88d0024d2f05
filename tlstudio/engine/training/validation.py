"""How a classifier does on its validation samples, while it trains.

And a few fixed validation samples, whose answers are told after every epoch.
"""

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.errors import TrainingFailed
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.progress import Clock
from tlstudio.engine.runs.class_scores import PerClass, noted
from tlstudio.engine.runs.events import Answered, Progress
from tlstudio.engine.sentences import NOTHING, Sentence, sentence
from tlstudio.engine.tasks.regression import varying
from tlstudio.engine.training.inputs.batches import in_batches
from tlstudio.engine.training.inputs.feed import Feed
from tlstudio.engine.training.inputs.targets import Targets
from tlstudio.engine.training.losses.tasks import Learning
from tlstudio.engine.training.setup.work import Work

FIXED = 8  # validation samples whose answers are told
HIGHEST = 6  # scores of a sample that are told


def fixed_rows(count: int) -> list[int]:
    """Rows of `count`, evenly spread: samples lie class by class."""
    few = min(FIXED, count)
    return [(2 * number + 1) * count // (2 * few) for number in range(few)]


def answered(epoch: int, step: int, scores: dict[int, np.ndarray], work: Work) -> Answered:
    """`scores` of rows, each (outputs,)."""
    paths, names, folder = work.val.samples.paths, work.class_names, work.project.data.folder
    task = work.objective.task
    targets = task.truths(work.val.targets.at(torch.tensor(list(scores), dtype=torch.int64)))
    truths = tuple(task.methods.truth(target, names) for target in targets)
    images = tuple(str(paths[row].relative_to(folder)) for row in scores)
    return Answered(epoch, step, images, truths, tuple(_highest(values, names) for values in scores.values()))


def _highest(scores: np.ndarray, names: Sequence[str]) -> dict[str, float]:
    order: list[int] = np.argsort(-scores, kind="stable")[:HIGHEST].tolist()
    return {names[number]: round(float(scores[number]), 4) for number in order}


def unjudged(work: Work) -> Sentence:
    """Which numbers have no R², in a sentence; NOTHING where all have one."""
    task, targets = work.objective.task, work.val.targets
    if not task.methods.info.has_units:
        return NOTHING
    vary = varying(task.truths(targets.at(torch.arange(len(targets)))))
    same = [name for name, varies in zip(work.class_names, vary, strict=True) if not varies]
    if not same:
        return NOTHING
    return sentence(
        "R² says nothing of {names}: it is the same number in all validation images.", names=", ".join(map(repr, same))
    )


@dataclass(frozen=True, slots=True)
class Scores:
    loss: float  # mean, without label smoothing, weights or scaling
    metrics: dict[str, float]
    goodness: float  # the metric that chooses the best epoch; more is better
    seconds: float
    of_fixed: dict[int, np.ndarray] = field(default_factory=dict)  # fixed validation samples: row → (outputs,)
    per_class: PerClass = ()
    judged: int = 0  # samples that could be read


def validate(
    classifier: Classifier, feed: Feed, targets: Targets, task: Learning, batch_size: int
) -> Generator[Progress, None, Scores]:
    """Tells how far it is, and in the end the scores. Raises TrainingFailed if no image can be read."""
    classifier.eval()
    clock, count, seen = Clock(), len(targets), 0
    answers: list[Tensor] = []
    truths: list[Any] = []
    known: list[Tensor] = []
    for rows, inputs in feed.batches(in_batches(range(count), batch_size), epoch=0):
        if not len(rows):
            continue
        with torch.no_grad(), classifier.computing():
            answers.append(feed.logits(classifier, inputs).float())
        known.append(rows)
        truths.append(targets.at(rows))
        seen += len(rows)
        clock.stop()
        yield Progress(sentence("Validating"), seen, count)
        clock.start()
    if not seen:
        raise TrainingFailed("No validation image can be read any more. Bring the folder back and resume the run.")
    return _scores(torch.cat(answers), task.join(truths), torch.cat(known), count, task, clock)


def _scores(logits: Tensor, targets: Any, rows: Tensor, count: int, task: Learning, clock: Clock) -> Scores:
    info, judging = task.methods.info, task.methods.judging
    loss = task.plain_loss(logits, targets).item()
    scores = task.scores(logits).cpu().numpy()
    truths = task.truths(targets)
    if not (math.isfinite(loss) and np.isfinite(scores).all()):
        raise TrainingFailed(
            "The answers to the validation images are no longer numbers. Try a smaller learning rate, or scale the "
            "numbers of the table down. The last checkpoint stands."
        )
    measured, per_class = judging.measure(scores, truths), noted(judging.noted(scores, truths))
    metrics = {name: value for name, value in measured.items() if not math.isnan(value)}  # `unjudged` says which
    places = {row: place for place, row in enumerate(rows.tolist())}
    of_fixed = {row: scores[places[row]] for row in fixed_rows(count) if row in places}
    return Scores(loss, metrics, info.goodness(metrics[info.key]), clock.stop(), of_fixed, per_class, len(places))
