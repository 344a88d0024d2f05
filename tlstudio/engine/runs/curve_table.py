"""The curves of a run as a table: a line for each step, and one for each epoch with its metrics."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from tlstudio.engine.runs.class_scores import class_values
from tlstudio.engine.runs.events import EpochEnded, Event, RunStarted, StepEnded

STEP_COLUMNS = ("step", "epoch", "loss", "lr", "source_loss")
EPOCH_COLUMNS = ("train_loss", "train_accuracy", "seconds", "images_per_s")


def curve_csv(events: Iterable[Event], *, per_class: bool = False) -> str:
    """CSV of a run's log. The metrics of an epoch stand at its last step; what a resumed run did again stands once.

    `per_class` adds a column for each class, such as "val_recall NAME", where the run noted its classes.
    """
    steps, epochs, classes = _kept(events)
    rows = {step: _metrics(epoch, classes if per_class else ()) for step, epoch in epochs.items()}
    metrics = list(dict.fromkeys(name for row in rows.values() for name in row))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*STEP_COLUMNS, *EPOCH_COLUMNS, *metrics])
    for number in sorted(steps.keys() | epochs.keys()):
        values = rows.get(number, {})
        epoch = [*_epoch_cells(epochs.get(number)), *(values.get(name) for name in metrics)]
        writer.writerow([*_step_cells(number, steps, epochs), *epoch])
    return text.getvalue()


def _kept(events: Iterable[Event]) -> tuple[dict[int, StepEnded], dict[int, EpochEnded], tuple[str, ...]]:
    """Steps and epochs by step, without those that a resumed run forgot, and the classes."""
    steps: dict[int, StepEnded] = {}
    epochs: dict[int, EpochEnded] = {}
    classes: tuple[str, ...] = ()
    for event in events:
        match event:
            case RunStarted():
                classes = event.classes
                for kept in (steps, epochs):
                    for number in [number for number in kept if number > event.first_step]:
                        del kept[number]
            case StepEnded():
                steps[event.step] = event
            case EpochEnded():
                epochs[event.step] = event
            case _:
                pass
    return steps, epochs, classes


def _step_cells(number: int, steps: dict[int, StepEnded], epochs: dict[int, EpochEnded]) -> Iterator[object]:
    step = steps.get(number)
    yield number
    yield step.epoch if step else epochs[number].epoch
    yield from (step.loss, step.lr, step.source_loss) if step else (None, None, None)


def _epoch_cells(epoch: EpochEnded | None) -> list[object]:
    return [getattr(epoch, name) if epoch else None for name in EPOCH_COLUMNS]


def _metrics(epoch: EpochEnded, classes: Sequence[str]) -> dict[str, float | None]:
    of_source = {f"source_{name}": value for name, value in epoch.source_metrics.items()}
    of_classes = {f"val_{name}": value for name, value in class_values(epoch, classes).items()}
    return {**of_source, **dict(sorted(epoch.val_metrics.items())), **of_classes}
