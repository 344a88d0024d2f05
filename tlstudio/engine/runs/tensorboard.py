"""The curves of runs as event files of TensorBoard, for those who look at them there."""

from collections.abc import Sequence
from pathlib import Path

from tlstudio.engine.errors import RunError
from tlstudio.engine.runs.class_scores import class_values
from tlstudio.engine.runs.events import EpochEnded, RunStarted, StepEnded
from tlstudio.engine.runs.run import Run


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
