"""How long a run still takes, from how long it took so far."""

from collections import deque

from tlstudio.engine.training.events import EpochEnded, Event, RunStarted, StepEnded

WINDOW = 64  # batches of steps looked back on
LEAST_SECONDS = 0.5  # of steps, before anything is said


class Pace:
    """Seconds left in a run. Feed it events with the time they arrived, in seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._total_steps = 0
        self._epochs = 0
        self._last_epoch: tuple[EpochEnded, float] | None = None
        self._marks: deque[tuple[float, int]] = deque(maxlen=WINDOW)  # time, step

    def note(self, event: Event, now: float) -> None:
        if isinstance(event, RunStarted):
            self._epochs = event.epochs
            self._total_steps = event.epochs * event.steps_per_epoch
            self.forget_rate()
        elif isinstance(event, EpochEnded):
            self._last_epoch = (event, now)
        elif isinstance(event, StepEnded) and (not self._marks or now > self._marks[-1][0]):
            self._marks.append((now, event.step))

    def forget_rate(self) -> None:
        """The run stood still: what came before says nothing about what comes."""
        self._marks.clear()
        self._last_epoch = None

    def seconds_left(self, now: float) -> float | None:
        """None while there is too little to go by."""
        if self._last_epoch:
            event, ended = self._last_epoch
            return max(0.0, (self._epochs - event.epoch) * event.seconds - (now - ended))
        if len(self._marks) < 2 or self._marks[-1][0] - self._marks[0][0] < LEAST_SECONDS:
            return None
        (first, from_step), (last, to_step) = self._marks[0], self._marks[-1]
        return max(0.0, (self._total_steps - to_step) * (last - first) / max(1, to_step - from_step))
