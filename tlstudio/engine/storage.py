"""Durable writes: after a crash at any instant there is the old state or the new one, never another."""

import hashlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tlstudio.engine.errors import AlreadyThere, StorageError

REPLACE_TRIES = 5  # Windows refuses to replace a file that a virus scanner has open.


def write_durably(path: Path, data: bytes) -> None:
    """Replace the file's content as a whole; the old content stays if anything goes wrong.

    Raises StorageError if the target is not a regular file or cannot be written.
    """
    try:
        mode = _mode_for(path)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")  # O_EXCL
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            _replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_directory(path.parent)
    except OSError as error:
        raise StorageError(
            "Cannot write {path}: {reason}. Choose another place or free some space.",
            path=path,
            reason=_reason(error),
        ) from error


def write_text_durably(path: Path, text: str) -> None:
    write_durably(path, text.encode("utf-8"))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, if need be. Raises StorageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "Cannot create {folder}: {reason}. Choose another folder.", folder=folder, reason=_reason(error)
        ) from error


@contextmanager
def new_directory(path: Path) -> Iterator[Path]:
    """A directory that appears under its name complete, or not at all.

    Yields a temporary directory beside it to fill. Raises AlreadyThere if `path` exists, also if another process made
    it meanwhile, and StorageError if it cannot be made.
    """
    make_folder(path.parent)
    try:
        temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
    except OSError as error:
        raise StorageError(
            "Cannot create {path}: {reason}. Choose another folder.", path=path, reason=_reason(error)
        ) from error
    try:
        yield temporary
        temporary.chmod(0o777 & ~_umask())
        try:
            for child in temporary.rglob("*"):
                if child.is_file():
                    _sync_file(child)
            if path.exists():
                raise AlreadyThere(path)
            _replace(temporary, path)
            _sync_directory(path.parent)
        except OSError as error:
            if isinstance(error, StorageError):
                raise
            if path.exists():
                raise AlreadyThere(path) from error
            raise StorageError("Cannot write {path}: {reason}.", path=path, reason=_reason(error)) from error
    finally:
        if temporary.exists():
            shutil.rmtree(temporary, ignore_errors=True)


def read_bytes(path: Path, what: str) -> bytes:
    """The file's content. `what` names it in the sentence of a StorageError ("project file", "run")."""
    try:
        if path.exists() and not path.is_file():
            raise StorageError("{path} is not a file, so it cannot be read as a {what}.", path=path, what=what)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StorageError("There is no {what} at {path}.", what=what, path=path) from error
    except OSError as error:
        if isinstance(error, StorageError):
            raise
        raise StorageError("Cannot read {path}: {reason}.", path=path, reason=_reason(error)) from error


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _mode_for(path: Path) -> int:
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0o666 & ~_umask()
    if not stat.S_ISREG(status.st_mode):
        raise StorageError("{path} is not a regular file and will not be replaced. Choose another name.", path=path)
    return stat.S_IMODE(status.st_mode)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _replace(source: Path, target: Path) -> None:
    for attempt in range(REPLACE_TRIES):
        try:
            source.replace(target)
            return
        except PermissionError:
            if sys.platform != "win32" or attempt == REPLACE_TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if sys.platform != "win32" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_directory(path: Path) -> None:
    if sys.platform == "win32":
        return  # Windows cannot open a directory for syncing.
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some network file systems refuse to sync a directory; the file itself is synced.
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
