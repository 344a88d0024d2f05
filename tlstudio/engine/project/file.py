"""The project and the file it is kept in, which may have been written by an older version."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project.augment_spec import AugmentSpec
from tlstudio.engine.project.data_spec import DataSpec
from tlstudio.engine.project.model_spec import BackboneSpec, FreezeSpec, HeadSpec
from tlstudio.engine.project.training_spec import ObjectiveSpec, TrainingSpec
from tlstudio.engine.storage import read_bytes, write_durably, write_text_durably

SUFFIX = ".tlstudio"
_FORMAT = re.compile(rb'\s*\{\s*"format"\s*:\s*(\d{1,9})\s*[,}]')  # at the head of a file that we wrote


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    data: DataSpec = field(default_factory=DataSpec)
    augment: AugmentSpec = field(default_factory=AugmentSpec)
    backbone: BackboneSpec = field(default_factory=BackboneSpec)
    freeze: FreezeSpec = field(default_factory=FreezeSpec)
    head: HeadSpec = field(default_factory=HeadSpec)
    objective: ObjectiveSpec = field(default_factory=ObjectiveSpec)
    training: TrainingSpec = field(default_factory=TrainingSpec)

    @property
    def epochs(self) -> int:
        """A head that is solved takes one."""
        return self.training.epochs if self.head.solver == "steps" else 1


def load_project(path: Path) -> ProjectSpec:
    """The project in the file, its image folders and table made absolute. Raises ProjectError or StorageError."""
    return decode_project(read_bytes(path, "project file"), path)


def decode_project(text: bytes, path: Path) -> ProjectSpec:
    """The project in `text`, read as the content of the file at `path`."""
    data = codec.parse(text, path.name)
    if not isinstance(data, dict):
        raise ProjectError("{name} is not a project: it holds no JSON object.", name=path.name)
    data = upgraded(data, data.pop("format", None), path.name)
    try:
        spec = codec.from_json(ProjectSpec, data)
    except ProjectError as error:
        raise ProjectError("{name}: {error}", name=path.name, error=error) from error
    return _with_places(spec, lambda place: _absolute(place, path))


def upgraded(project: codec.Json, version: object, name: str) -> codec.Json:
    """The raw JSON of a project as this version writes it. `name` is the file's.

    Raises ProjectError for a format that is none, or newer than this version.
    """
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ProjectError('{name} is not a project: its "format" is missing or is no number.', name=name)
    if version > FORMAT:
        raise ProjectError(
            "{name} has format {version}; this version reads up to {format}. Update the app.",
            name=name,
            version=version,
            format=FORMAT,
        )
    for upgrade in UPGRADES[version - 1 :]:
        project = upgrade(project)
    return project


def _to_2(project: codec.Json) -> codec.Json:
    """Format 2 says what a sample is; before, it was always an image."""
    data = project.get("data", {})
    return {**project, "data": {"kind": "image", **data}} if isinstance(data, dict) else project


# One for each step from a format to the next, on raw JSON: what the file says may no longer fit the specs.
UPGRADES: tuple[Callable[[codec.Json], codec.Json], ...] = (_to_2,)
FORMAT = 1 + len(UPGRADES)


def encode_project(spec: ProjectSpec, path: Path) -> str:
    """The text of the project file, as it stands at `path`."""
    stored = _with_places(spec, lambda place: _relative(place, path))
    return codec.dumps({"format": FORMAT, **codec.to_json(stored)})


def save_project(spec: ProjectSpec, path: Path) -> None:
    """Write the project file durably; one of an older format is kept beside it first. Raises StorageError."""
    _keep_older_format(path)
    write_text_durably(path, encode_project(spec, path))


def backup_path(project: Path, version: int) -> Path:
    """Where a project file of an older format is kept: `NAME.tlstudio.format-1`, which nothing takes for a project."""
    return project.with_name(f"{project.name}.format-{version}")


def _keep_older_format(path: Path) -> None:
    version = _written_format(path)
    if version is not None and version < FORMAT and not backup_path(path, version).exists():
        write_durably(backup_path(path, version), read_bytes(path, "project file"))


def _written_format(path: Path) -> int | None:
    """The format of the project in a file; None if there is none. Only its head is read where that says it."""
    try:
        with path.open("rb") as file:
            head = _FORMAT.match(file.read(100))
        data = None if head else codec.parse(read_bytes(path, "project file"), path.name)
    except (OSError, ProjectError):
        return None
    version = int(head[1]) if head else data.get("format") if isinstance(data, dict) else None
    return version if isinstance(version, int) else None


def runs_folder(project: Path) -> Path:
    """Where the runs of a project file lie: beside it."""
    return project.with_name(f"{project.stem}.runs")


def _with_places(spec: ProjectSpec, change: Callable[[str], str]) -> ProjectSpec:
    data, objective = spec.data, spec.objective
    return replace(
        spec,
        data=replace(data, folder=change(data.folder), table=change(data.table)),
        objective=replace(objective, rehearsal_folder=change(objective.rehearsal_folder)),
    )


def _absolute(place: str, project: Path) -> str:
    return str(project.absolute().parent / place) if place else ""


def _relative(place: str, project: Path) -> str:
    parent = project.absolute().parent
    path = Path(place)
    return path.relative_to(parent).as_posix() if place and path.is_relative_to(parent) else place
