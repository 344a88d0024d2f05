"""How fast a run goes and how long it still takes, from how long it took so far."""

from tlstudio.engine.progress import Rate
from tlstudio.engine.runs.events import EpochEnded, Event, Progress, RunStarted, StepEnded


class Pace:
    """Seconds left in a run. Feed it events with the time they arrived, in seconds of a monotonic clock."""

    def __init__(self) -> None:
        self.work = Rate()  # of the images in work that is not a step
        self._steps = Rate()
        self._total_steps = 0
        self._epochs = 0
        self._last_epoch: tuple[EpochEnded, float] | None = None

    def note(self, event: Event, now: float) -> None:
        match event:
            case RunStarted():
                self._epochs = event.epochs
                self._total_steps = event.epochs * event.steps_per_epoch
                self.forget_rate()
            case Progress():
                self.work.note(now, event.done, event.phase)
            case EpochEnded():
                self._last_epoch = (event, now)
            case StepEnded():
                self._steps.note(now, event.step)
            case _:
                pass

    def forget_rate(self) -> None:
        """The run stood still: what came before says nothing about what comes."""
        self.work.forget()
        self._steps.forget()
        self._last_epoch = None

    def seconds_left(self, now: float) -> float | None:
        """None while there is too little to go by."""
        if self._last_epoch:
            event, ended = self._last_epoch
            return max(0.0, (self._epochs - event.epoch) * event.seconds - (now - ended))
        return self._steps.seconds_left(self._total_steps)
