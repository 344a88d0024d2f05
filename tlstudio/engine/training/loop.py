"""What the loop does: a phase, a step, an epoch, their events and checkpoints."""

import math
from collections.abc import Generator, Iterator
from dataclasses import replace

import torch
from torch import Tensor

from tlstudio.engine.errors import TrainingFailed
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.checkpoint import SCHEMA, CheckpointState, Position, save_checkpoint
from tlstudio.engine.training.clock import Clock
from tlstudio.engine.training.events import (
    CheckpointSaved,
    EpochEnded,
    Event,
    PhaseBegan,
    Progress,
    RunEnded,
    StepEnded,
    Warned,
)
from tlstudio.engine.training.feed import seed_of
from tlstudio.engine.training.movement import gradient_norms, movement_since
from tlstudio.engine.training.optim import lr_factor, set_lr
from tlstudio.engine.training.pending import Pending
from tlstudio.engine.training.prepare import Plan, Work
from tlstudio.engine.training.run import Run
from tlstudio.engine.training.validation import Scores, validate

GRADIENTS_PER_EPOCH = 8  # steps whose gradients are measured


class Loop:
    """The state of one running `fit`: where it stands, and what is not yet fetched from the device."""

    def __init__(self, project: ProjectSpec, run: Run, work: Work, batch_count: int, position: Position) -> None:
        self.project = project
        self.run = run
        self.work = work
        self.batch_count = batch_count
        self.position = position
        self.pending = Pending()
        self.plan = work.plans[0]
        self._taken = position.step
        self._clock = Clock()
        self._lost = 0
        self._noted = set[str]()

    def begin_phase(self, plan: Plan) -> Iterator[Event]:
        """Let train what trains from here on, and run what is frozen over the images where that is kept."""
        phase, here = plan.phase, self.position
        self.plan, self.feeds = plan, self.work.begin(plan)
        if phase.first_epoch > 1 and here.epoch < phase.first_epoch and not here.batch:
            trainable = self.work.classifier.parameter_counts()[1]
            yield PhaseBegan(phase.first_epoch, here.step + 1, phase.from_part, trainable, phase.lr)
        yield from self.feeds.fill(self.work.classifier, self.project.training.batch_size)
        yield from self._new_notes()

    def begin_epoch(self) -> None:
        self.work.classifier.train()
        self._clock = Clock()

    def step(self, rows: Tensor, inputs: Tensor) -> None:
        """One optimizer update. Its loss stays on the device until `flush`."""
        work, self._taken = self.work, self._taken + 1
        # Dropout draws from a generator seeded by the step, so that a resumed run draws the same.
        torch.manual_seed(seed_of(self.project.training.seed, self._taken))
        if len(rows) > 1 or len(rows) == self.project.training.batch_size:  # BatchNorm needs two
            lr = self._lr()
            set_lr(work.optimizer, lr)
            batch = work.mixing(inputs, work.train_targets[rows.to(work.device)], self._taken)
            with work.classifier.computing():
                logits = self.feeds.train.logits(work.classifier, batch.inputs)
                loss = work.objective(logits, batch.targets)
            source = work.source_loss() if work.source_loss else None
            total = loss if source is None else loss + self.project.objective.source_weight * source
            total.backward()
            if self.position.batch % max(1, self.batch_count // GRADIENTS_PER_EPOCH) == 0:
                self.pending.gradients.append(gradient_norms(work.classifier))
            self._clip()
            work.optimizer.step()
            work.optimizer.zero_grad(set_to_none=True)
            self.pending.add(self._taken, lr, loss, logits, batch.judged, source)
        self.position = replace(self.position, step=self._taken, batch=self.position.batch + 1)

    def count_solved(self, loss: Tensor, logits: Tensor, targets: Tensor) -> None:
        """The one step of a head that was solved, with no learning rate."""
        self._taken += 1
        self.pending.add(self._taken, 0.0, loss, logits, targets)
        self.position = replace(self.position, step=self._taken, batch=self.batch_count)

    def flush(self) -> Iterator[Event]:
        """Fetch what is pending. Raises TrainingFailed at the first loss that is not finite."""
        results, gradients = self.pending.fetch(), self.pending.fetch_gradients()
        self.pending = Pending()
        self.position = replace(self.position, seconds=self.position.seconds + self._clock.stop())
        yield from self._newly_lost()
        yield from self._new_notes()
        for one in results:
            if not math.isfinite(one.loss + (one.source_loss or 0.0)):
                raise TrainingFailed(_diverged(one.step, one.lr))
            self.position = self.position.plus(one.loss, one.count, one.right)
            yield StepEnded(self.position.epoch + 1, one.step, one.loss, one.lr, one.source_loss)
        for norms in gradients:
            self.position = replace(self.position, gradients=self.position.gradients.plus(norms))
        self._clock = Clock()

    def validate(self) -> Generator[Progress, None, Scores]:
        work, size = self.work, self.project.training.batch_size
        return validate(work.classifier, self.feeds.val, work.val_targets, work.task, size)

    def end_epoch(self, epoch: int, scores: Scores) -> Iterator[Event]:
        here = self.position
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
            moved=movement_since(self.work.start),
            gradients=here.gradients.means(),
            metrics=scores.metrics,
        )
        best = Position(
            best_epoch=epoch,
            best_metrics=scores.metrics,
            best_goodness=scores.goodness,
            best_loss=scores.loss,
            best_step=here.step,
        )
        self.position = (best if is_best else here).after(epoch, here.step)
        yield self._save()

    def stop(self) -> Iterator[Event]:
        yield from self.flush()
        yield self._save()
        yield self.ended("stopped")

    def ended(self, status: str, reason: str = "") -> RunEnded:
        here = self.position
        has_best = here.best_epoch > 0
        metrics = {f"val_{name}": value for name, value in here.best_metrics.items()}
        best = {"best_epoch": here.best_epoch, **metrics, "val_loss": here.best_loss}
        return RunEnded(status, str(self.run.folder), {"epochs": here.epoch, **(best if has_best else {})}, reason)

    def _lr(self) -> float:
        """The learning rate of the head: the schedule runs anew in each phase, from its own peak."""
        phase = self.plan.phase
        taken = self._taken - (phase.first_epoch - 1) * self.batch_count
        return phase.lr * lr_factor(self.project.training, taken, phase.epochs * self.batch_count)

    def _clip(self) -> None:
        if self.project.training.clip_norm:
            learning = [tensor for tensor in self.work.classifier.parameters() if tensor.grad is not None]
            torch.nn.utils.clip_grad_norm_(learning, self.project.training.clip_norm)

    def _save(self) -> CheckpointSaved:
        state = CheckpointState(SCHEMA, self.position, self.project.training.seed, self.work.class_names)
        folder = save_checkpoint(self.run, self.work.classifier, self.work.optimizer, state)
        return CheckpointSaved(self.position.step, str(folder))

    def _newly_lost(self) -> Iterator[Event]:
        sources = (self.work.train_images.source, self.work.val_images.source)
        lost = [(path, reason) for source in sources for path, reason in source.lost.items()]
        for path, reason in lost[self._lost :]:
            yield Warned(f"{path} could not be read and was skipped: {reason}.")
        self._lost = len(lost)

    def _new_notes(self) -> Iterator[Event]:
        """What went wrong with the features that are kept."""
        for note in self.feeds.notes:
            if note not in self._noted:
                self._noted.add(note)
                yield Warned(note)


def _diverged(step: int, lr: float) -> str:
    return (
        f"The loss is no longer a number at step {step}. Try a smaller learning rate, such as {lr / 10:.2g}. "
        "The last checkpoint stands."
    )
