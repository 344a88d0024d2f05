"""Judge a finished run on the images it was not trained on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from tlstudio.engine.data.modality import BadSample
from tlstudio.engine.errors import RunError, StudioError
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.sentences import Sentence, sentence
from tlstudio.engine.tasks.registry import METHODS
from tlstudio.engine.tasks.report import Report, Row, Unread, make_report
from tlstudio.engine.training.losses.tasks import LEARNING, task_of
from tlstudio.engine.training.trained import load_trained


def evaluate(
    run: Run,
    split: SplitName = "val",
    *,
    device: str = "auto",
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Report:
    """The best checkpoint's answers to the images of one part of the split, and what they amount to in its task.

    Images that cannot be read any more are named, and not counted. `progress(done, total)` counts images.
    Raises RunError if the split is empty or nothing in it can be read, and StudioError if `should_stop` says so.
    """
    images = run.split_paths(split)
    if not images:
        raise RunError(
            "The run {folder} has no {split} images. Evaluate it on another split.",
            folder=run.folder,
            split=split,
        )
    trained = load_trained(run, device=device)
    found = _Found()
    answers = trained.scores([path for path, _ in images])
    for done, ((path, _), scores) in enumerate(zip(images, answers, strict=True), start=1):
        if isinstance(scores, BadSample):
            found.unreadable.append(Unread(path, scores.reason))
        else:
            found.scores[done - 1] = scores
        if should_stop and should_stop():
            raise StudioError("The evaluation was cancelled.")
        if progress:
            progress(done, len(images))
    if not found.scores:
        raise RunError(_nothing_left(run, split, found.unreadable[0]))
    return report_of(run, split, found.scores, found.unreadable)


@dataclass(slots=True)
class _Found:
    scores: dict[int, np.ndarray] = field(default_factory=dict)  # by the place of the image in the split
    unreadable: list[Unread] = field(default_factory=list)


def report_of(
    run: Run, split: SplitName, scores_of: Mapping[int, np.ndarray], unreadable: Sequence[Unread] = ()
) -> Report:
    """The report that follows from the scores of images, by their place in the split."""
    targets = run.split_targets(split)
    rows = [Row(*targets[place], scores) for place, scores in scores_of.items()]
    task = METHODS[run.project().objective.task]
    return make_report(task, split, run.class_names, rows, unreadable, _loss(run, rows))


def _loss(run: Run, rows: Sequence[Row]) -> float:
    """As the run itself was judged by it."""
    images, objective = run.split(), run.project().objective
    train = LEARNING[objective.task].targets(images, "train", torch.device("cpu"))
    learning = task_of(objective, train, len(images.class_names))
    targets = learning.methods.stack([row.target for row in rows])
    return learning.loss_of_scores(np.stack([row.scores for row in rows]), targets)


def _nothing_left(run: Run, split: SplitName, first: Unread) -> Sentence:
    return sentence(
        "None of the {split} images of the run {folder} can be read; the first is {path}: {reason}. "
        "Bring the images back to {images}, or say where they are now with `tlstudio relink {folder} --data FOLDER`.",
        split=split,
        folder=run.folder,
        path=first.path,
        reason=first.reason,
        images=run.project().data.folder,
    )
