"""A stopwatch that stands still while the driver of a run has the turn: what it does between two events is not work."""

import time


class Clock:
    """Runs from the beginning."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since: float | None = time.monotonic()

    def start(self) -> None:
        self._since = time.monotonic()

    def stop(self) -> float:
        """Stand still; the seconds it has run so far."""
        self.seconds += 0.0 if self._since is None else time.monotonic() - self._since
        self._since = None
        return self.seconds
