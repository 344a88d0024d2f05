"""Judge a finished run on the images it was not trained on."""

from collections.abc import Callable, Sequence

import numpy as np

from tlstudio.engine.data.images import BadImage
from tlstudio.engine.errors import RunError, StudioError
from tlstudio.engine.evaluation.metrics import confusion, cross_entropy, per_class
from tlstudio.engine.evaluation.report import Report, Row, Unread
from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.training.run import Run, SplitName
from tlstudio.engine.training.trained import load_trained


def evaluate(
    run: Run,
    split: SplitName = "val",
    *,
    device: str = "auto",
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Report:
    """The best checkpoint's answers to the images of one part of the split, and what they amount to.

    Images that cannot be read any more are named, and not counted. `progress(done, total)` counts images.
    Raises RunError if the split is empty or nothing in it can be read, and StudioError if `should_stop` says so.
    """
    images = run.split_paths(split)
    if not images:
        raise RunError(f"The run {run.folder} has no {split} images. Evaluate it on another split.")
    rows: list[Row] = []
    unreadable: list[Unread] = []
    answers = load_trained(run, device=device).scores([path for path, _ in images])
    for done, ((path, label), scores) in enumerate(zip(images, answers, strict=True), start=1):
        if isinstance(scores, BadImage):
            unreadable.append(Unread(path, scores.reason))
        else:
            rows.append(Row(path, label, int(scores.argmax()), scores))
        if should_stop and should_stop():
            raise StudioError("The evaluation was cancelled.")
        if progress:
            progress(done, len(images))
    if not rows:
        raise RunError(_nothing_left(run, split, unreadable[0]))
    return report(split, run.class_names, rows, unreadable)


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


def _nothing_left(run: Run, split: SplitName, first: Unread) -> str:
    return (
        f"None of the {split} images of the run {run.folder} can be read; the first is {first.path}: {first.reason}. "
        f"Bring the images back to {run.project().data.folder}."
    )
