"""The curves of a run as a table: a line for each step, and one for each epoch with its metrics."""

import csv
import io
from collections.abc import Iterable, Iterator

from tlstudio.engine.csv_cell import csv_cell
from tlstudio.engine.training.events import EpochEnded, Event, RunStarted, StepEnded

STEP_COLUMNS = ("step", "epoch", "loss", "lr", "source_loss")
EPOCH_COLUMNS = ("train_loss", "train_accuracy", "seconds", "images_per_s")


def curve_csv(events: Iterable[Event]) -> str:
    """CSV of a run's log. The metrics of an epoch stand at its last step; what a resumed run did again stands once."""
    steps, epochs = _kept(events)
    metrics = sorted({name for epoch in epochs.values() for name in _metrics(epoch)})
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*STEP_COLUMNS, *EPOCH_COLUMNS, *(csv_cell(name) for name in metrics)])
    for number in sorted(steps.keys() | epochs.keys()):
        writer.writerow([*_step_cells(number, steps, epochs), *_epoch_cells(epochs.get(number), metrics)])
    return text.getvalue()


def _kept(events: Iterable[Event]) -> tuple[dict[int, StepEnded], dict[int, EpochEnded]]:
    """Steps and epochs by step, without those that a resumed run forgot."""
    steps: dict[int, StepEnded] = {}
    epochs: dict[int, EpochEnded] = {}
    for event in events:
        match event:
            case RunStarted():
                for kept in (steps, epochs):
                    for number in [number for number in kept if number > event.first_step]:
                        del kept[number]
            case StepEnded():
                steps[event.step] = event
            case EpochEnded():
                epochs[event.step] = event
            case _:
                pass
    return steps, epochs


def _step_cells(number: int, steps: dict[int, StepEnded], epochs: dict[int, EpochEnded]) -> Iterator[object]:
    step = steps.get(number)
    yield number
    yield step.epoch if step else epochs[number].epoch
    yield from (step.loss, step.lr, step.source_loss) if step else (None, None, None)


def _epoch_cells(epoch: EpochEnded | None, metrics: list[str]) -> list[object]:
    if epoch is None:
        return [None] * (len(EPOCH_COLUMNS) + len(metrics))
    values = _metrics(epoch)
    return [*(getattr(epoch, name) for name in EPOCH_COLUMNS), *(values.get(name) for name in metrics)]


def _metrics(epoch: EpochEnded) -> dict[str, float]:
    return {**epoch.val_metrics, **{f"source_{name}": value for name, value in epoch.source_metrics.items()}}
