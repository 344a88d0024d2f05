"""All images below a folder, each once, whatever links lead to it."""

import os
import re
import stat
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tlstudio.engine.data.images import SUFFIXES, UNSUPPORTED
from tlstudio.engine.errors import DataError, StudioError

NOT_THE_USERS = frozenset({"__macosx", "thumbs.db", "desktop.ini"})  # left there by systems, in small letters


@dataclass(frozen=True, slots=True)
class Excluded:
    """A file (or a folder that cannot be opened) below the scanned folder, and a clause that says why it is out."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file with the ending of an image."""

    path: str  # relative, with slashes
    is_link: bool
    key: tuple[int, int] | None  # device and inode; None: a link that leads nowhere


@dataclass(frozen=True, slots=True)
class Tree:
    """What a walk has met, in natural order."""

    files: list[Found] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    closed: list[Excluded] = field(default_factory=list)  # folders that cannot be opened


def walk(root: Path, should_stop: Callable[[], bool]) -> Tree:
    """Visit every folder once. Hidden files and those of the system are passed over.

    Raises DataError if `root` cannot be read, and StudioError if `should_stop` says so.
    """
    _check_root(root)
    tree = Tree()
    seen: set[tuple[int, int] | None] = {None}
    pending = deque([""])
    while pending:
        if should_stop():
            raise StudioError("The scan was cancelled.")
        here = pending.popleft()
        key = _key(root / here)
        if key not in seen:
            seen.add(key)
            _enter(root, here, tree, pending)
    tree.files.sort(key=lambda file: natural_key(file.path))
    return tree


def image_files(folder: Path) -> list[Path]:
    """All files below the folder with the ending of an image, readable or not, in natural order. Raises DataError."""
    return [folder / file.path for file in walk(folder, lambda: False).files]


def natural_key(path: str) -> tuple[object, ...]:
    """Sorts `img2` before `img10`, folder by folder, small and capital letters alike."""
    return ([_natural(name) for name in path.split("/")], path)


def _natural(name: str) -> list[str | int]:
    pieces = re.split("([0-9]+)", name.casefold())  # text and numbers in turns, so that like meets like
    return [int(piece) if number % 2 else piece for number, piece in enumerate(pieces)]


def _check_root(root: Path) -> None:
    try:
        mode = root.stat().st_mode
        if not stat.S_ISDIR(mode):
            raise DataError(f"{root} is not a folder. Choose the folder that holds the images.")
        os.scandir(root).close()
    except FileNotFoundError as error:
        raise DataError(f"There is no folder {root}. Choose another one.") from error
    except OSError as error:
        raise DataError(f"Cannot open the folder {root}: {_clause(error)}.") from error


def _enter(root: Path, here: str, tree: Tree, pending: deque[str]) -> None:
    try:
        with os.scandir(root / here) as entries:
            children = [entry for entry in entries if not _is_passed_over(entry.name)]
    except OSError as error:
        tree.closed.append(Excluded(here, f"this folder cannot be opened: {_clause(error)}"))
        return
    if here:
        tree.folders.append(here)
    for entry in children:
        path = f"{here}/{entry.name}" if here else entry.name
        if _is_folder(entry):
            # Links come last: what can be reached in two ways belongs where it really stands.
            (pending.append if entry.is_symlink() else pending.appendleft)(path)
        elif Path(entry.name).suffix.lower() in SUFFIXES | UNSUPPORTED.keys():
            tree.files.append(Found(path, entry.is_symlink(), _key(root / path)))


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower() in NOT_THE_USERS


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _key(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _clause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
