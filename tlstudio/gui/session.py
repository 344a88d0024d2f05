"""The training session: one state machine, one thread, one pump of events."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.events import Changed, EpochEnded, Event, Progress, RunEnded, RunStarted, StepEnded
from tlstudio.engine.training.machine import Precision
from tlstudio.engine.training.run import Run
from tlstudio.engine.training.runs import next_run_folder, open_run, runs_of
from tlstudio.gui.document import Document
from tlstudio.gui.pace import Pace
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.training_thread import TrainingThread

if TYPE_CHECKING:
    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.training.sweep import Sweep

DRAIN_EVERY_MS = 50  # 20 Hz
LAST_WAIT_MS = 60_000


class SessionState(Enum):
    IDLE = "idle"
    PREPARING = "preparing"  # until the first optimizer step
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    FAILED = "failed"


ALIVE = frozenset({SessionState.PREPARING, SessionState.RUNNING, SessionState.PAUSED, SessionState.STOPPING})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a training thread needs to know."""

    project: ProjectSpec
    project_path: Path
    resume: bool
    device: str
    trust_weights: bool
    cache_bytes: int  # that features kept on disk may take
    precision: Precision
    index: "Index | None"  # of the images, where they have just been read
    sweep: "Sweep | None" = None  # several runs in place of one


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

    @property
    def is_alive(self) -> bool:
        """Whether a training thread exists."""
        return self.state in ALIVE

    @property
    def seconds_left(self) -> float | None:
        """None while nothing can be said."""
        return self._pace.seconds_left(time.monotonic()) if self.is_alive else None

    def start(self, resume: bool = False, sweep: "Sweep | None" = None) -> None:
        """Train the project in a new run, go on with its last one, or train what a sweep of it still lacks.

        Raises StorageError where the project cannot be saved.
        """
        if self.is_alive:
            return
        project_path = self._document.ensure_path()
        self._forget()
        spec = self._document.spec
        plan = Plan(
            spec,
            project_path,
            resume,
            self._preferences.device,
            self._preferences.trusts(spec.backbone.weights),
            self._preferences.cache_gb * 10**9,
            self._preferences.precision,
            self.known_index(),
            sweep,
        )
        events = partial(_events, plan)
        self._thread = TrainingThread(events, self)
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
            self._pace.forget_rate()
            self._thread.resume_pulling()
            self._enter(SessionState.RUNNING if self.step else SessionState.PREPARING)

    def stop(self) -> None:
        """Ask the run to save a checkpoint and end; `ended` tells when it has."""
        if self._thread and self.is_alive:
            self._thread.ask_to_stop()
            self._enter(SessionState.STOPPING)

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
        self._pace = Pace()
        self.problem: Exception | None = None  # what ended the last run, if not its plan

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
        self._pace.note(event, time.monotonic())
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

    def _was_called_off(self) -> bool:
        """Whether the user stopped before there was a run to save."""
        return self.state is SessionState.STOPPING and self.run is None

    def _on_thread_finished(self) -> None:
        thread = self._thread
        if thread is None:
            return
        self._pump.stop()
        self._drain()
        self._thread = None
        self.problem = (
            None if self._was_called_off() else thread.error or (None if self.sweep else _failure(self.result))
        )
        thread.deleteLater()
        self._enter(SessionState.FAILED if self.problem else SessionState.IDLE)
        self.ended.emit()


def _events(plan: Plan, should_stop: Callable[[], bool]) -> Iterator[Event]:
    """The events of a new run, of the last one going on, or of a sweep. Imports torch, which takes seconds."""
    from tlstudio.engine.training.fit import fit
    from tlstudio.engine.training.probe import wait_for_measurements
    from tlstudio.engine.training.start import start_run
    from tlstudio.engine.training.sweep import train_sweep

    def train(project: ProjectSpec, run: Run, resume: bool) -> Iterator[Event]:
        return fit(
            project,
            run,
            should_stop=should_stop,
            device=plan.device,
            resume=resume,
            trust_weights=plan.trust_weights,
            cache_bytes=plan.cache_bytes,
            precision=plan.precision,
        )

    wait_for_measurements()  # they draw from the same random stream
    if plan.sweep:
        yield from train_sweep(plan.sweep, train, should_stop=should_stop, index=plan.index)
        return
    if plan.resume:
        run = runs_of(plan.project_path)[-1]
    else:
        folder = next_run_folder(plan.project_path)
        run = start_run(plan.project, folder, should_stop=should_stop, index=plan.index)
    yield from train(run.project(), run, plan.resume)


def _failure(result: RunEnded | None) -> Exception | None:
    return StudioError(result.reason) if result and result.status == "failed" else None
