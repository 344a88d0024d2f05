"""How fast a count goes up: of images, steps or bytes."""

import time
from collections import deque
from collections.abc import Callable

from tlstudio.engine.errors import StudioError
from tlstudio.engine.sentences import Sentence

WINDOW_S, LEAST_COUNTS = 5.0, 8  # looked back on; the longer of the two
LEAST_S = 0.5  # seen, before anything is said


class Rate:
    """Fed with times and counts, of which the first is where it begins: what was there before was not made since."""

    def __init__(self) -> None:
        self._what = ""
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, now: float, done: int, what: str = "") -> None:
        """`now` is in seconds of any clock that only goes forward.

        Another `what` is counted from here on, or a count that fell back.
        """
        if what != self._what or (self._seen and done < self._seen[-1][1]):
            self.forget()
        self._what = what
        if self._seen and now == self._seen[-1][0]:
            self._seen.pop()
        self._seen.append((now, done))
        while len(self._seen) > LEAST_COUNTS and now - self._seen[0][0] > WINDOW_S:
            self._seen.popleft()

    def forget(self) -> None:
        """Nothing was done since: a pause, or an end."""
        self._seen.clear()

    @property
    def seconds_each(self) -> float | None:
        """None while there is too little to go by."""
        if not self._seen:
            return None
        (first_s, first), (last_s, last) = self._seen[0], self._seen[-1]
        return (last_s - first_s) / (last - first) if last > first and last_s - first_s >= LEAST_S else None

    @property
    def per_second(self) -> float | None:
        each = self.seconds_each
        return 1 / each if each else None

    def seconds_left(self, total: int) -> float | None:
        """From the last count to this one."""
        each = self.seconds_each
        return None if each is None else max(0, total - self._seen[-1][1]) * each


def stop_if_asked(should_stop: Callable[[], bool], sentence: Sentence) -> None:
    """Raise StudioError with the sentence if the person asked for it."""
    if should_stop():
        raise StudioError(sentence)


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
