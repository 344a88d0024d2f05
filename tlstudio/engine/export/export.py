"""Writes an export: the model in each format, what belongs to it, and the proof that it gives the app's answers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.export.certificate import (
    CERTIFICATE,
    Accuracy,
    Certificate,
    FormatResult,
    Snippet,
    fingerprint,
    now,
    prove,
    versions,
)
from tlstudio.engine.export.compare import rule_of
from tlstudio.engine.export.contents import SCRIPT, accuracy_of, framing_of_run, title_of, write_card, write_texts
from tlstudio.engine.export.deployment import Deployment
from tlstudio.engine.export.formats import FormatInfo, find_formats
from tlstudio.engine.export.target import find_target, replacing
from tlstudio.engine.export.verify import Reference, Stopped, run_snippet, spread, write_and_check
from tlstudio.engine.project import Task
from tlstudio.engine.runs.run import Run
from tlstudio.engine.storage import write_text_durably
from tlstudio.engine.training.trained import Trained, load_trained

Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


def export(
    run: Run,
    folder: Path,
    formats: Sequence[str],
    *,
    replace: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Certificate:
    """Write the run's best model to `folder` in these formats, each compared with the app on the raw validation images.

    A format that gives other answers, or cannot be written, is refused: the certificate says why, and its model is left
    out. If all are refused there is no folder. `replace` lets the export take the place of an earlier one.
    `progress` hears of images done and images in all. Raises StudioError.
    """
    infos = find_formats(formats)
    target = find_target(folder, replace)
    trained = load_trained(run)
    try:
        with replacing(target) as temporary:
            certificate = _fill(temporary, trained, infos, _Steps(progress, should_stop))
    except _AllRefused as refusal:
        return refusal.certificate
    return certificate


class _AllRefused(Exception):
    def __init__(self, certificate: Certificate) -> None:
        super().__init__()
        self.certificate = certificate


class _Steps:
    """Counts answers for `progress`, and asks whether to go on."""

    def __init__(self, progress: Progress | None, should_stop: ShouldStop | None) -> None:
        self._progress = progress or (lambda done, total: None)
        self._should_stop = should_stop or (lambda: False)
        self.total = 0
        self._done = 0

    def __call__(self) -> None:
        if self._should_stop():
            raise Stopped
        self._done += 1
        self._progress(min(self._done, self.total), self.total)


def _fill(folder: Path, trained: Trained, infos: Sequence[FormatInfo], step: _Steps) -> Certificate:
    reference = _reference(trained, len(infos), step)
    deployment = _deployment(trained)
    write_texts(folder, trained, infos)
    results = tuple(write_and_check(info, folder, deployment, reference, step) for info in infos)
    good = tuple(info for info, result in zip(infos, results, strict=True) if result.verified)
    accuracy = accuracy_of(trained.run)
    if not any(info.runs_alone for info in good):
        (folder / SCRIPT).unlink()
    write_card(folder, trained, good, accuracy)
    snippet = _snippet(folder, good, reference, trained.task)
    certificate = _certificate(folder, trained.run, results, accuracy, snippet, reference)
    if not good:
        raise _AllRefused(certificate)
    write_text_durably(folder / CERTIFICATE, codec.dumps(certificate))
    return certificate


def _reference(trained: Trained, formats: int, step: _Steps) -> Reference:
    names = [name for name, _ in trained.run.split().of("val")]
    paths = [path for path, _ in trained.run.split_paths("val")]
    chosen = spread(len(names))
    step.total = len(chosen) * (1 + formats)
    scores = []
    for answer in trained.scores([paths[position] for position in chosen]):
        scores.append(answer if isinstance(answer, np.ndarray) else None)
        step()
    return Reference(
        tuple(paths[position] for position in chosen),
        tuple(names[position] for position in chosen),
        tuple(scores),
        tuple(trained.class_names),
        rule_of(trained.task, trained.run.split().targets_of("train", trained.task)),
    )


def _deployment(trained: Trained) -> Deployment:
    network = trained.deployable().cpu().eval()
    return Deployment(network, trained.classifier.state_dict(), tuple(trained.class_names), framing_of_run(trained))


def _snippet(folder: Path, good: Sequence[FormatInfo], reference: Reference, task: Task) -> Snippet | None:
    alone = next((info for info in good if info.runs_alone), None)
    readable = [path for path, scores in zip(reference.paths, reference.scores, strict=True) if scores is not None]
    return run_snippet(alone, folder, readable[0], task) if alone else None


def _certificate(
    folder: Path,
    run: Run,
    results: tuple[FormatResult, ...],
    accuracy: Accuracy | None,
    snippet: Snippet | None,
    reference: Reference,
) -> Certificate:
    files = prove(folder) if any(result.verified for result in results) else ()  # the folder goes if all are refused
    return Certificate(
        run=title_of(run),
        checkpoint=run.best_checkpoint().name,
        made=now(),
        formats=results,
        files=files,
        fingerprint=fingerprint(files),
        accuracy=accuracy,
        snippet=snippet,
        unreadable=reference.unreadable,
        versions=versions(),
    )
