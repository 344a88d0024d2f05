"""What the loop does: a phase, a step, an epoch, their events and checkpoints.

A stopwatch that stands still while the driver of a run has the turn: what it does between two events is not work.
"""

import math
import time
from collections.abc import Generator, Iterator
from dataclasses import replace

from torch import Tensor

from tlstudio.engine.errors import StudioError, TrainingFailed
from tlstudio.engine.progress import Clock
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import (
    Changed,
    EpochEnded,
    Event,
    PhaseBegan,
    Progress,
    RunEnded,
    StepEnded,
    Warned,
)
from tlstudio.engine.runs.live_edits import Changes, Wish, value_of, with_change
from tlstudio.engine.runs.position import SCHEMA, CheckpointState, Position
from tlstudio.engine.training.checkpoint import Saving
from tlstudio.engine.training.inputs.feed import Batch, in_batches
from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.losses.movement import gradient_norms, movement_since
from tlstudio.engine.training.setup.optimizer import lr_factor, set_lr
from tlstudio.engine.training.setup.work import Troubles, Work
from tlstudio.engine.training.step import Place, Stepper
from tlstudio.engine.training.unfetched import Pending
from tlstudio.engine.training.validation import Scores, answered, validate

GRADIENTS_PER_EPOCH = 8  # steps whose gradients are measured


class Loop:
    """The state of one running `fit`: where it stands, and what is not yet fetched from the device."""

    def __init__(self, project: ProjectSpec, work: Work, changes: Changes, position: Position) -> None:
        self.project = project
        self.run = changes.run
        self.work = work
        self.changes = changes
        self.position = position
        count = len(work.inputs.train.targets)
        size = project.training.batch_size
        self.batch_count = len(in_batches(range(count), size)) if project.head.solver == "steps" else 1
        self.pending = Pending()
        self._stepper = Stepper(project, work)
        self._saving = Saving(changes.run)
        self._begun: Plan | None = None  # whose feeds are in use
        self._taken = position.step
        self._clock = Clock()
        self._waited_s = 0.0
        self._troubles = Troubles()

    @property
    def plan(self) -> Plan:
        """That of the epoch that runs, or comes next."""
        return next(plan for plan in self.work.plans if plan.phase.last_epoch > self.position.epoch)

    def begin_phase(self) -> Iterator[Event]:
        """Let train what trains in the next epoch, unless it does already; what is frozen runs where that is kept."""
        plan, phase, here = self.plan, self.plan.phase, self.position
        if plan is self._begun:
            return
        is_next = phase.first_epoch > 1 and here.epoch < phase.first_epoch and not here.batch
        if is_next:
            yield self._saving.save(self.work, self._state())
        self._begun, self.feeds = plan, self.work.begin(plan)
        if is_next:
            trainable = self.work.classifier.parameter_counts()[1]
            yield PhaseBegan(phase.first_epoch, here.step + 1, phase.from_part, trainable, phase.lr)
        size = self.work.at_once
        yield from self.feeds.fill(self.work.classifier, size)
        yield from self.work.objective.source_loss.begin_phase(self.feeds.source, size)
        yield from self._troubles.new(self.work, self.feeds, self._stepper.note)

    def batches(self) -> Iterator[Batch]:
        """What is left of the epoch, from the feeds as they are: a change may replace them."""
        here, size = self.position, self.project.training.batch_size
        batches = in_batches(self.work.order(here.epoch + 1), size)
        while self.position.batch < len(batches):
            feeds = self.feeds
            for batch in self._awaited(feeds.train.batches(batches[self.position.batch :], here.epoch + 1)):
                yield batch
                if self.feeds is not feeds:
                    break

    def _awaited(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        while True:
            since = time.monotonic()
            batch = next(batches, None)
            self._waited_s += time.monotonic() - since
            if batch is None:
                return
            yield batch

    def begin_epoch(self) -> None:
        self.work.classifier.train()
        here = self.position
        self.work.objective.source_loss.begin_epoch(here.epoch + 1, range(here.batch, self.batch_count))
        self._clock = Clock()

    def step(self, rows: Tensor, inputs: Tensor) -> None:
        """One optimizer update. Its loss stays on the device until `flush`."""
        work, self._taken = self.work, self._taken + 1
        work.objective.source_loss.begin_step()
        if len(rows) > 1 or len(rows) == self.project.training.batch_size:  # BatchNorm needs two
            lr = self._lr()
            set_lr(work.updates.optimizer, lr)
            answers, judged = self._stepper.backward(
                Place(self._taken, self.position.epoch + 1), self.feeds.train, rows, inputs
            )
            if self.position.batch % max(1, self.batch_count // GRADIENTS_PER_EPOCH) == 0:
                self.pending.gradients.append(gradient_norms(work.classifier))
            self._stepper.update(self._taken)
            self.pending.add(self._taken, lr, answers.loss, answers.logits, judged, answers.source)
        self.position = replace(self.position, step=self._taken, batch=self.position.batch + 1)

    @property
    def is_due(self) -> bool:
        """Whether it is time to fetch what is pending and to look for changes."""
        return self.pending.is_due or self.changes.is_due(self._taken)

    def follow(self) -> Iterator[Event]:
        """Change what is on record for this step, and what has been asked for meanwhile."""
        for wish, epoch in self.changes.due(self._taken, self.position.epoch + 1):
            yield from self._change(wish, epoch)

    def _change(self, wish: Wish, epoch: int) -> Iterator[Event]:
        self._saving.save_best()
        try:
            project = with_change(self.project, wish, epoch)
            work = self.work.changed(project)
        except StudioError as error:
            yield Warned(f"{wish.key} stays as it is. {error}")
            return
        if project == self.project:
            return
        old, new = value_of(self.project, wish.key, epoch), value_of(project, wish.key, epoch)
        change = Changed(self._taken, epoch, wish.key, old, new)
        self.project, self.work = project, work
        self.changes.keep(change)
        yield change
        yield from self._go_on()

    def _go_on(self) -> Iterator[Event]:
        """Train by the changed plan, with new feeds where it needs some."""
        before, plan = self._begun, self.plan
        if before and (before.views, before.keeps_train) == (plan.views, plan.keeps_train):
            self._begun = plan
        elif before:
            yield from self.begin_phase()
            self.begin_epoch()

    def count_solved(self, loss: Tensor, logits: Tensor, targets: Tensor) -> None:
        """The one step of a head that was solved, with no learning rate."""
        self._taken += 1
        self.pending.add(self._taken, 0.0, loss, logits, targets)
        self.position = replace(self.position, step=self._taken, batch=self.batch_count)

    def flush(self) -> Iterator[Event]:
        """Fetch what is pending. Raises TrainingFailed at the first loss that is not finite."""
        results, gradients = self.pending.fetch(), self.pending.fetch_gradients()
        self.pending = Pending()
        here, waited_s, self._waited_s = self.position, self._waited_s, 0.0
        seconds = here.seconds + self._clock.stop()
        self.position = replace(here, seconds=seconds, waited_s=here.waited_s + waited_s)
        yield from self._troubles.new(self.work, self.feeds, self._stepper.note)
        for one in results:
            if not math.isfinite(one.loss + (one.source_loss or 0.0)):
                self._saving.save_best()
                raise TrainingFailed(_diverged(one.step, one.lr))
            self.position = self.position.plus(one.loss, one.count, one.right)
            yield StepEnded(self.position.epoch + 1, one.step, one.loss, one.lr, one.source_loss)
        for norms in gradients:
            self.position = replace(self.position, gradients=self.position.gradients.plus(norms))
        self._clock = Clock()

    def validate(self) -> Generator[Progress, None, Scores]:
        work, size = self.work, self.work.at_once
        with work.updates.ema.shown():
            scores = yield from validate(
                work.classifier, self.feeds.val, work.inputs.val.targets, work.objective.task, size
            )
            yield from work.objective.source_loss.validate(size)
        return scores

    def end_epoch(self, scores: Scores) -> Iterator[Event]:
        here, epoch = self.position, self.position.epoch + 1
        if not here.seen:
            raise TrainingFailed("No training image can be read any more. Bring the folder back and resume the run.")
        is_best = (scores.goodness, -scores.loss) > (here.best_goodness, -here.best_loss)
        accuracy = scores.metrics.get("accuracy")
        yield EpochEnded(
            epoch=epoch,
            step=here.step,
            train_loss=here.loss_sum / here.seen,
            train_accuracy=None if accuracy is None else here.right / here.seen,
            val_loss=scores.loss,
            val_accuracy=accuracy,
            seconds=here.seconds + scores.seconds,
            images_per_s=here.seen / max(here.seconds, 1e-9),
            is_best=is_best,
            moved=movement_since(self.work.updates.start),
            gradients=here.gradients.means(),
            metrics=scores.metrics,
            waited=min(1.0, here.waited_s / max(here.seconds, 1e-9)),
            source_metrics=self.work.objective.source_loss.metrics,
            per_class=scores.per_class,
        )
        yield answered(epoch, here.step, scores.handful, self.work, self.project.data.folder)
        best = Position(
            best_epoch=epoch,
            best_metrics=scores.metrics,
            best_goodness=scores.goodness,
            best_loss=scores.loss,
            best_step=here.step,
        )
        spent_s, plateau = here.spent_s + here.seconds + scores.seconds, here.plateau.after(scores.loss)
        self.position = replace((best if is_best else here).after(epoch, here.step), plateau=plateau, spent_s=spent_s)
        saved = self._saving.end_epoch(self.work, self._state())
        if saved:
            yield saved

    def stop(self) -> Iterator[Event]:
        yield from self.flush()
        yield from self.end("stopped")

    def end(self, status: str, reason: str = "") -> Iterator[Event]:
        """Save where the run stands, and say that it is over."""
        yield self._saving.save(self.work, self._state())
        yield self._ended(status, reason)

    def _ended(self, status: str, reason: str) -> RunEnded:
        here = self.position
        has_best = here.best_epoch > 0
        metrics = {f"val_{name}": value for name, value in here.best_metrics.items()}
        best = {"best_epoch": here.best_epoch, **metrics, "val_loss": here.best_loss}
        return RunEnded(status, str(self.run.folder), {"epochs": here.epoch, **(best if has_best else {})}, reason)

    def _lr(self) -> float:
        """The learning rate of the head: the schedule runs anew in each phase, from its own peak."""
        phase = self.plan.phase
        taken = self._taken - (phase.first_epoch - 1) * self.batch_count
        factor = lr_factor(self.project.training, taken, phase.epochs * self.batch_count)
        is_plateau = self.project.training.schedule == "plateau"
        return phase.lr * factor * (self.position.plateau.factor if is_plateau else 1.0)

    def _state(self) -> CheckpointState:
        return CheckpointState(SCHEMA, self.position, self.project.training.seed, self.work.inputs.class_names)


def _diverged(step: int, lr: float) -> str:
    return (
        f"The loss is no longer a number at step {step}. Try a smaller learning rate, such as {lr / 10:.2g}. "
        "The last checkpoint stands."
    )
