"""Views that follow something that changes all the time, without the window feeling it."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

LEAST_PAUSE_MS = 100
REST = 10  # times what a refresh took passes before the next


class Refresher(QObject):
    """Carries out `refresh` piece by piece: each `yield` of it lets the window live a pass of its event loop.

    What is asked for while a refresh goes on comes with the next one.
    """

    def __init__(self, refresh: Callable[[], Iterator[None]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refresh = refresh
        self._pieces: Iterator[None] | None = None
        self._is_asked = False
        self._spent_s = 0.0
        self._rests_until = 0.0  # seconds of the monotonic clock
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def ask(self) -> None:
        """Refresh soon: at once after a quiet time, else when the window had its rest."""
        self._is_asked = True
        if not self._timer.isActive():
            self._timer.start(max(0, round(1000 * (self._rests_until - time.monotonic()))))

    def now(self) -> None:
        """Refresh at once and in one go: something else is to be seen."""
        self._timer.stop()
        self._is_asked, self._pieces = False, None
        for _ in self._refresh():
            pass

    def _go_on(self) -> None:
        began = time.perf_counter()
        if self._pieces is None:
            self._is_asked, self._pieces, self._spent_s = False, self._refresh(), 0.0
        is_more = next(self._pieces, self) is not self
        self._spent_s += time.perf_counter() - began
        if is_more:
            self._timer.start(0)
        else:
            self._end()

    def _end(self) -> None:
        self._pieces = None
        self._rests_until = time.monotonic() + max(LEAST_PAUSE_MS / 1000, REST * self._spent_s)
        if self._is_asked:
            self.ask()
