"""Runs that were deleted: they lie in `.trash` beside the others until it is emptied, and can come back."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tlstudio.engine.errors import RunError, StorageError
from tlstudio.engine.project import runs_folder
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import TRASH, next_folder_in, runs_in


def trash(run: Run) -> Run:
    """Move the run to the trash. Raises RunError while it trains, and StorageError."""
    if _is_training(run):
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


def _is_training(run: Run) -> bool:
    try:
        return run.state().status == "running"
    except RunError:  # damaged: it can only be deleted
        return False


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
