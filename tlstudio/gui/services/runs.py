"""Sees what other programs do to the runs of the project: those of the command line appear and grow as they train.

Classes that are renamed in the project are renamed in its runs, too.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.data.renaming import names_now
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, ProjectSpec, runs_folder
from tlstudio.engine.runs.run import Run
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.library import Library

LOOK_EVERY_MS = 1000
WATCHED = ("run.json", "about.json")

Seen = tuple[tuple[str, int], ...]


class RunWatch(QObject):
    looked = Signal()  # once a second, after the library knows of every change

    def __init__(self, document: Document, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._library = library
        self._seen: Seen = ()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        document.path_changed.connect(self._on_path_changed)

    def look(self) -> None:
        """Have the library read the runs again if there are others, or one of them has come further."""
        seen = self._state()
        if seen != self._seen:
            self._seen = seen
            self._library.reload_runs()
        self.looked.emit()

    def _on_path_changed(self, _path: Path | None) -> None:
        self._seen = self._state()  # the library reads them by itself

    def _state(self) -> Seen:
        path = self._document.path
        folder = runs_folder(path) if path else None
        if folder is None or not folder.is_dir():
            return ()
        runs = [entry for entry in folder.iterdir() if entry.name.isdecimal()]
        return tuple(sorted((str(run / name), _changed(run / name)) for run in runs for name in WATCHED))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


class RunNames(QObject):
    """Follows the document; an undone change is undone in the runs as well."""

    def __init__(self, document: Document, library: Library, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._library, self._jobs = document, library, jobs
        self._data = DataSpec()
        document.spec_changed.connect(self._on_spec_changed)

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        before, self._data = self._data, spec.data
        is_same_source = (before.folder, before.table) == (spec.data.folder, spec.data.table)
        if not is_same_source or before.class_names == spec.data.class_names or self._document.is_read_only:
            return
        runs = self._library.runs
        title = self.tr("Renaming a class")
        self._jobs.run(title, lambda _p, _s: rename_in(runs, spec.data), self._on_done, key="rename", is_quiet=True)

    def _on_done(self, is_other: bool) -> None:
        if is_other:
            self._library.reload_runs()


def rename_in(runs: Sequence[Run], data: DataSpec) -> bool:
    """Give the classes of the runs the names that the project has for them; whether any was another. Blocks."""
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
