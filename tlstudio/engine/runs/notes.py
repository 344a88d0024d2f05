"""Notes on a run: its name, what the user remembers of it, and the sweep it belongs to; a file in the run's folder."""

from dataclasses import dataclass, field

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, RunError, StorageError
from tlstudio.engine.runs.run import Run
from tlstudio.engine.storage import write_text_durably

FILE = "about.json"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SweepMark:
    """Which trial of which sweep a run is, and what that trial set."""

    sweep: str
    trial: int  # from 1
    settings: dict[str, str] = field(default_factory=dict)  # key.path → value, as after `--set`


@dataclass(frozen=True, slots=True)
class RunNotes:
    """What the user says of a run."""

    name: str = ""  # empty: its number
    note: str = ""
    is_starred: bool = False
    mark: SweepMark | None = None

    def __post_init__(self) -> None:
        if len(self.name) > LONGEST_NAME:
            raise RunError(
                "The name of a run has at most {most} letters; put the rest into its note.",
                most=LONGEST_NAME,
            )


def notes_of(run: Run) -> RunNotes:
    """Read the notes on a run; empty ones where there are none. Raises RunError if the file is damaged."""
    path = run.folder / FILE
    if not path.exists():
        return RunNotes()
    try:
        return codec.load(RunNotes, path, "run")
    except (ProjectError, StorageError) as error:
        raise RunError(
            "The note of the run {folder} is damaged: {error} Remove {path} to go on.",
            folder=run.folder,
            error=error,
            path=path,
        ) from error


def save_notes(run: Run, notes: RunNotes) -> None:
    """Write the notes durably. Raises StorageError."""
    write_text_durably(run.folder / FILE, codec.dumps(notes))
