"""What survives a crash: a copy of a project that has no file yet, and its rescue by the next window."""

import os
import uuid
from pathlib import Path

from PySide6.QtCore import QLockFile

from tlstudio.engine import places
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import SUFFIX, ProjectSpec, load_project, runs_folder, save_project
from tlstudio.engine.storage import make_folder


class RecoveryCopy:
    """The copy of one project, locked for as long as its window lives."""

    def __init__(self) -> None:
        self._path = places.recovery_folder() / f"{os.getpid()}-{uuid.uuid4().hex[:8]}{SUFFIX}"
        self._lock: QLockFile | None = None

    def write(self, spec: ProjectSpec) -> None:
        """Raises StorageError."""
        if self._lock is None:
            make_folder(self._path.parent)
            self._lock = _lock_of(self._path)
            self._lock.tryLock(0)
        save_project(spec, self._path)

    def forget(self) -> None:
        """The project is safe elsewhere, or nobody wants it."""
        if self._lock:
            self._path.unlink(missing_ok=True)
            self._lock.unlock()
            self._lock = None


def rescue_lost_projects() -> list[Path]:
    """Turn the copies of windows that crashed into projects; gives their files."""
    folder = places.recovery_folder()
    copies = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return [rescued for copy in copies for rescued in _rescue(copy)]


def file_name(name: str) -> str:
    """The name with what no file system takes replaced."""
    kept = "".join(letter if letter.isprintable() and letter not in '<>:"/\\|?*' else "-" for letter in name)
    return kept.strip(" .")[:120] or "project"


def free_place(name: str) -> Path:
    """A project file among the app's own projects that does not exist yet."""
    numbers = (f"{file_name(name)}{f' {number}' if number > 1 else ''}" for number in range(1, 10_000))
    paths = (places.projects_folder() / f"{candidate}{SUFFIX}" for candidate in numbers)
    return next(path for path in paths if not path.exists() and not runs_folder(path).exists())


def _rescue(copy: Path) -> list[Path]:
    lock = _lock_of(copy)
    if not lock.tryLock(0):
        return []  # its window is alive
    try:
        spec = load_project(copy)
        target = free_place(Path(spec.data.folder).name)
        make_folder(target.parent)
        save_project(spec, target)
        copy.unlink()
    except StudioError:
        return []  # cut off by the crash; it stays for a person to look at
    finally:
        lock.unlock()
    return [target]


def _lock_of(copy: Path) -> QLockFile:
    lock = QLockFile(str(copy.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # stale only once its process is gone
    return lock
