"""Who trains a run: a lock on a file in its folder, which the system releases when the process ends, however it ends.

A process number alone says too little: it may belong to another program after a reboot or in a container.
"""

import errno
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tlstudio.engine.errors import RunError, StorageError
from tlstudio.engine.runs.state import is_alive, now
from tlstudio.engine.sentences import sentence

LOCK = "owner.lock"
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EBADF, getattr(errno, "EOPNOTSUPP", errno.ENOSYS)}
TRY_FOR_S = 0.5  # whoever only looks holds the lock for an instant, too

if sys.platform == "win32":
    import msvcrt

    PLACE = 1 << 20  # of the locked byte: behind the text, which others may then read

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, PLACE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, PLACE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class Owner:
    """The right to train a run, until it is released or the process ends."""

    def __init__(self, folder: Path) -> None:
        """Raises RunError if another process, or another training in this one, has it; StorageError for the folder."""
        path = folder / LOCK
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise _cannot_write(path, error) from error
        if not _taken_within(self._descriptor, TRY_FOR_S):
            os.close(self._descriptor)
            raise RunError(
                "The run {folder} is training{owner}. Stop it first, or wait for its end.",
                folder=folder,
                owner=_who(path),
            )
        try:
            os.truncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps({"process": os.getpid(), "since": now()}).encode())
        except OSError as error:  # the disk is full
            self.release()
            raise _cannot_write(path, error) from error

    def release(self) -> None:
        _try(_unlock, self._descriptor)
        os.close(self._descriptor)


def is_owned(folder: Path) -> bool:
    """Whether a process that lives trains the run in the folder."""
    path = folder / LOCK
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return False  # of an older version, or never trained
    except OSError:
        return is_alive(_process(path))
    try:
        is_free = _try(_lock, descriptor)
        if is_free:
            _try(_unlock, descriptor)
        return is_alive(_process(path)) if is_free is None else not is_free
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, error: OSError) -> StorageError:
    return StorageError("Cannot write {path}: {reason}.", path=path, reason=(error.strerror or str(error)).lower())


def _taken_within(descriptor: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while _try(_lock, descriptor) is False:
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True  # or the file system has no locks: then nobody can be kept out


def _try(action: Callable[[int], None], descriptor: int) -> bool | None:
    """Whether it could be done; None where the file system has no locks."""
    try:
        action(descriptor)
    except OSError as error:
        return None if error.errno in NO_LOCKS else False
    return True


def _who(path: Path) -> str:
    """Of the process that has the lock, as far as it is known."""
    said = _said(path)
    if not {"process", "since"} <= said.keys():
        return ""
    return sentence(" (process {number}, since {time})", number=said["process"], time=said["since"])


def _process(path: Path) -> int:
    number = _said(path).get("process", 0)
    return number if isinstance(number, int) else 0


def _said(path: Path) -> dict[str, object]:
    try:
        said = json.loads(path.read_text())
    except (OSError, ValueError):  # it is being written, or locked as a whole
        return {}
    return said if isinstance(said, dict) else {}
