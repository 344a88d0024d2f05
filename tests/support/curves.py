"""Events of made-up runs."""

import math

from tlstudio.engine.runs.events import EpochEnded, Event, RunEnded, RunStarted, StepEnded


def started(*, epochs: int = 4, steps_per_epoch: int = 4, first_step: int = 0, run: str = "001") -> RunStarted:
    return RunStarted(
        run=run,
        classes=("red", "green"),
        images={"train": 100, "val": 40, "test": 20},
        parameters=3_374_851,
        trainable=3_843,
        epochs=epochs,
        steps_per_epoch=steps_per_epoch,
        device="CPU",
        weights="ImageNet-1k",
        plan="",
        first_step=first_step,
    )


def steps(first: int, last: int, per_epoch: int) -> list[StepEnded]:
    """Steps `first` to `last`, their loss falling."""
    return [StepEnded((n - 1) // per_epoch + 1, n, math.exp(-n / 20), 1e-3) for n in range(first, last + 1)]


def epoch(number: int, step: int, *, is_best: bool = True) -> EpochEnded:
    accuracy = 1 - 0.5 / number
    return EpochEnded(number, step, 1 / number, accuracy, 1.1 / number, accuracy - 0.05, 2.0, 50.0, is_best)


def run_of(*, epochs: int = 4, steps_per_epoch: int = 10, run: str = "001") -> list[Event]:
    """All events of a run that went well."""
    events: list[Event] = [started(epochs=epochs, steps_per_epoch=steps_per_epoch, run=run)]
    for number in range(1, epochs + 1):
        last = number * steps_per_epoch
        events += [*steps(last - steps_per_epoch + 1, last, steps_per_epoch), epoch(number, last)]
    return [*events, RunEnded("completed", run, {"val_accuracy": 0.825})]
