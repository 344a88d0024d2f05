"""The runs of a project: made, found, numbered, moved to the trash and brought back.

Runs that were deleted lie in `.trash` beside the others until it is emptied.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import AlreadyThere, RunError, StorageError
from tlstudio.engine.project import ProjectSpec, encode_project, runs_folder
from tlstudio.engine.runs.environment import environment
from tlstudio.engine.runs.places import FILE as PLACES
from tlstudio.engine.runs.places import TRASH, places_of
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitSamples
from tlstudio.engine.runs.state import RunState, now
from tlstudio.engine.storage import new_directory, write_text_durably


def create_run(
    project: ProjectSpec,
    folder: Path,
    split: SplitSamples,
    rehearsal: SplitSamples | None = None,
    *,
    is_numbered: bool = False,
) -> Run:
    """A new run at `folder`, which must not exist, or in it under the next free number. Raises StorageError."""
    if not is_numbered:
        return _create(project, folder, split, rehearsal)
    while True:
        try:
            return _create(project, next_folder_in(folder), split, rehearsal)
        except AlreadyThere:  # another process took the number meanwhile
            continue


def _create(project: ProjectSpec, folder: Path, split: SplitSamples, rehearsal: SplitSamples | None) -> Run:
    with new_directory(folder) as temporary:
        files = {
            "project.json": encode_project(project, folder.absolute() / "project.json"),
            PLACES: codec.dumps(places_of(project, folder, split.paths)),
            "split.json": codec.dumps(split),
            "environment.json": codec.dumps(environment()),
            "run.json": codec.dumps(RunState(epochs=project.epochs, started=now(), process=os.getpid())),
            "metrics.jsonl": "",
        }
        if rehearsal:
            files["rehearsal.json"] = codec.dumps(rehearsal)
        for name, text in files.items():
            write_text_durably(temporary / name, text)
        (temporary / "checkpoints").mkdir()
    return Run(folder)


def is_run(folder: Path) -> bool:
    return (folder / "project.json").is_file() and (folder / "metrics.jsonl").is_file()


def open_run(folder: Path) -> Run:
    """The run in the folder. Raises RunError if there is none."""
    if not is_run(folder):
        raise RunError("{folder} is not a run. `tlstudio runs` lists the runs of a project.", folder=folder)
    return Run(folder)


def runs_of(project: Path) -> list[Run]:
    """The runs of a project file, oldest first."""
    return runs_in(runs_folder(project))


def runs_in(folder: Path) -> list[Run]:
    """The runs that lie in a folder under their numbers, oldest first."""
    return [Run(folder / entry) for entry in _numbered(folder) if is_run(folder / entry)]


def next_run_folder(project: Path) -> Path:
    """The first free number beside the project file: `NAME.runs/001`, `002`, …"""
    return next_folder_in(runs_folder(project))


def next_folder_in(folder: Path) -> Path:
    """The first number that no run in the folder or in its trash has."""
    taken = [int(name) for name in (*_numbered(folder), *_numbered(folder / TRASH))]
    return folder / f"{max(taken, default=0) + 1:03d}"


def trash(run: Run) -> Run:
    """Move the run to the trash. Raises RunError while it trains, and StorageError."""
    if run.is_taken:
        raise RunError("The run {folder} is training. Stop it first.", folder=run.folder)
    run.close()
    return _move(run, _free(run.folder.parent / TRASH, run.name))


def trashed_runs(project: Path) -> list[Run]:
    """The deleted runs of a project file, oldest first."""
    return runs_in(runs_folder(project) / TRASH)


def restore(run: Run) -> Run:
    """Bring a run back from the trash, under the next number if its own is taken. Raises RunError or StorageError."""
    if run.folder.parent.name != TRASH:
        raise RunError(
            "The run {folder} is not in the trash. `tlstudio runs --trashed` lists those that are.",
            folder=run.folder,
        )
    runs = run.folder.absolute().parent.parent
    own = runs / run.name
    return _move(run, next_folder_in(runs) if own.exists() else own)


def empty_trash(project: Path) -> int:
    """Delete the runs in the trash for good; how many there were. Raises StorageError."""
    runs = trashed_runs(project)
    for run in runs:
        _try(run, lambda run=run: shutil.rmtree(run.folder))
    return len(runs)


def _numbered(folder: Path) -> list[str]:
    names = [entry.name for entry in folder.iterdir() if entry.name.isdecimal()] if folder.is_dir() else []
    return sorted(names, key=int)


def _free(folder: Path, name: str) -> Path:
    """The first number from the run's own on that is not taken."""
    number = int(name) if name.isdecimal() else 1
    while (folder / f"{number:03d}").exists():
        number += 1
    return folder / f"{number:03d}"


def _move(run: Run, target: Path) -> Run:
    def move() -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        run.folder.rename(target)

    _try(run, move)
    return Run(target)


def _try(run: Run, action: Callable[[], None]) -> None:
    try:
        action()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(
            "Cannot move or delete {folder}: {reason}. Close what has it open.",
            folder=run.folder,
            reason=reason,
        ) from error
