"""The thread that trains: it pulls events and does nothing else.

What a training thread is to do: a new run, one that goes on, or a sweep.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.continue_training import Continuation, continue_training
from tlstudio.engine.runs.environment import Precision
from tlstudio.engine.runs.events import Event
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import next_run_folder, runs_of

if TYPE_CHECKING:
    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.sweep.sweep import Sweep


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What a training thread needs to know."""

    project: ProjectSpec
    project_path: Path
    resume: bool
    device: str
    trust_weights: bool
    cache_bytes: int  # that features kept on disk may take
    precision: Precision
    index: "Index | None"  # of the images, where they have just been read
    continuation: Continuation | None = None  # a run that was complete
    sweep: "Sweep | None" = None  # several runs in place of one


def events_of(plan: TrainingPlan, should_stop: Callable[[], bool]) -> Iterator[Event]:
    """The events of a new run, of one that goes on, or of a sweep. Imports torch, which takes seconds."""
    from tlstudio.engine.runs.start import start_run
    from tlstudio.engine.sweep.sweep import train_sweep
    from tlstudio.engine.training.before.timing import wait_for_measurements
    from tlstudio.engine.training.fit import fit

    def train(run: Run, resume: bool) -> Iterator[Event]:
        return fit(
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
    if plan.continuation:
        run = plan.continuation.run
        continue_training(plan.continuation)
    elif plan.resume:
        run = runs_of(plan.project_path)[-1]
    else:
        folder = next_run_folder(plan.project_path)
        run = start_run(plan.project, folder, should_stop=should_stop, index=plan.index)
    yield from train(run, plan.resume or plan.continuation is not None)


Events = Callable[[Callable[[], bool]], Iterator[Event]]  # given should_stop, the events of a run

STACK_BYTES = 16 * 1024 * 1024


class TrainingThread(QThread):
    """Pulls the events of a run into a deque. Read `error` once it has ended."""

    def __init__(self, events: Events, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setStackSize(STACK_BYTES)
        self._events = events
        self._waiting: deque[Event] = deque()
        self._may_go = threading.Event()
        self._may_go.set()
        self._stop = threading.Event()
        self.error: Exception | None = None

    def pause(self) -> None:
        """Ask for no further event until `resume_pulling`; the engine then stands still."""
        self._may_go.clear()

    def resume_pulling(self) -> None:
        self._may_go.set()

    def ask_to_stop(self) -> None:
        """The engine hears of it after the step it is in, saves, and ends."""
        self._stop.set()
        self._may_go.set()

    def take_events(self) -> list[Event]:
        """What has arrived since the last call, oldest first. For the GUI thread."""
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    def run(self) -> None:
        try:
            for event in self._events(self._stop.is_set):
                self._waiting.append(event)
                self._may_go.wait()
        except Exception as error:  # noqa: BLE001 - the one place where an exception leaves this thread
            self.error = error
