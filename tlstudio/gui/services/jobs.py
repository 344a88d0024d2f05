"""Short jobs off the GUI thread, with progress and cancel: scans, thumbnails, evaluations, exports."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QThreadPool, QTimer, Signal

from tlstudio.engine.errors import StudioError

T = TypeVar("T")
Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]

THREADS = 2
STACK_BYTES = 16 * 1024 * 1024  # exporting a graph recurses deeper than the small stacks of macOS threads allow
SHOWN_EVERY_MS = 100
SHORT_WAIT_MS, LAST_WAIT_MS, LOOKED_EVERY_MS = 300, 15_000, 5


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """What a job has found out: the value, or a sentence why there is none. `Known()` says nothing yet."""

    value: T | None = None  # may be that of the last job while the next one runs
    problem: str = ""
    is_busy: bool = False  # a job is finding out


class Cancelled(StudioError):
    """The user cancelled a job; what it had done so far is dropped."""


class Job:
    """One piece of work. `done` of `total` is its progress; `total` is 0 until it is known."""

    def __init__(self, title: str, key: str, is_quiet: bool) -> None:
        self.title = title
        self.key = key
        self.is_quiet = is_quiet  # not shown in the status bar
        self.done = 0
        self.total = 0
        self.is_dropped = False
        self._stop = threading.Event()

    def report(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def should_stop(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to end; its `on_failed` gets Cancelled."""
        self._stop.set()

    def drop(self) -> None:
        """Ask the job to end and forget it: nobody wants its result any more."""
        self.is_dropped = True
        self._stop.set()


@dataclass(frozen=True, slots=True)
class _Ending:
    job: Job
    tell: Callable[[], None]


class Jobs(QObject):
    """Runs jobs on a small thread pool and delivers their results on the GUI thread."""

    changed = Signal()  # which jobs there are, or how far they are; at most ten times a second
    failed = Signal(object)  # an exception that no `on_failed` took
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._pool.setStackSize(STACK_BYTES)
        self._active: list[Job] = []
        self._running = set[Job]()  # changed by their threads
        self._endings: deque[_Ending] = deque()
        self._is_closed = False
        self.ends_process = False  # whether the process ends once this is closed
        self._woken.connect(self._deliver)
        self._ticker = QTimer(self, interval=SHOWN_EVERY_MS)
        self._ticker.timeout.connect(self.changed)

    @property
    def active(self) -> list[Job]:
        """Jobs that have not ended, oldest first."""
        return [job for job in self._active if not job.is_dropped]

    def run(
        self,
        title: str,
        function: Callable[[Progress, ShouldStop], T],
        on_done: Callable[[T], object],
        on_failed: Callable[[Exception], object] | None = None,
        *,
        key: str = "",
        is_quiet: bool = False,
    ) -> Job:
        """Start `function(progress, should_stop)`; one of the callbacks gets what it returned or raised.

        A job with the same `key` that still runs is dropped: its result is stale. After `close` nothing starts.
        """
        if key:
            self.drop(key)
        job = Job(title, key, is_quiet)
        if self._is_closed:
            job.drop()
            return job
        self._active.append(job)
        self._ticker.start()
        self.changed.emit()
        failed = on_failed or self.failed.emit
        self._pool.start(lambda: self._work(job, function, on_done, failed))
        return job

    def find(self, key: str) -> Job | None:
        """The job with this key that still runs."""
        return next((job for job in self.active if job.key == key), None)

    def cancel(self, key: str) -> None:
        """Cancel the job with this key, if it still runs."""
        job = self.find(key)
        if job:
            job.cancel()

    def drop(self, key: str) -> None:
        """Forget the jobs with this key."""
        for job in self._active:
            if job.key == key:
                job.drop()
        self.changed.emit()

    def close(self) -> None:
        """Drop all jobs and wait until their threads have ended.

        Where the process ends with this, a quiet one that does not end at once is left behind: it only finds something
        out and saves nothing.
        """
        self._is_closed = True
        for job in self._active:
            job.drop()
        self._pool.clear()
        self._pool.waitForDone(SHORT_WAIT_MS if self.ends_process else LAST_WAIT_MS)
        deadline = QDeadlineTimer(LAST_WAIT_MS)
        while any(not job.is_quiet for job in tuple(self._running)) and not deadline.hasExpired():
            QThread.msleep(LOOKED_EVERY_MS)
        self._active.clear()
        self._ticker.stop()

    def _work(
        self,
        job: Job,
        function: Callable[[Progress, ShouldStop], Any],
        on_done: Callable[[Any], object],
        on_failed: Callable[[Exception], object],
    ) -> None:
        self._running.add(job)
        try:
            tell = _call(job, function, on_done, on_failed)
        finally:
            self._running.discard(job)
        if not self._is_closed:  # afterwards nobody listens, and the signal may be gone
            self._endings.append(_Ending(job, tell))
            self._woken.emit()

    def _deliver(self) -> None:
        while self._endings:
            ending = self._endings.popleft()
            if ending.job in self._active:
                self._active.remove(ending.job)
            if not self._active:
                self._ticker.stop()
            self.changed.emit()
            if not ending.job.is_dropped:
                ending.tell()


def _call(
    job: Job,
    function: Callable[[Progress, ShouldStop], Any],
    on_done: Callable[[Any], object],
    on_failed: Callable[[Exception], object],
) -> Callable[[], None]:
    """Do the work; gives what is to be called on the GUI thread."""
    try:
        result = function(job.report, job.should_stop)
    except Exception as raised:  # noqa: BLE001 - the one place where a job's exception leaves its thread
        error = Cancelled("{job}: cancelled.", job=job.title) if job.should_stop() else raised
        return lambda: _ignore(on_failed(error))
    if job.should_stop():
        return lambda: _ignore(on_failed(Cancelled("{job}: cancelled.", job=job.title)))
    return lambda: _ignore(on_done(result))


def _ignore(_result: object) -> None:
    return None
