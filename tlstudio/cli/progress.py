"""How far the work is, on standard error: a bar on a terminal, plain lines otherwise."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tlstudio.cli.output import errors, tell
from tlstudio.engine.errors import StudioError
from tlstudio.engine.progress import Rate

LINE_EVERY_S = 5.0
MINUTES_FROM_S = 100.0


class Reporter:
    """Shows one piece of work after another. `update` may be called as often as one likes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._bar = _bar() if sys.stderr.isatty() else None
        self._task = None
        self._phase = ""
        self._rate = Rate()
        self._last_line = 0.0

    def update(self, phase: str, done: int, total: int | None) -> None:
        now = self._clock()
        self._rate.note(now, done, phase)
        if self._bar is None:
            self._line(phase, done, total, now)
            return
        if phase != self._phase or self._task is None:
            self._restart(phase)
        assert self._task is not None
        self._bar.update(self._task, completed=done, total=total, speed=self._speed() if total else "")

    def callback(self, phase: str) -> Callable[[int, int | None], None]:
        return lambda done, total: self.update(phase, done, total)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _restart(self, phase: str) -> None:
        assert self._bar is not None
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(phase, speed="")
        self._phase = phase
        self._bar.start()

    def _line(self, phase: str, done: int, total: int | None, now: float) -> None:
        if phase != self._phase or now - self._last_line > LINE_EVERY_S:
            so_far = f": {done:,}" if done or total else ""
            tell(f"{phase}{so_far}{self._of(total) if total else ''}")
            self._phase, self._last_line = phase, now

    def _of(self, total: int) -> str:
        """The rest of a line: the whole, how fast it goes and how long it still takes, as far as that is known."""
        left = self._rate.seconds_left(total)
        return ", ".join(filter(None, (f" of {total:,}", self._speed(), _time_left(left) if left else "")))

    def _speed(self) -> str:
        speed = self._rate.per_second
        return f"{speed:,.{0 if speed >= 10 else 1}f} a second" if speed else ""


@contextmanager
def reporting() -> Iterator[Reporter]:
    reporter = Reporter()
    try:
        yield reporter
    finally:
        reporter.close()


class Interrupt:
    """Ctrl-C as a question that the engine can ask; a second Ctrl-C ends the program at once."""

    def __init__(self) -> None:
        self.asked = False
        self.ends_at_once = False  # also the first one, while there is nothing to save

    def __call__(self) -> bool:
        return self.asked

    def on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked or self.ends_at_once:
            raise KeyboardInterrupt
        self.asked = True
        tell("Stopping, saving a checkpoint … (Ctrl-C again to end at once)")


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    interrupt = Interrupt()
    before = signal.signal(signal.SIGINT, interrupt.on_signal)
    try:
        yield interrupt
    except StudioError as error:
        if not interrupt.asked:
            raise
        raise KeyboardInterrupt from error  # what was under way has ended because it was asked to
    finally:
        signal.signal(signal.SIGINT, before)


def _time_left(seconds: float) -> str:
    return f"{max(1, round(seconds))} s left" if seconds < MINUTES_FROM_S else f"{round(seconds / 60)} min left"


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    )
