"""Judge a finished run on the images it was not trained on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from tlstudio.engine.data.modality import BadSample
from tlstudio.engine.errors import RunError, StudioError
from tlstudio.engine.evaluation.metrics import confusion, cross_entropy, per_class
from tlstudio.engine.evaluation.report import Report, Row, Unread
from tlstudio.engine.evaluation.target_report import AnyReport, TargetRow
from tlstudio.engine.evaluation.targets import label_report, number_report
from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.sentences import Sentence, sentence
from tlstudio.engine.training.losses.tasks import task_of, tensor_targets
from tlstudio.engine.training.trained import load_trained


def evaluate(
    run: Run,
    split: SplitName = "val",
    *,
    device: str = "auto",
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> AnyReport:
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
) -> AnyReport:
    """The report that follows from the scores of images, by their place in the split."""
    task = run.project().objective.task
    if task == "single_label":
        images = run.split_paths(split)
        rows = [Row(*images[place], int(scores.argmax()), scores) for place, scores in scores_of.items()]
        return report(split, run.class_names, rows, unreadable)
    targets = run.split_targets(split)
    rows = [TargetRow(*targets[place], scores) for place, scores in scores_of.items()]
    if task == "multi_label":
        return label_report(split, run.class_names, rows, unreadable)
    return number_report(split, run.class_names, rows, unreadable, _number_loss(run, rows))


def _number_loss(run: Run, rows: Sequence[TargetRow]) -> float:
    """As the run itself was judged by it."""
    images, objective = run.split(), run.project().objective
    train = tensor_targets(images, "train", torch.device("cpu"))
    said, true = (
        torch.from_numpy(np.stack(values)) for values in zip(*((row.scores, row.targets) for row in rows), strict=True)
    )
    return task_of(objective, train, len(images.class_names)).plain_loss(said, true).item()


def report(split: SplitName, class_names: Sequence[str], rows: Sequence[Row], unreadable: Sequence[Unread]) -> Report:
    """The numbers that follow from the answers in `rows`, of which there is at least one."""
    labels = np.array([row.label for row in rows])
    predicted = np.array([row.predicted for row in rows])
    right = int((labels == predicted).sum())
    return Report(
        split=split,
        accuracy=right / len(rows),
        accuracy_interval=wilson_interval(right, len(rows)),
        loss=cross_entropy(labels, np.stack([row.scores for row in rows])),
        n=len(rows),
        classes=tuple(class_names),
        confusion=confusion(labels, predicted, len(class_names)),
        per_class=per_class(labels, predicted, class_names),
        rows=tuple(rows),
        unreadable=tuple(unreadable),
    )


def _nothing_left(run: Run, split: SplitName, first: Unread) -> Sentence:
    return sentence(
        "None of the {split} images of the run {folder} can be read; the first is {path}: {reason}. "
        "Bring the images back to {images}.",
        split=split,
        folder=run.folder,
        path=first.path,
        reason=first.reason,
        images=run.project().data.folder,
    )
