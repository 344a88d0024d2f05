"""Projects with runs that were never trained: only their logs are there."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.support.curves import run_of
from tlstudio.engine.project import DataSpec, ProjectSpec, TrainingSpec, save_project
from tlstudio.engine.runs.events import Event
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import create_run, next_run_folder
from tlstudio.engine.runs.samples import SplitSamples

EMPTY = SplitSamples(("red", "green"), (), (), (), ())


def make_project(folder: Path, images: Path | None = None) -> Path:
    path = folder / "shapes.tlstudio"
    spec = ProjectSpec(data=DataSpec(folder=str(images or "")), training=TrainingSpec(epochs=4))
    save_project(spec, path)
    return path


def make_run(project: Path, events: Sequence[Event] | None = None, status: str = "completed") -> Run:
    """A run of the project whose log holds `events`, or those of four good epochs."""
    run = create_run(ProjectSpec(training=TrainingSpec(epochs=4)), next_run_folder(project), EMPTY)
    for event in events or run_of(epochs=4, run=str(run.folder)):
        run.record(event)
    run.close()
    run.set_state(replace(run.state(), status=status))
    return run
