"""The training session: one state machine, one thread, one pump of events."""

import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.progress import Rate
from tlstudio.engine.runs.events import Changed, EpochEnded, Event, Progress, RunEnded, RunStarted, StepEnded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import open_run, trash
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.services.training_thread import TrainingPlan, TrainingThread, events_of

if TYPE_CHECKING:
    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.runs.continue_training import Continuation
    from tlstudio.engine.sweep.sweep import Sweep

DRAIN_EVERY_MS = 50  # 20 Hz
LAST_WAIT_MS = 60_000


class SessionState(Enum):
    IDLE = "idle"
    PREPARING = "preparing"  # until the first optimizer step
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    DISCARDING = "discarding"  # stopping, and the run goes to the trash
    FAILED = "failed"


ENDING = frozenset({SessionState.STOPPING, SessionState.DISCARDING})
ALIVE = ENDING | {SessionState.PREPARING, SessionState.RUNNING, SessionState.PAUSED}


class TrainingSession(QObject):
    """Trains the document's project. Every label and button follows from `state`."""

    state_changed = Signal(object)  # the SessionState
    events_arrived = Signal(list)  # events since the last time, oldest first; at most 20 times a second
    ended = Signal()  # the thread is gone and its last events have arrived

    def __init__(self, document: Document, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._preferences = preferences
        self._thread: TrainingThread | None = None
        self.state = SessionState.IDLE
        self.known_index: Callable[[], Index | None] = lambda: None  # saves the run from reading all images again
        self._forget()
        self._pump = QTimer(self, interval=DRAIN_EVERY_MS)
        self._pump.timeout.connect(self._drain)
        document.opened.connect(self._on_opened)

    @property
    def is_alive(self) -> bool:
        """Whether a training thread exists."""
        return self.state in ALIVE

    @property
    def seconds_left(self) -> float | None:
        """None while nothing can be said."""
        return self._remaining.seconds_left(time.monotonic()) if self.is_alive else None

    @property
    def work_rate(self) -> Rate:
        """How fast the images go in the work before the first step."""
        return self._remaining.work

    def start(
        self, resume: bool = False, continuation: "Continuation | None" = None, sweep: "Sweep | None" = None
    ) -> None:
        """Train the project in a new run, go on with its last one or for more epochs, or train what a sweep lacks.

        Raises StorageError where the project cannot be saved.
        """
        if self.is_alive:
            return
        project_path = self._document.ensure_path()
        self._forget()
        spec = self._document.spec
        plan = TrainingPlan(
            spec,
            project_path,
            resume,
            self._preferences.device,
            self._preferences.trusts(spec.backbone.weights),
            self._preferences.cache_gb * 10**9,
            self._preferences.precision,
            self.known_index(),
            continuation,
            sweep,
        )
        self._thread = TrainingThread(partial(events_of, plan), self)
        self.sweep = sweep
        self._thread.finished.connect(self._on_thread_finished)
        self._enter(SessionState.PREPARING)
        self._thread.start()
        self._pump.start()

    def pause(self) -> None:
        if self._thread and self.state in (SessionState.PREPARING, SessionState.RUNNING):
            self._thread.pause()
            self._enter(SessionState.PAUSED)

    def resume(self) -> None:
        if self._thread and self.state is SessionState.PAUSED:
            self._remaining.forget_rate()
            self._thread.resume_pulling()
            self._enter(SessionState.RUNNING if self.step else SessionState.PREPARING)

    def stop(self) -> None:
        """Ask the run to save a checkpoint and end; `ended` tells when it has."""
        if self._thread and self.state is not SessionState.DISCARDING:
            self._thread.ask_to_stop()
            self._enter(SessionState.STOPPING)

    def discard(self) -> None:
        """Ask the run to end and to go to the trash; `ended` tells when it is there."""
        if self._thread:
            self._thread.ask_to_stop()
            self._enter(SessionState.DISCARDING)

    def close(self) -> None:
        """Stop and wait until everything is saved. Blocks: only for the end of the window."""
        if self._thread:
            self.stop()
            self._thread.wait(LAST_WAIT_MS)
            self._on_thread_finished()

    def _forget(self) -> None:
        self.run: Run | None = None
        self.sweep: Sweep | None = None  # that the run is part of
        self.started: RunStarted | None = None
        self.step = 0
        self.progress: Progress | None = None  # of the work before the first step
        self.last_epoch: EpochEnded | None = None
        self.best_epoch: EpochEnded | None = None
        self.result: RunEnded | None = None
        self._remaining = RemainingTime()
        self.problem: Exception | None = None  # what ended the last run, if not its plan

    def _on_opened(self) -> None:
        """Another project knows nothing of the last one's run; what still trains is told of until it ends."""
        if not self.is_alive:
            self._forget()
            self._enter(SessionState.IDLE)

    def _enter(self, state: SessionState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)

    def _drain(self) -> None:
        events = self._thread.take_events() if self._thread else []
        for event in events:
            self._note(event)
        if events:
            self.events_arrived.emit(events)

    def _note(self, event: Event) -> None:
        self._remaining.note(event, time.monotonic())
        match event:
            case RunStarted():
                self.started = event
                self.run = open_run(Path(event.run))
                self.step = event.first_step
                if not event.first_step:
                    self.last_epoch = self.best_epoch = self.result = None
            case Changed(key="training.epochs") if self.started:
                self.started = replace(self.started, epochs=int(event.new))
            case Progress():
                self.progress = event
            case StepEnded():
                self.step = event.step
                if self.state is SessionState.PREPARING:
                    self._enter(SessionState.RUNNING)
            case EpochEnded():
                self.last_epoch = event
                self.best_epoch = event if event.is_best else self.best_epoch
            case RunEnded():
                self.result = event

    def _trouble(self, error: Exception | None) -> Exception | None:
        """What ended the run, if not its plan; stopping before there is a run to save is no trouble."""
        if self.state is SessionState.STOPPING and self.run is None:
            return None
        return error or (None if self.sweep else _failure(self.result))

    def _throw_away(self) -> StudioError | None:
        """Move the run to the trash, if there is one yet; why it could not be moved."""
        run = self.run
        self._forget()
        try:
            if run:
                trash(run)
        except StudioError as error:
            return error
        return None

    def _on_thread_finished(self) -> None:
        thread = self._thread
        if thread is None:
            return
        self._pump.stop()
        self._drain()
        self._thread = None
        thread.deleteLater()
        self.problem = self._throw_away() if self.state is SessionState.DISCARDING else self._trouble(thread.error)
        self._enter(SessionState.FAILED if self.problem else SessionState.IDLE)
        self.ended.emit()


def _failure(result: RunEnded | None) -> Exception | None:
    return StudioError("{reason}", reason=result.reason) if result and result.status == "failed" else None


class RemainingTime:
    """Reckons the seconds left in a run from how long it took so far.

    Feed it events with the time they arrived, in seconds of a monotonic clock.
    """

    def __init__(self) -> None:
        self.work = Rate()  # of the images in the work before the first step
        self._steps = Rate()
        self._total_steps = 0
        self._epochs = 0
        self._last_epoch: tuple[EpochEnded, float] | None = None

    def note(self, event: Event, now: float) -> None:
        match event:
            case RunStarted():
                self._epochs = event.epochs
                self._total_steps = event.epochs * event.steps_per_epoch
                self.forget_rate()
            case Progress():
                self.work.note(now, event.done, event.phase)
            case EpochEnded():
                self._last_epoch = (event, now)
            case StepEnded():
                self._steps.note(now, event.step)
            case _:
                pass

    def forget_rate(self) -> None:
        """Start anew after a run stood still: what came before says nothing about what comes."""
        self.work.forget()
        self._steps.forget()
        self._last_epoch = None

    def seconds_left(self, now: float) -> float | None:
        """None while there is too little to go by."""
        if self._last_epoch:
            event, ended = self._last_epoch
            return max(0.0, (self._epochs - event.epoch) * event.seconds - (now - ended))
        return self._steps.seconds_left(self._total_steps)
