"""What the loop does: a phase, a step, an epoch, their events and checkpoints."""

import math
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import Any

from torch import Tensor

from tlstudio.engine.data.inputs import Batch, Inputs
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
from tlstudio.engine.runs.live_edits import LR, LiveEdit, LiveEdits, value_of, with_edit
from tlstudio.engine.runs.position import SCHEMA, CheckpointState, Position
from tlstudio.engine.sentences import Sentence, sentence
from tlstudio.engine.training.checkpoint import Saving
from tlstudio.engine.training.inputs.batches import in_batches
from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.losses.movement import gradient_norms, movement_since
from tlstudio.engine.training.setup.optimizer import lr_factor, set_lr
from tlstudio.engine.training.setup.work import RunWarnings, Work
from tlstudio.engine.training.step import Place, Stepper
from tlstudio.engine.training.unfetched import StepResult, Unfetched
from tlstudio.engine.training.validation import Scores, answered, unjudged, validate

GRADIENTS_PER_EPOCH = 8  # steps whose gradients are measured
RISES_FROM = 2  # times the last learning rate: what a person wants to know of before it happens


class Loop:
    """The state of one running `fit`: where it stands, and what is not yet fetched from the device."""

    def __init__(
        self,
        work: Work,
        edits: LiveEdits,
        position: Position,
        learning_rate: "Callable[[Loop], float] | None" = None,
    ) -> None:
        """`learning_rate` of the next step, in place of the one that the project's schedule says."""
        self.run = edits.run
        self.work = work
        self.edits = edits
        self.position = position
        self._learning_rate = learning_rate or scheduled_lr
        size, solver = work.project.training.batch_size, work.project.head.solver
        self.batch_count = len(in_batches(range(len(work.train)), size)) if solver == "steps" else 1
        self._unfetched = Unfetched()
        self._stepper = Stepper(work)
        self._saving = Saving(edits.run)
        self._begun: Plan | None = None  # whose feeds are in use
        self._taken = position.step
        self._clock = Clock()
        self._waited_s = 0.0
        self._warnings = RunWarnings()
        self._unjudged = unjudged(work)

    @property
    def project(self) -> ProjectSpec:
        """As it stands at this step."""
        return self.work.project

    @property
    def taken(self) -> int:
        """Steps so far; within a step, its number."""
        return self._taken

    @property
    def plan(self) -> Plan:
        """That of the epoch that runs, or comes next."""
        return next(plan for plan in self.work.plans if plan.phase.last_epoch > self.position.epoch)

    def begin_phase(self) -> Iterator[Event]:
        """Switch to the phase of the next epoch, unless it is on already, and fill its feature caches."""
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
        yield from self.work.objective.source.begin_phase(self.feeds.source, size)
        yield from self._warnings.new(self.work, self.feeds, self._stepper.note, self._unjudged)

    def batches(self) -> Iterator[Batch]:
        """What is left of the epoch, from the feeds as they are: a live edit may replace them."""
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
        self.work.objective.source.begin_epoch(here.epoch + 1, range(here.batch, self.batch_count))
        self._clock = Clock()

    def step(self, rows: Tensor, inputs: Inputs) -> None:
        """Take one step: forward, backward, update. Its loss stays on the device until it is fetched."""
        work, self._taken = self.work, self._taken + 1
        work.objective.source.begin_step()
        if len(rows) > 1 or len(rows) == self.project.training.batch_size:  # BatchNorm needs two
            lr = self._learning_rate(self)
            set_lr(work.optimizer, lr)
            answers, judged = self._stepper.backward(
                Place(self._taken, self.position.epoch + 1), self.feeds.train, rows, inputs
            )
            if self.position.batch % max(1, self.batch_count // GRADIENTS_PER_EPOCH) == 0:
                self._unfetched.gradients.append(gradient_norms(work.classifier))
            self._stepper.update(self._taken)
            self._note(lr, answers.loss, answers.logits, judged, len(rows), answers.source)
        self.position = replace(self.position, step=self._taken, batch=self.position.batch + 1)

    @property
    def is_due(self) -> bool:
        """Whether it is time to fetch losses and to look for live edits."""
        return self._unfetched.is_due or self.edits.is_due(self._taken)

    def follow_edits(self) -> Iterator[Event]:
        """Make the live edits that are on record for this step, and those asked for meanwhile."""
        for edit, epoch in self.edits.due(self._taken, self.position.epoch + 1):
            yield from self._edit(edit, epoch)

    def follow_seam(self, last_lr: float, *, stays_low: bool) -> Iterator[Event]:
        """Say that the learning rate rises, as the schedule of all epochs has it, or let it go on from the last one."""
        next_lr = lr_of_step(self, self._taken + 1)
        if next_lr < RISES_FROM * last_lr:
            return
        epoch = self.position.epoch + 1
        if not stays_low:
            yield Warned(
                sentence(
                    "The learning rate rises {times:,.0f}-fold in epoch {epoch}, from {last:.2g} to {next:.2g}: it "
                    "follows the schedule of all {epochs} epochs. To go on from where it was, continue with "
                    "--stay-low.",
                    times=next_lr / last_lr,
                    epoch=epoch,
                    last=last_lr,
                    next=next_lr,
                    epochs=self.project.epochs,
                )
            )
            return
        peak = value_of(self.project, LR, epoch)
        yield from self._edit(LiveEdit(LR, float(f"{peak * last_lr / next_lr:.4g}")), epoch)

    def _edit(self, edit: LiveEdit, epoch: int) -> Iterator[Event]:
        # What is best so far was trained by the project as it is, and is lost once that has changed.
        self._saving.save_best()
        try:
            project = with_edit(self.project, edit, epoch)
            work = self.work.changed(project)
        except StudioError as error:
            yield Warned(sentence("{key} stays as it is. {error}", key=edit.key, error=error))
            return
        if project == self.project:
            return
        old, new = value_of(self.project, edit.key, epoch), value_of(project, edit.key, epoch)
        changed = Changed(self._taken, epoch, edit.key, old, new)
        self.work = work
        self.edits.keep(changed)
        yield changed
        yield from self._go_on()

    def _go_on(self) -> Iterator[Event]:
        """Train by the changed plan, with new feeds where it needs some."""
        before = self._begun
        if before is None:  # not before the first step: all epochs may be done, until another edit asks for more
            return
        plan = self.plan
        if (before.views, before.keeps_train) == (plan.views, plan.keeps_train):
            self._begun = plan
        else:
            yield from self.begin_phase()
            self.begin_epoch()

    def count_closed_form(self, loss: Tensor, logits: Tensor, targets: Tensor) -> None:
        """The one step of a head that was solved in closed form, with no learning rate."""
        self._taken += 1
        self._note(0.0, loss, logits, targets, len(targets), None)
        self.position = replace(self.position, step=self._taken, batch=self.batch_count)

    def _note(self, lr: float, loss: Tensor, logits: Tensor, targets: Any, count: int, source: Tensor | None) -> None:
        right = self.work.objective.task.right
        how_many = right(logits.detach(), targets) if right else None
        self._unfetched.add(self._taken, lr, loss, count, how_many, source)

    def fetch(self) -> tuple[list[StepResult], list[dict[str, float]]]:
        """What the steps since the last time gave, and their gradients. Waits for the device."""
        fetched = self._unfetched.fetch(), self._unfetched.fetch_gradients()
        self._unfetched = Unfetched()
        return fetched

    def flush(self) -> Iterator[Event]:
        """Tell of the steps since the last time. Raises TrainingFailed at the first loss that is not finite."""
        results, gradients = self.fetch()
        here, waited_s, self._waited_s = self.position, self._waited_s, 0.0
        seconds = here.seconds + self._clock.stop()
        self.position = replace(here, seconds=seconds, waited_s=here.waited_s + waited_s)
        yield from self._warnings.new(self.work, self.feeds, self._stepper.note, self._unjudged)
        for result in results:
            if not math.isfinite(result.loss + (result.source_loss or 0.0)):
                self._saving.save_best()
                raise TrainingFailed(_diverged(result.step, result.lr))
            self.position = self.position.plus(result.loss, result.count, result.right)
            yield StepEnded(self.position.epoch + 1, result.step, result.loss, result.lr, result.source_loss)
        for norms in gradients:
            self.position = replace(self.position, gradients=self.position.gradients.plus(norms))
        self._clock = Clock()

    def validate(self) -> Generator[Progress, None, Scores]:
        work, size = self.work, self.work.at_once
        with work.ema.shown():
            scores = yield from validate(work.classifier, self.feeds.val, work.val.targets, work.objective.task, size)
            yield from work.objective.source.validate(size)
        return scores

    def end_epoch(self, scores: Scores) -> Iterator[Event]:
        here, epoch = self.position, self.position.epoch + 1
        if not here.seen:
            raise TrainingFailed("No training image can be read any more. Bring the folder back and resume the run.")
        is_better = (scores.goodness, -scores.loss) > (here.best_goodness, -here.best_loss)
        is_best = is_better or not here.best_epoch
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
            moved=movement_since(self.work.start),
            gradients=here.gradients.means(),
            metrics=scores.metrics,
            waited=min(1.0, here.waited_s / max(here.seconds, 1e-9)),
            source_metrics=self.work.objective.source.metrics,
            per_class=scores.per_class,
            judged=scores.judged,
        )
        yield answered(epoch, here.step, scores.of_fixed, self.work)
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

    def _state(self) -> CheckpointState:
        return CheckpointState(SCHEMA, self.position, self.project.training.seed, self.work.class_names)


def scheduled_lr(loop: Loop) -> float:
    """The learning rate of the head at this step."""
    return lr_of_step(loop, loop.taken)


def lr_of_step(loop: Loop, step: int) -> float:
    """The learning rate of the head in a step: the schedule runs anew in each phase, from its own peak."""
    phase, training = loop.plan.phase, loop.project.training
    taken = step - (phase.first_epoch - 1) * loop.batch_count
    factor = lr_factor(training, taken, phase.epochs * loop.batch_count)
    return phase.lr * factor * (loop.position.plateau.factor if training.schedule == "plateau" else 1.0)


def _diverged(step: int, lr: float) -> Sentence:
    return sentence(
        "The loss is no longer a number at step {step}. Try a smaller learning rate, such as "
        "{lr:.2g}. The last checkpoint stands.",
        step=step,
        lr=lr / 10,
    )
