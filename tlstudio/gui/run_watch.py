"""Sees what other programs do to the runs of the project: those of the command line appear and grow as they train."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.project import runs_folder
from tlstudio.gui.document import Document
from tlstudio.gui.library import Library

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
