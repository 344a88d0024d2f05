"""The curves of one run, fed by its events: the same code for a live run and for one replayed from its log."""

from collections.abc import Iterable

from tlstudio.engine.project import ALL
from tlstudio.engine.runs.events import (
    Answered,
    Changed,
    EpochEnded,
    Event,
    PhaseBegan,
    Progress,
    RunEnded,
    RunStarted,
    StepEnded,
    Warned,
)
from tlstudio.engine.runs.live_edits import EPOCHS
from tlstudio.gui.answers.scores import metric_of
from tlstudio.gui.curves.series import EpochColumns, Series
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.services.setting_words import flag_text


class RunCurves:
    """Loss by step, scores by epoch, and how far the run has come. x is in epochs throughout."""

    def __init__(self) -> None:
        self.loss = Series()
        self.rates = Series()  # of the head
        self.source = Series()  # λ · L_S, where the source task is kept in mind
        self.epochs: list[EpochEnded] = []
        self.by_epoch = EpochColumns()  # the same as arrays
        self.best: EpochEnded | None = None  # whose checkpoint is the best so far
        self.started: RunStarted | None = None
        self.ended: RunEnded | None = None
        self.busy: Progress | None = None
        self.warnings: list[str] = []
        self.phases: list[PhaseBegan] = []
        self.changes: list[Changed] = []
        self.answers: list[Answered] = []
        self.total_epochs = 0
        self.step = 0
        self.lr: float | None = None
        self._waiting: list[StepEnded] = []

    @property
    def reached(self) -> float:
        """How many epochs are trained, with the begun one's share."""
        return self.step / self.started.steps_per_epoch if self.started else 0.0

    @property
    def marks(self) -> list[tuple[float, str]]:
        """Where the run changed, in epochs, and how in a word or two."""
        words_at = {phase.epoch - 1.0: [_phase_words(phase)] for phase in self.phases}
        per_epoch = self.started.steps_per_epoch if self.started else 1
        for change in self.changes:
            words_at.setdefault(change.step / per_epoch, []).append(change_words(change))
        return [(x, " · ".join(words)) for x, words in sorted(words_at.items())]

    @property
    def metric(self) -> str:
        """Which of the task's metrics judges the run."""
        return metric_of(self.epochs[0].val_metrics if self.epochs else {})

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that its epochs tell of one by one; none where the run did not note them."""
        names = self.started.classes if self.started else ()
        return names if self.last and len(self.last.per_class) == len(names) else ()

    @property
    def last(self) -> EpochEnded | None:
        return self.epochs[-1] if self.epochs else None

    def feed(self, events: Iterable[Event]) -> None:
        for event in events:
            self._feed_one(event)
        self._flush()

    def _feed_one(self, event: Event) -> None:
        match event:
            case RunStarted():
                self._start(event)
            case Progress():
                self.busy = event if event.done < event.total else None
            case StepEnded():
                self._waiting.append(event)
            case EpochEnded():
                self._end_epoch(event)
            case PhaseBegan():
                self.phases.append(event)
            case Answered():
                self.answers.append(event)
            case Changed():
                self._change(event)
            case Warned():
                self.warnings.append(say_sentence(event.message))
            case RunEnded():
                self.ended, self.busy = event, None
            case _:
                pass

    def _start(self, event: RunStarted) -> None:
        """Begin, or go on after a resume: what was done beyond the checkpoint will be done again."""
        self._flush()
        self.started, self.ended, self.step = event, None, event.first_step
        self.total_epochs = event.epochs
        for series in (self.loss, self.source, self.rates):
            series.cut(event.first_step / event.steps_per_epoch)
        self.epochs = [epoch for epoch in self.epochs if epoch.step <= event.first_step]
        self.by_epoch.cut(len(self.epochs))
        self.best = next((epoch for epoch in reversed(self.epochs) if epoch.is_best), None)
        self.phases = [phase for phase in self.phases if phase.step <= event.first_step]
        self.answers = [answer for answer in self.answers if answer.step <= event.first_step]
        self.changes = [change for change in self.changes if change.step <= event.first_step]

    def _end_epoch(self, event: EpochEnded) -> None:
        self.epochs.append(event)
        self.by_epoch.append(event)
        self.best = event if event.is_best else self.best
        self.busy = None

    def _change(self, event: Changed) -> None:
        self.changes.append(event)
        if event.key == EPOCHS:
            self.total_epochs = int(event.new)

    def _flush(self) -> None:
        if not self._waiting or not self.started:
            return
        per_epoch = self.started.steps_per_epoch
        self.loss.extend([e.step / per_epoch for e in self._waiting], [e.loss for e in self._waiting])
        self.rates.extend([e.step / per_epoch for e in self._waiting], [e.lr for e in self._waiting])
        weight = self.started.source_weight
        told = [(e.step / per_epoch, weight * e.source_loss) for e in self._waiting if e.source_loss is not None]
        self.source.extend([x for x, _ in told], [loss for _, loss in told])
        self.step, self.lr = self._waiting[-1].step, self._waiting[-1].lr
        self._waiting.clear()


def change_words(change: Changed) -> str:
    """What somebody changed, as a flag on the curve says it."""
    return flag_text(change.key, change.new)


def _phase_words(phase: PhaseBegan) -> str:
    if phase.from_part == ALL:
        return say("All trains")
    return say("From {part}").format(part=phase.from_part)
