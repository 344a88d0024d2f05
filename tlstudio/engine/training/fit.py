"""The loop. Everything else about training is in the modules beside this one."""

from collections.abc import Callable, Generator, Iterator, Sequence

import torch

from tlstudio.engine.errors import RunComplete, TrainingFailed
from tlstudio.engine.runs.continue_training import AsItWas, check_not_complete
from tlstudio.engine.runs.environment import Precision
from tlstudio.engine.runs.events import Changed, Event, RunEnded, RunStarted, StepEnded, Warned
from tlstudio.engine.runs.live_edits import EPOCHS, LR, LiveEdit, LiveEdits
from tlstudio.engine.runs.position import Position, is_out_of_time, why_over
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.checkpoint import load_newest
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES
from tlstudio.engine.training.loop import Loop
from tlstudio.engine.training.setup.compiling import settle_compiling
from tlstudio.engine.training.setup.device import describe, release_used
from tlstudio.engine.training.setup.micro_batches import settle_micro_batches
from tlstudio.engine.training.setup.precision import name_of, settle_precision
from tlstudio.engine.training.setup.prepare import prepare
from tlstudio.engine.training.solve_head import solve_head
from tlstudio.engine.training.validation import Scores


def _never() -> bool:
    return False


def fit(
    run: Run,
    *,
    should_stop: Callable[[], bool] = _never,
    device: str = "auto",
    resume: bool = False,
    edits: Sequence[LiveEdit] = (),
    stays_low: bool = False,
    trust_weights: bool = False,
    cache_bytes: int = BUDGET_BYTES,
    precision: Precision = "auto",
) -> Generator[Event, None, None]:
    """Train the project of the run; every event is written to the run before it is given out.

    Not asking for the next event pauses the training. Live edits that are on record, or are asked for meanwhile (`ask`
    in live_edits.py), are made after the step; `edits` before the first. Where they give a complete run more epochs its
    schedule may raise the learning rate, which is said; with `stays_low` it goes on from the last one. `should_stop` is
    asked after each step; on yes
    a checkpoint is saved and the run ends as stopped. `trust_weights` opens a .pth file of the user's. `cache_bytes` is
    what features of all runs together may take on disk; with 0 they end with the run. Raises StudioError; the run then
    ends as failed, and its last checkpoint stands. A run that could not even begin is removed, and one that is resumed
    stays as it was until it has taken a step. Raises RunError, and changes nothing, where the run is being trained.
    """
    run.own()
    has_begun, as_it_was = resume, AsItWas(run) if resume else None
    try:
        for event in _fit(run, should_stop, device, resume, edits, stays_low, trust_weights, cache_bytes, precision):
            if isinstance(event, StepEnded) or _has_completed(event):
                as_it_was = None
            run.record(event)
            has_begun = has_begun or isinstance(event, RunStarted)
            yield event
    except RunComplete:  # nothing has happened
        raise
    except Exception as error:  # whatever happened, the run on disk must say that it is over
        ended = RunEnded("failed", str(run.folder), {}, str(error))
        if as_it_was:
            as_it_was.restore()
            as_it_was = None
        elif has_begun:
            run.record(ended)
        else:
            run.discard()
        yield ended
        if isinstance(error, torch.OutOfMemoryError):
            raise TrainingFailed(
                "The memory of the device is full. Halve training.batch_size. ({error})", error=error
            ) from error
        raise
    finally:
        if as_it_was:
            as_it_was.restore()
        run.close()
        release_used()


def _has_completed(event: Event) -> bool:
    return isinstance(event, RunEnded) and event.status == "completed"


def _fit(
    run: Run,
    should_stop: Callable[[], bool],
    device: str,
    resume: bool,
    asked: Sequence[LiveEdit],
    stays_low: bool,
    trust_weights: bool,
    cache_bytes: int,
    precision: Precision,
) -> Iterator[Event]:
    edits = LiveEdits(run, asked)
    if resume:
        check_not_complete(run, edits)
    work = prepare(run, device, trust_weights, cache_bytes)
    # In this order: how much memory a batch needs depends on the precision, and what is compiled on both.
    why_precise = yield from settle_precision(run, work, precision, should_stop)
    work, why_micro_batches = settle_micro_batches(run, work)
    why_compiled, why_not_compiled = settle_compiling(run, work)
    position, passed_over = Position(), list[str]()
    if resume and run.checkpoints():  # one that was cut off before its first begins anew
        position, passed_over = load_newest(run, work)
    loop = Loop(work.changed(edits.project_at(position.step)), edits, position)
    first_edits = list(loop.follow_edits())
    if resume:
        run.forget_after(position.step)
        first_edits += _at_the_seam(loop, first_edits, stays_low=stays_low)
    yield from map(Warned, passed_over)
    yield _started(loop, f"{why_precise} {why_compiled}".strip())
    yield from map(Warned, filter(None, [why_micro_batches, why_not_compiled]))
    yield from first_edits

    while (why := _why_over(loop)) is None:
        for event in loop.begin_phase():
            yield event
            if should_stop():
                return (yield from loop.stop())
        if loop.project.head.solver != "steps":
            yield from solve_head(loop)
            return (yield from _end_closed_form(loop, should_stop))
        loop.begin_epoch()
        for rows, inputs in loop.batches():
            loop.step(rows, inputs)  # forward, backward, update: where the time goes
            if loop.is_due:
                yield from loop.flush()
                yield from loop.follow_edits()
            if should_stop():
                return (yield from loop.stop())
            if is_out_of_time(loop.position, loop.project.training.minutes):
                break
        yield from loop.flush()
        yield from loop.follow_edits()
        scores = yield from _until(should_stop, loop.validate())
        if scores is None:
            return (yield from loop.stop())
        yield from loop.end_epoch(scores)
    yield from loop.end("completed", why)


def _at_the_seam(loop: Loop, edits: Sequence[Event], *, stays_low: bool) -> Iterator[Event]:
    """What becomes of the learning rate where a run that was over goes on, unless somebody has just set it."""
    keys = {event.key for event in edits if isinstance(event, Changed)}
    last = loop.run.last(StepEnded)
    if EPOCHS in keys and LR not in keys and last and last.lr and _why_over(loop) is None:
        yield from loop.follow_seam(last.lr, stays_low=stays_low)


def _end_closed_form(loop: Loop, should_stop: Callable[[], bool]) -> Iterator[Event]:
    """Validate and end after the one step of a closed-form head."""
    scores = yield from _until(should_stop, loop.validate())
    if scores is None:
        return (yield from loop.stop())
    yield from loop.end_epoch(scores)
    yield from loop.end("completed")


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
            work.close()  # the weights that train come back into place
            return None


def _why_over(loop: Loop) -> str | None:
    """Why no epoch follows, "" if all were asked for; None if one does."""
    reason = why_over(loop.position, loop.project.training)
    return reason or ("" if loop.position.epoch >= loop.project.epochs else None)


def _started(loop: Loop, computing: str) -> RunStarted:
    work, split, objective = loop.work, loop.run.split(), loop.project.objective
    parameters, trainable = work.classifier.parameter_counts()
    return RunStarted(
        run=str(loop.run.folder),
        classes=split.class_names,
        images={"train": len(split.train), "val": len(split.val), "test": len(split.test)},
        parameters=parameters,
        trainable=trainable,
        epochs=loop.project.epochs,
        steps_per_epoch=loop.batch_count,
        device=describe(work.device),
        weights=work.weights,
        plan=f"{work.plan} {computing}".strip(),
        first_step=loop.position.step,
        source_weight=objective.source_weight if objective.source != "none" else 0.0,
        precision=name_of(work.classifier.precision),
        pieces=work.micro_batches,
        compiled=work.classifier.is_compiled,
    )
