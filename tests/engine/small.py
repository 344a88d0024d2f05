"""A small real network and quick ways to train it, for tests."""

from collections.abc import Callable
from pathlib import Path

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.events import Event
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.run import Run
from tlstudio.engine.training.start import start_run

SMALL = "timm/mobilenetv3_small_050"  # 0.6 million parameters, with BatchNorm and dropout


def train(project: ProjectSpec, folder: Path) -> tuple[Run, list[Event]]:
    """An uninterrupted run and its events."""
    run = start_run(project, folder)
    return run, list(fit(project, run, device="cpu"))


def yes_after(times: int) -> Callable[[], bool]:
    """A `should_stop` that says no `times` times."""
    asked = 0

    def should_stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > times

    return should_stop
