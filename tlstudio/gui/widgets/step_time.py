"""How long one step takes, over the last few seconds."""

from collections import deque

WINDOW_S = 5.0


class StepTime:
    """Fed with (time, step); says seconds per step once it has seen two."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, seconds: float, step: int) -> None:
        """`seconds` is any clock that only goes forward; a step that fell back starts anew."""
        if self._seen and step < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((seconds, step))
        while len(self._seen) > 2 and seconds - self._seen[0][0] > WINDOW_S:
            self._seen.popleft()

    def forget(self) -> None:
        """Nothing was trained since: a pause, or the end of a run."""
        self._seen.clear()

    @property
    def seconds(self) -> float | None:
        if len(self._seen) < 2 or self._seen[-1][1] == self._seen[0][1]:
            return None
        (first_s, first), (last_s, last) = self._seen[0], self._seen[-1]
        return (last_s - first_s) / (last - first)
