"""The thread that trains: it pulls events and does nothing else."""

import threading
from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread

from tlstudio.engine.training.events import Event

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
