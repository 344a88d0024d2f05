"""Runs and projects whose images lie elsewhere now."""

from dataclasses import replace
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import RunError, StorageError
from tlstudio.engine.project import encode_project, load_project, save_project
from tlstudio.engine.runs.places import FILE, Match, match, places_of, read_places
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import runs_of, trashed_runs
from tlstudio.engine.storage import write_text_durably


def relink_run(run: Run, folder: Path) -> Match:
    """Let the run's images be those of the same names in the folder; how many match.

    Raises RunError if none does, or the run is being trained, and StorageError; nothing is changed then.
    """
    if run.is_taken:
        raise RunError("The run {folder} is training. Stop it first.", folder=run.folder)
    found = _found(run, folder)
    if not found.matching:
        raise RunError(
            "None of the {n:,} images of the run {run} is in {folder} under its name and with its size. Name the "
            "folder that stands in place of the one they were in.",
            n=found.total,
            run=run.folder,
            folder=folder,
        )
    project, split = run.project(), run.split()
    moved = replace(project, data=replace(project.data, folder=str(folder.absolute())))
    known = replace(
        places_of(moved, run.folder, ()),
        sizes=read_places(run.folder).sizes or places_of(moved, run.folder, split.paths).sizes,
    )
    path = run.folder / "project.json"
    write_text_durably(run.folder / FILE, codec.dumps(known))
    write_text_durably(path, encode_project(moved, path))
    return found


def relink_project(path: Path, folder: Path) -> dict[str, Match]:
    """Let the images of the project file, and of all its runs that were on the same ones, be those in the folder.

    How many match, by the name of the run; a run of which none does stays as it is. Raises RunError if that is so of
    all runs, and a StudioError for what cannot be read or written.
    """
    project = load_project(path)
    if not folder.is_dir():
        raise StorageError("{folder} is not a folder.", folder=folder)
    runs = [run for run in (*runs_of(path), *trashed_runs(path)) if _is_on(run, project.data.folder)]
    taken = next((run for run in runs if run.is_taken), None)
    if taken:
        raise RunError("The run {folder} is training. Stop it first.", folder=taken.folder)
    found = {run.name: _found(run, folder) for run in runs}
    if found and not any(one.matching for one in found.values()):
        relink_run(runs[0], folder)  # which says so
    for run in runs:
        if found[run.name].matching:
            relink_run(run, folder)
    save_project(replace(project, data=replace(project.data, folder=str(folder.absolute()))), path)
    return found


def _found(run: Run, folder: Path) -> Match:
    return match(folder, run.split().paths, read_places(run.folder).sizes)


def _is_on(run: Run, folder: str) -> bool:
    """Whether the run's images are the project's, or are nowhere."""
    own = run.project().data.folder
    return own == folder or not Path(own).is_dir()
