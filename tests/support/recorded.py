"""Runs that were never trained: only their logs are there."""

from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import EpochEnded, RunEnded, RunStarted
from tlstudio.engine.runs.position import SCHEMA, STATE, CheckpointState, Position
from tlstudio.engine.runs.run import Run, checkpoint_name
from tlstudio.engine.runs.runs import create_run, next_run_folder
from tlstudio.engine.runs.samples import SplitSamples
from tlstudio.engine.storage import sha256

SPLIT = SplitSamples(("a", "b"), ("a/1.png",), (0,), ("b/1.png",), (1,))
STARTED = RunStarted("r", ("a", "b"), {"train": 1, "val": 10, "test": 0}, 10, 5, 3, 2, "CPU", "random", "plan")


def epoch(number: int, *, is_best: bool = True) -> EpochEnded:
    return EpochEnded(number, 2 * number, 0.5, 0.9, 0.4, 0.8, 1.0, 100.0, is_best, per_class=(0.7, 0.9))


def recorded(project: Path, spec: ProjectSpec | None = None, *, ended: bool = True) -> Run:
    """A run of the project with an epoch of 80 % on 10 images; without `ended` it seems to train."""
    run = create_run(spec or ProjectSpec(), next_run_folder(project), SPLIT)
    for event in (STARTED, epoch(1), *([RunEnded("completed", "r")] if ended else ())):
        run.record(event)
    run.close()
    return run


def keep(run: Run, position: Position) -> Path:
    """A checkpoint of the run whose one file holds no real weights."""
    folder = run.checkpoints_folder / checkpoint_name(position.step)
    folder.mkdir()
    weights = folder / "model.safetensors"
    weights.write_bytes(b"weights")
    state = CheckpointState(SCHEMA, position, 0, ("a", "b"), {weights.name: sha256(weights)})
    (folder / STATE).write_text(codec.dumps(state))
    return folder
