"""Where a run's samples lie: kept as seen from its project's folder too, so that both can be moved together.

`project.json` of a run has absolute places, which older versions go by; `places.json` beside it has these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, RunError, StorageError
from tlstudio.engine.project import ProjectSpec

FILE = "places.json"
TRASH = ".trash"  # within the folder of a project's runs
SIZES, LOOKS = 1000, 3  # samples whose sizes are kept, and that are looked at to know a folder again


@dataclass(frozen=True, slots=True)
class Places:
    """Relative to the project's folder where they lie in it, with slashes; else absolute."""

    folder: str = ""
    table: str = ""
    rehearsal_folder: str = ""
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of some samples, by their path below the folder


@dataclass(frozen=True, slots=True)
class Match:
    """How many of a run's samples are in a folder, by their path below it."""

    total: int
    there: int
    other_size: int  # of those whose size is known

    @property
    def matching(self) -> int:
        return self.there - self.other_size


def home_of(run: Path) -> Path:
    """The folder of the project that the run in this folder belongs to."""
    runs = run.absolute().parent
    runs = runs.parent if runs.name == TRASH else runs
    return runs.parent if runs.suffix == ".runs" else runs


def places_of(project: ProjectSpec, run: Path, paths: Sequence[str]) -> Places:
    """Where the samples of a run are; `paths` are all of them, below the project's folder."""
    home, folder = home_of(run), Path(project.data.folder)
    own = _below(paths)
    sizes = {path: _size(folder / path) for path in own[:: max(1, len(own) // SIZES)]}
    return Places(
        _seen_from(home, project.data.folder),
        _seen_from(home, project.data.table),
        _seen_from(home, project.objective.rehearsal_folder),
        {path: size for path, size in sizes.items() if size is not None},
    )


def read_places(run: Path) -> Places:
    """Raises RunError if they cannot be read; a run of an older version has none."""
    path = run / FILE
    if not path.is_file():
        return Places()
    try:
        return codec.load(Places, path, "run")
    except (ProjectError, StorageError) as error:
        raise RunError("The run {folder} is damaged: {error}", folder=run, error=error) from error


def placed(project: ProjectSpec, run: Path) -> ProjectSpec:
    """The project with its samples where they lie now, if they were moved together with it. Raises RunError."""
    places, home = read_places(run), home_of(run)
    folder = home / places.folder
    if not places.folder or str(folder) == project.data.folder or not _is_known(folder, places.sizes):
        return project
    data, objective = project.data, project.objective
    return replace(
        project,
        data=replace(data, folder=str(folder), table=_moved(home, places.table, data.table)),
        objective=replace(
            objective, rehearsal_folder=_moved(home, places.rehearsal_folder, objective.rehearsal_folder)
        ),
    )


def match(folder: Path, paths: Sequence[str], sizes: Mapping[str, int]) -> Match:
    """Look for the samples in a folder."""
    found = {path: _size(folder / path) for path in _below(paths)}
    there = {path: size for path, size in found.items() if size is not None}
    return Match(len(found), len(there), sum(sizes.get(path, size) != size for path, size in there.items()))


def _is_known(folder: Path, sizes: Mapping[str, int]) -> bool:
    few = list(islice(sizes.items(), LOOKS))
    return folder.is_dir() and (not few or any(_size(folder / path) == size for path, size in few))


def _below(paths: Sequence[str]) -> list[str]:
    """Those that a folder's place decides; what was added from elsewhere stays where it is."""
    return [path for path in paths if not Path(path).is_absolute()]


def _moved(home: Path, place: str, before: str) -> str:
    return str(home / place) if place and (home / place).exists() else before


def _seen_from(home: Path, place: str) -> str:
    path = Path(place)
    return path.relative_to(home).as_posix() if place and path.is_relative_to(home) else place


def _size(path: Path) -> int | None:
    """None for what is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return None
