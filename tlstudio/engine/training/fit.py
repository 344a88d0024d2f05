"""The loop. Everything else about training is in the modules beside this one."""

from collections.abc import Callable, Generator, Iterator

import torch

from tlstudio.engine.errors import RunError, TrainingFailed
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.checkpoint import Position, is_out_of_patience, load_newest
from tlstudio.engine.training.device import describe
from tlstudio.engine.training.events import Event, RunEnded, RunStarted, Warned
from tlstudio.engine.training.feature_files import BUDGET_BYTES
from tlstudio.engine.training.feed import in_batches
from tlstudio.engine.training.instant import solve_head
from tlstudio.engine.training.loop import Loop
from tlstudio.engine.training.machine import Precision
from tlstudio.engine.training.precision import name_of, settle_precision
from tlstudio.engine.training.prepare import Work, prepare
from tlstudio.engine.training.run import Run
from tlstudio.engine.training.validation import Scores


def _never() -> bool:
    return False


def fit(
    project: ProjectSpec,
    run: Run,
    *,
    should_stop: Callable[[], bool] = _never,
    device: str = "auto",
    resume: bool = False,
    trust_weights: bool = False,
    cache_bytes: int = BUDGET_BYTES,
    precision: Precision = "auto",
) -> Generator[Event, None, None]:
    """Train the project into the run; every event is written to the run before it is given out.

    Not asking for the next event pauses the training. `should_stop` is asked after each step; on yes a checkpoint is
    saved and the run ends as stopped. `trust_weights` opens a .pth file of the user's. `cache_bytes` is what features
    of all runs together may take on disk; with 0 they end with the run. Raises StudioError; the run then ends as
    failed, and its last checkpoint stands; a run that could not even begin is removed.
    """
    has_begun = resume
    try:
        for event in _fit(project, run, should_stop, device, resume, trust_weights, cache_bytes, precision):
            run.record(event)
            has_begun = True
            yield event
    except Exception as error:  # whatever happened, the run on disk must say that it is over
        ended = RunEnded("failed", str(run.folder), {}, str(error))
        if has_begun:
            run.record(ended)
        else:
            run.discard()
        yield ended
        if isinstance(error, torch.OutOfMemoryError):
            raise TrainingFailed(f"The memory of the device is full. Halve training.batch_size. ({error})") from error
        raise
    finally:
        run.close()


def _fit(
    project: ProjectSpec,
    run: Run,
    should_stop: Callable[[], bool],
    device: str,
    resume: bool,
    trust_weights: bool,
    cache_bytes: int,
    precision: Precision,
) -> Iterator[Event]:
    spec = project.training
    work = prepare(project, run, device, trust_weights, cache_bytes)
    why = settle_precision(run, work, precision)
    is_solved = project.head.solver != "steps"
    batch_count = 1 if is_solved else len(in_batches(range(len(work.train_targets)), spec.batch_size))
    position = Position()
    if resume:
        position = yield from _resumed(run, work, project.epochs)
    yield _started(project, run, work, batch_count, position, why)
    loop = Loop(project, run, work, batch_count, position)

    for plan in (plan for plan in work.plans if plan.phase.last_epoch > position.epoch):
        for event in loop.begin_phase(plan):
            yield event
            if should_stop():
                return (yield from loop.stop())
        if is_solved:
            yield from solve_head(loop)
            return (yield from _solved(loop, should_stop))
        for epoch in range(max(plan.phase.first_epoch, position.epoch + 1), plan.phase.last_epoch + 1):
            batches = in_batches(work.order(epoch), spec.batch_size)
            loop.begin_epoch()
            for rows, inputs in loop.feeds.train.batches(batches[loop.position.batch :], epoch):
                loop.step(rows, inputs)  # forward, backward, update: where the time goes
                if loop.pending.is_due:
                    yield from loop.flush()
                if should_stop():
                    return (yield from loop.stop())
            yield from loop.flush()
            scores = yield from _until(should_stop, loop.validate())
            if scores is None:
                return (yield from loop.stop())
            yield from loop.end_epoch(epoch, scores)
            if is_out_of_patience(loop.position, spec.patience):
                return (yield loop.ended("completed", f"No better epoch in {spec.patience}."))
    yield loop.ended("completed")


def _solved(loop: Loop, should_stop: Callable[[], bool]) -> Iterator[Event]:
    """What comes after the one step of a head that was solved."""
    scores = yield from _until(should_stop, loop.validate())
    if scores is None:
        return (yield from loop.stop())
    yield from loop.end_epoch(1, scores)
    yield loop.ended("completed")


def _until(
    should_stop: Callable[[], bool], work: Generator[Event, None, Scores]
) -> Generator[Event, None, Scores | None]:
    """What the work gives in the end, or None if it was told to stop."""
    while True:
        try:
            yield next(work)
        except StopIteration as ended:
            return ended.value
        if should_stop():
            return None


def _resumed(run: Run, work: Work, epochs: int) -> Iterator[Event]:
    position, passed_over = load_newest(run, work.classifier, work.optimizer)
    if position.epoch >= epochs:
        raise RunError(f"The run {run.folder} is complete: all {epochs} epochs are done.")
    if is_out_of_patience(position, run.project().training.patience):
        raise RunError(f"The run {run.folder} is complete: it ended since no epoch was better.")
    run.forget_after(position.step)
    for sentence in passed_over:
        yield Warned(sentence)
    return position


def _started(
    project: ProjectSpec, run: Run, work: Work, batch_count: int, position: Position, precision: str
) -> RunStarted:
    parameters, trainable = work.classifier.parameter_counts()
    split = run.split()
    return RunStarted(
        run=str(run.folder),
        classes=split.class_names,
        images={"train": len(split.train), "val": len(split.val), "test": len(split.test)},
        parameters=parameters,
        trainable=trainable,
        epochs=project.epochs,
        steps_per_epoch=batch_count,
        device=describe(work.device),
        weights=work.weights,
        plan=f"{work.plan} {precision}".strip(),
        first_step=position.step,
        precision=name_of(work.classifier.precision),
    )
