"""The loop. Everything else about training is in the modules beside this one."""

import math
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace

import torch
import torch.nn.functional as F  # noqa: N812 -- torch's own name for it
from torch import Tensor

from tlstudio.engine.errors import RunError, TrainingFailed
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.checkpoint import SCHEMA, CheckpointState, Position, load_newest, save_checkpoint
from tlstudio.engine.training.device import autocast, describe
from tlstudio.engine.training.events import (
    CheckpointSaved,
    EpochEnded,
    Event,
    Progress,
    RunEnded,
    RunStarted,
    StepEnded,
    Warned,
)
from tlstudio.engine.training.feed import epoch_order, in_batches, seed_of
from tlstudio.engine.training.movement import movement_since
from tlstudio.engine.training.optim import lr_factor, set_lr
from tlstudio.engine.training.prepare import Work, prepare
from tlstudio.engine.training.run import Run

FLUSH_S = 0.1  # losses are fetched from the device this often: every fetch waits for it


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
) -> Generator[Event, None, None]:
    """Train the project into the run; every event is written to the run before it is given out.

    Not asking for the next event pauses the training. `should_stop` is asked after each step; on yes a checkpoint is
    saved and the run ends as stopped. `trust_weights` opens a .pth file of the user's. Raises StudioError; the run
    then ends as failed, and its last checkpoint stands; a run that could not even begin is removed.
    """
    has_begun = resume
    try:
        for event in _fit(project, run, should_stop, device, resume, trust_weights):
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
    project: ProjectSpec, run: Run, should_stop: Callable[[], bool], device: str, resume: bool, trust_weights: bool
) -> Iterator[Event]:
    spec = project.training
    work = prepare(project, run, device, trust_weights)
    batch_count = len(in_batches(range(len(work.train_labels)), spec.batch_size))
    position = Position()
    if resume:
        position = yield from _resumed(run, work, spec.epochs)
    yield _started(project, run, work, batch_count, position)
    loop = _Loop(project, run, work, batch_count, position)

    for progress in work.fill(spec.batch_size):
        yield progress
        if should_stop():
            return (yield from loop.stop())
    for epoch in range(position.epoch + 1, spec.epochs + 1):
        batches = in_batches(epoch_order(len(work.train_labels), spec.seed, epoch), spec.batch_size)
        loop.begin_epoch()
        for rows, inputs in work.train_feed.batches(batches[loop.position.batch :], epoch):
            loop.step(rows, inputs)  # forward, backward, update: where the time goes
            if loop.is_flush_due():
                yield from loop.flush()
            if should_stop():
                return (yield from loop.stop())
        yield from loop.flush()
        for done in loop.validate():
            yield done
            if should_stop():
                return (yield from loop.stop())
        yield from loop.end_epoch(epoch)
    yield loop.ended("completed")


def _resumed(run: Run, work: Work, epochs: int) -> Iterator[Event]:
    position, passed_over = load_newest(run, work.classifier, work.optimizer)
    if position.epoch >= epochs:
        raise RunError(f"The run {run.folder} is complete: all {epochs} epochs are done.")
    run.forget_after(position.step)
    for sentence in passed_over:
        yield Warned(sentence)
    return position


def _started(project: ProjectSpec, run: Run, work: Work, batch_count: int, position: Position) -> RunStarted:
    parameters, trainable = work.classifier.parameter_counts()
    split = run.split()
    return RunStarted(
        run=str(run.folder),
        classes=split.class_names,
        images={"train": len(split.train), "val": len(split.val), "test": len(split.test)},
        parameters=parameters,
        trainable=trainable,
        epochs=project.training.epochs,
        steps_per_epoch=batch_count,
        device=describe(work.device),
        weights=work.weights,
        plan=work.plan,
        first_step=position.step,
    )


@dataclass(slots=True)
class _Pending:
    """Losses still on the device, and what the running epoch adds up to."""

    steps: list[tuple[int, float]] = field(default_factory=list)  # step, learning rate
    losses: list[Tensor] = field(default_factory=list)
    rights: list[Tensor] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)


class _Loop:
    """The state of one running `fit`: where it stands, and the losses not yet fetched from the device."""

    def __init__(self, project: ProjectSpec, run: Run, work: Work, batch_count: int, position: Position) -> None:
        self.project = project
        self.run = run
        self.work = work
        self.total = batch_count * project.training.epochs
        self.position = position
        self.val_loss = self.val_accuracy = math.nan
        self._taken = position.step
        self._clock = time.monotonic()  # what the driver does between two events does not count
        self._val_seconds = 0.0
        self._pending = _Pending()
        self._lost = 0

    def begin_epoch(self) -> None:
        self.work.classifier.train()
        self._clock = time.monotonic()

    def step(self, rows: Tensor, inputs: Tensor) -> None:
        """One optimizer update. Its loss stays on the device until `flush`."""
        work, self._taken = self.work, self._taken + 1
        lr = set_lr(work.optimizer, lr_factor(self.project.training, self._taken, self.total))
        # Dropout draws from a generator seeded by the step, so that a resumed run draws the same.
        torch.manual_seed(seed_of(self.project.training.seed, self._taken))
        targets = work.train_labels[rows.to(work.device)]
        if len(rows) > 1 or len(rows) == self.project.training.batch_size:  # BatchNorm needs two
            with autocast(work.device):
                logits = work.train_feed.logits(work.classifier, inputs)
                loss = work.objective(logits, targets)
            loss.backward()
            work.optimizer.step()
            work.optimizer.zero_grad(set_to_none=True)
            self._pending.losses.append(loss.detach().float())
            self._pending.rights.append((logits.detach().argmax(1) == targets).sum())
            self._pending.counts.append(len(rows))
            self._pending.steps.append((self._taken, lr))
        here = self.position
        self.position = replace(here, step=self._taken, batch=here.batch + 1, seconds=here.seconds + self._lap())

    def is_flush_due(self) -> bool:
        return time.monotonic() - self._pending.since >= FLUSH_S

    def flush(self) -> Iterator[Event]:
        """Fetch the pending losses. Raises TrainingFailed at the first that is not finite."""
        pending, self._pending = self._pending, _Pending()
        yield from self._newly_lost()
        if not pending.losses:
            self._clock = time.monotonic()
            return
        losses = torch.stack(pending.losses).tolist()
        rights = torch.stack(pending.rights).tolist()
        for (step, lr), loss, right, count in zip(pending.steps, losses, rights, pending.counts, strict=True):
            if not math.isfinite(loss):
                raise TrainingFailed(self._diverged(step, lr))
            here = self.position
            self.position = replace(
                here, loss_sum=here.loss_sum + loss * count, right=here.right + right, seen=here.seen + count
            )
            yield StepEnded(self.position.epoch + 1, step, loss, lr)
        self._clock = time.monotonic()

    def validate(self) -> Iterator[Progress]:
        """Loss and accuracy on the validation images, without label smoothing or class weights."""
        work = self.work
        work.classifier.eval()
        self._clock, self._val_seconds = time.monotonic(), 0.0
        count = len(work.val_labels)
        batches = in_batches(range(count), self.project.training.batch_size)
        loss_sum, right, seen = torch.zeros((), device=work.device), torch.zeros((), device=work.device), 0
        for rows, inputs in work.val_feed.batches(batches, epoch=0):
            if not len(rows):
                continue
            targets = work.val_labels[rows.to(work.device)]
            with torch.no_grad(), autocast(work.device):
                logits = work.val_feed.logits(work.classifier, inputs).float()
            loss_sum += F.cross_entropy(logits, targets, reduction="sum")
            right += (logits.argmax(1) == targets).sum()
            seen += len(rows)
            self._val_seconds += self._lap()
            yield Progress("Validating", seen, count)
            self._clock = time.monotonic()
        if not seen:
            raise TrainingFailed("No validation image can be read any more. Bring the folder back and resume the run.")
        self.val_loss, self.val_accuracy = loss_sum.item() / seen, right.item() / seen

    def end_epoch(self, epoch: int) -> Iterator[Event]:
        here = self.position
        if not here.seen:
            raise TrainingFailed("No training image can be read any more. Bring the folder back and resume the run.")
        is_best = (self.val_accuracy, -self.val_loss) > (here.best_accuracy, -here.best_loss)
        yield EpochEnded(
            epoch=epoch,
            step=here.step,
            train_loss=here.loss_sum / here.seen,
            train_accuracy=here.right / here.seen,
            val_loss=self.val_loss,
            val_accuracy=self.val_accuracy,
            seconds=here.seconds + self._val_seconds,
            images_per_s=here.seen / max(here.seconds, 1e-9),
            is_best=is_best,
            moved=movement_since(self.work.start),
        )
        best = (
            Position(0, 0, 0, 0.0, 0, 0, 0.0, epoch, self.val_accuracy, self.val_loss, here.step) if is_best else here
        )
        self.position = replace(best, step=here.step, epoch=epoch, batch=0, loss_sum=0.0, right=0, seen=0, seconds=0.0)
        yield self._save()

    def stop(self) -> Iterator[Event]:
        yield from self.flush()
        yield self._save()
        yield self.ended("stopped")

    def ended(self, status: str) -> RunEnded:
        here = self.position
        has_best = here.best_epoch > 0
        best = {"best_epoch": here.best_epoch, "val_accuracy": here.best_accuracy, "val_loss": here.best_loss}
        return RunEnded(status, str(self.run.folder), {"epochs": here.epoch, **(best if has_best else {})})

    def _lap(self) -> float:
        """Seconds since the clock was set, and set it anew."""
        since, self._clock = self._clock, time.monotonic()
        return self._clock - since

    def _save(self) -> CheckpointSaved:
        state = CheckpointState(SCHEMA, self.position, self.project.training.seed, self.work.class_names)
        folder = save_checkpoint(self.run, self.work.classifier, self.work.optimizer, state)
        return CheckpointSaved(self.position.step, str(folder))

    def _newly_lost(self) -> Iterator[Event]:
        sources = (self.work.train_feed.source, self.work.val_feed.source)
        lost = [(path, reason) for source in sources for path, reason in source.lost.items()]
        for path, reason in lost[self._lost :]:
            yield Warned(f"{path} could not be read and was skipped: {reason}.")
        self._lost = len(lost)

    def _diverged(self, step: int, lr: float) -> str:
        return (
            f"The loss is no longer a number at step {step}. Try a smaller learning rate, such as {lr / 10:.2g}. "
            "The last checkpoint stands."
        )
