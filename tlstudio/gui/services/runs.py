"""The runs of the document's project, also those that the command line trains meanwhile, and their last export."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.data.renaming import names_now
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, ProjectSpec, runs_folder
from tlstudio.engine.runs.events import CheckpointSaved, Event, RunStarted
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import runs_of
from tlstudio.engine.runs.state import RunState
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.jobs import Jobs, Known

LOOK_EVERY_MS = 1000
WATCHED = ("run.json", "about.json")

FileTimes = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TrainedRun:
    """A run that has a checkpoint, and how far it came."""

    run: Run
    state: RunState

    @property
    def name(self) -> str:
        return self.run.name


@dataclass(frozen=True, slots=True)
class Exported:
    formats: str  # in a word or two
    is_verified: bool


class Runs(QObject):
    """Follows the runs on disk: those of the command line appear and grow as they train."""

    changed = Signal()
    looked = Signal()  # once a second, after every change is known
    export_changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._seen: FileTimes = ()
        self.all: tuple[Run, ...] = ()  # oldest first
        self.trained: TrainedRun | None = None  # the newest with a checkpoint
        self.export: Known[Exported] = Known()  # the last one of this project
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        document.opened.connect(lambda: self.set_export(Known()))
        document.path_changed.connect(lambda _path: self.reload())

    def reload(self) -> None:
        """Read the runs of the project again."""
        self._seen = self._file_times()  # before they are read: what is written meanwhile is seen later
        path = self._document.path
        self.all = tuple(runs_of(path)) if path else ()
        self.trained = next((run for run in map(_trained, reversed(self.all)) if run), None)
        self.changed.emit()

    def look(self) -> None:
        """Read the runs again if there are others, or one of them has come further."""
        if self._file_times() != self._seen:
            self.reload()
        self.looked.emit()

    def note_events(self, events: list[Event]) -> None:
        """Read the runs again when one has its first checkpoint: it can be inspected and exported."""
        if any(isinstance(event, (CheckpointSaved, RunStarted)) for event in events):
            self.reload()

    def set_export(self, export: Known[Exported]) -> None:
        """Remember what the last export of this project came to, or that one is on its way."""
        self.export = export
        self.export_changed.emit()

    def _file_times(self) -> FileTimes:
        path = self._document.path
        folder = runs_folder(path) if path else None
        if folder is None or not folder.is_dir():
            return ()
        runs = [entry for entry in folder.iterdir() if entry.name.isdecimal()]
        return tuple(sorted((str(run / name), _changed(run / name)) for run in runs for name in WATCHED))


def _trained(run: Run) -> TrainedRun | None:
    """None for a run without a checkpoint, or one whose files are damaged."""
    try:
        if not run.checkpoints():
            return None
        return TrainedRun(run, run.state())
    except (StudioError, OSError):
        return None


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


class ClassRenaming(QObject):
    """Renames classes in the runs as they are renamed in the project; what is undone is undone there as well."""

    def __init__(self, document: Document, runs: Runs, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._runs, self._jobs = document, runs, jobs
        self._data = DataSpec()
        document.opened.connect(self._on_opened)
        document.spec_changed.connect(self._on_spec_changed)

    def _on_opened(self) -> None:
        self._data = DataSpec()

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        before, self._data = self._data, spec.data
        is_same_source = (before.folder, before.table) == (spec.data.folder, spec.data.table)
        if not is_same_source or before.class_names == spec.data.class_names or self._document.is_read_only:
            return
        runs = self._runs.all
        title = self.tr("Renaming a class")
        self._jobs.run(title, lambda _p, _s: rename_in(runs, spec.data), self._on_done, key="rename")

    def _on_done(self, is_other: bool) -> None:
        if is_other:
            self._runs.reload()


def rename_in(runs: Sequence[Run], data: DataSpec) -> bool:
    """Give the classes of the runs the project's names for them; says whether any was another. Blocks."""
    renamed = [_rename(run, data) for run in runs]
    return any(renamed)


def _rename(run: Run, data: DataSpec) -> bool:
    try:
        names = names_now(run.project().data, data, run.split().class_names)
        if names == run.class_names:
            return False
    except StudioError:
        return False  # a damaged run: whoever opens it is told
    run.rename(names)
    return True
