"""The curves of runs for other programs: CSV with a line for each step and epoch, and event files of TensorBoard."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tlstudio.engine.errors import RunError
from tlstudio.engine.runs.class_scores import class_values
from tlstudio.engine.runs.events import EpochEnded, Event, RunStarted, StepEnded
from tlstudio.engine.runs.run import Run

STEP_COLUMNS = ("step", "epoch", "loss", "lr", "source_loss")
EPOCH_COLUMNS = ("train_loss", "train_accuracy", "seconds", "images_per_s")


def curve_csv(events: Iterable[Event], *, per_class: bool = False) -> str:
    """Write a run's log as CSV. The metrics of an epoch stand at its last step; a step done again stands once.

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


def write_events(runs: Sequence[Run], folder: Path, *, per_class: bool = False) -> int:
    """Write a folder for each run, named as the run is; how many. Raises RunError without the package.

    `per_class` adds a curve for each class, where a run noted its classes.
    """
    try:
        from torch.utils.tensorboard.writer import SummaryWriter
    except ImportError as error:
        needed = "pip install 'transfer-learning-studio[tensorboard]'"
        raise RunError("The package tensorboard is not installed. Install it with: {needed}", needed=needed) from error
    for run in runs:
        with SummaryWriter(folder / run.folder.parent.stem / run.name) as writer:
            for name, step, value in _scalars(run, per_class):
                writer.add_scalar(name, value, step)
    return len(runs)


def _scalars(run: Run, per_class: bool) -> list[tuple[str, int, float]]:
    found: list[tuple[str, int, float]] = []
    classes: tuple[str, ...] = ()
    for event in run.events():
        if isinstance(event, RunStarted):
            classes = event.classes if per_class else ()
        elif isinstance(event, StepEnded):
            found += [("loss/step", event.step, event.loss), ("lr", event.step, event.lr)]
        elif isinstance(event, EpochEnded):
            epoch = {"train_loss": event.train_loss, **event.val_metrics}
            found += [(f"epoch/{name}", event.step, value) for name, value in epoch.items()]
            of_classes = class_values(event, classes)
            found += [(f"classes/{name}", event.step, value) for name, value in of_classes.items() if value is not None]
    return found
