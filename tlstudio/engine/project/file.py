"""The project and the file it is kept in."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project.augment_spec import AugmentSpec
from tlstudio.engine.project.data_spec import DataSpec
from tlstudio.engine.project.model_spec import BackboneSpec, FreezeSpec, HeadSpec
from tlstudio.engine.project.training_spec import ObjectiveSpec, TrainingSpec
from tlstudio.engine.storage import read_bytes, write_text_durably

FORMAT = 1
SUFFIX = ".tlstudio"


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
        raise ProjectError(f"{path.name} is not a project: it holds no JSON object.")
    version = data.pop("format", None)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ProjectError(f'{path.name} is not a project: its "format" is missing or is no number.')
    if version > FORMAT:
        raise ProjectError(f"{path.name} has format {version}; this version reads up to {FORMAT}. Update the app.")
    try:
        spec = codec.from_json(ProjectSpec, data)
    except ProjectError as error:
        raise ProjectError(f"{path.name}: {error}") from error
    return _with_places(spec, lambda place: _absolute(place, path))


def encode_project(spec: ProjectSpec, path: Path) -> str:
    """The text of the project file, as it stands at `path`."""
    stored = _with_places(spec, lambda place: _relative(place, path))
    return codec.dumps({"format": FORMAT, **codec.to_json(stored)})


def save_project(spec: ProjectSpec, path: Path) -> None:
    """Write the project file durably. Raises StorageError."""
    write_text_durably(path, encode_project(spec, path))


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
