"""All files of a kind below a folder, each once, whatever links lead to it. No file is opened."""

import os
import stat
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tlstudio.engine.data.excluded import Excluded
from tlstudio.engine.data.modality import Modality
from tlstudio.engine.data.names import Arena, Names, encoded, names_of
from tlstudio.engine.data.natural_order import natural
from tlstudio.engine.errors import DataError, StudioError
from tlstudio.engine.sentences import sentence

LARGEST = 2**64 - 1  # some systems number files with more bits


ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz"})
PLACEHOLDER = ".icloud"  # of a file that is in the cloud only: ".IMG_1.JPG.icloud"
NOT_THE_USERS = frozenset({"__macosx", "thumbs.db", "desktop.ini"})  # left there by systems, in small letters
DIGITS = bytes.maketrans(b"123456789", b"000000000")


@dataclass(frozen=True, slots=True)
class Tree:
    """What a walk has met, in natural order."""

    files: Names = field(default_factory=lambda: names_of(()))
    folders: tuple[str, ...] = ()
    closed: tuple[Excluded, ...] = ()  # folders that cannot be opened
    links: tuple[tuple[int, ...], ...] = ()  # rows of one file with several names; those that are no links come first


@dataclass(frozen=True, slots=True)
class _Folder:
    """What stands in a folder: names of files in natural order, as `encoded` gives them, and folders."""

    files: bytes
    folders: list[str]


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Path
    modality: Modality
    folders: dict[str, _Folder] = field(default_factory=dict)  # by path, in the order in which they were met
    closed: list[Excluded] = field(default_factory=list)
    inodes: "array[int]" = field(default_factory=lambda: array("Q"))  # of all files, in no order
    pending: deque[str] = field(default_factory=lambda: deque([""]))


def walk(root: Path, modality: Modality, should_stop: Callable[[], bool]) -> Tree:
    """Visit every folder once. Hidden files and those of the system are passed over.

    Raises DataError if `root` cannot be read, and StudioError if `should_stop` says so.
    """
    _check_root(root, modality)
    going = _Walk(root, modality)
    seen: set[tuple[int, int] | None] = {None}
    while going.pending:
        if should_stop():
            raise StudioError("The scan was cancelled.")
        here = going.pending.popleft()
        key = _key(root / here)
        if key not in seen:
            seen.add(key)
            _enter(going, here)
    files = _in_order(going.folders)
    groups = links(root, going.folders, going.inodes)
    return Tree(files, tuple(filter(None, going.folders)), tuple(going.closed), _as_rows(files, groups))


def sample_files(folder: Path, modality: Modality) -> list[Path]:
    """All files of the kind below the folder, readable or not, in natural order. Raises DataError."""
    return [folder / path for path in walk(folder, modality, lambda: False).files]


def _name_key(name: str) -> tuple[list[str | int], str]:
    return natural(name), name


def _sorted(names: list[str]) -> list[str]:
    """In natural order. Names that differ in digits alone, as most do, are in it as they are sorted as text."""
    is_alike = len(set(encoded(names).translate(DIGITS).split(b"\0")[:-1])) <= 1
    return sorted(names) if is_alike else sorted(names, key=_name_key)


def _check_root(root: Path, modality: Modality) -> None:
    try:
        mode = root.stat().st_mode
        if not stat.S_ISDIR(mode) and root.suffix.lower() in ARCHIVES:
            raise DataError(
                "{root} is packed ({kind}). Unpack it, and choose the folder that comes out.",
                root=root,
                kind=root.suffix[1:],
            )
        if not stat.S_ISDIR(mode):
            raise DataError(
                "{root} is not a folder. Choose the folder that holds the {plural}.",
                root=root,
                plural=modality.plural,
            )
        os.scandir(root).close()
    except FileNotFoundError as error:
        raise DataError("There is no folder {root}. Choose another one.", root=root) from error
    except OSError as error:
        raise DataError("Cannot open the folder {root}: {clause}.", root=root, clause=_clause(error)) from error


def _enter(going: _Walk, here: str) -> None:
    try:
        with os.scandir(going.root / here) as entries:
            files, folders = _sorted_out(list(entries), going.modality.all_endings)
    except OSError as error:
        going.closed.append(Excluded(here, sentence("this folder cannot be opened: {clause}", clause=_clause(error))))
        return
    going.inodes.extend([entry.inode() & LARGEST for entry in files if not entry.is_symlink()])
    going.inodes.extend(map(_target, filter(os.DirEntry.is_symlink, files)))
    for entry in folders:
        path = f"{here}/{entry.name}" if here else entry.name
        # Links come last: what can be reached in two ways belongs where it really stands.
        (going.pending.append if entry.is_symlink() else going.pending.appendleft)(path)
    names = sorted((entry.name for entry in folders), key=_name_key)
    going.folders[here] = _Folder(encoded(_sorted([entry.name for entry in files])), names)


def _sorted_out(
    entries: list[os.DirEntry[str]], endings: frozenset[str]
) -> tuple[list[os.DirEntry[str]], list[os.DirEntry[str]]]:
    """Files with one of the endings, and folders. Most of the time of a walk goes by in these lines."""
    try:
        are_folders = list(map(os.DirEntry.is_dir, entries))
    except OSError:  # a link to itself
        are_folders = list(map(_is_folder, entries))
    kinds = zip(entries, are_folders, strict=True)
    folders = [entry for entry, is_folder in kinds if is_folder and not is_passed_over(entry.name)]
    files = [
        entry
        for entry, is_folder in zip(entries, are_folders, strict=True)
        if not is_folder
        and ((name := entry.name)[-4:] in endings or name[name.rfind(".") :].lower() in endings)
        and (name[0] != "." or name.endswith(PLACEHOLDER))
    ]
    return files, folders


def _in_order(folders: dict[str, _Folder]) -> Names:
    """The files of all folders, those of a folder inside where its name belongs."""
    arena = Arena()
    pending: list[tuple[str, bytes | None]] = [("", None)]
    while pending:
        path, names = pending.pop()
        if names is not None:
            arena.add(path, names)
        elif path in folders:
            pending += [*_runs(path, folders[path])][::-1]
    return arena.names()


def _as_rows(files: Names, groups: list[list[tuple[bool, str]]]) -> tuple[tuple[int, ...], ...]:
    rows = files.rows_of([path for group in groups for _, path in group])
    ours = [sorted((is_link, rows[path]) for is_link, path in group if path in rows) for group in groups]
    return tuple(tuple(row for _, row in group) for group in ours if len(group) > 1)


def _runs(path: str, folder: _Folder) -> Iterator[tuple[str, bytes | None]]:
    """Files of a folder, and the folders that stand between them."""
    if not folder.folders:
        yield path, folder.files
        return
    files: Sequence[str] = folder.files.decode("utf-8", "surrogatepass").split("\0")[:-1]
    start = 0
    for name in folder.folders:
        end = bisect_left(files, _name_key(name), start, key=_name_key)
        yield path, encoded(files[start:end])
        yield (f"{path}/{name}" if path else name), None
        start = end
    yield path, encoded(files[start:])


def is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower() in NOT_THE_USERS


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _target(link: os.DirEntry[str]) -> int:
    """The number of what a link leads to; 0 where that is nowhere."""
    try:
        return Path(link).stat().st_ino & LARGEST
    except OSError:
        return 0


def _key(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _clause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def links(root: Path, folders: Iterable[str], inodes: "array[int]") -> list[list[tuple[bool, str]]]:
    """Files of the same content on the disk, group by group: for each whether it is a link, and its path.

    `inodes` may be equal by chance, of files on several disks: such files are asked for, all others not.
    """
    numbers = np.sort(np.frombuffer(inodes, np.uint64)) if inodes else np.empty(0, np.uint64)
    again = numbers[1:][numbers[1:] == numbers[:-1]]
    suspects = frozenset(again[again > 0].tolist())
    groups: dict[tuple[int, int], list[tuple[bool, str]]] = {}
    for folder in folders if suspects else ():
        for entry, status in _statuses(root / folder):
            if status.st_ino & LARGEST in suspects:
                path = f"{folder}/{entry.name}" if folder else entry.name
                groups.setdefault((status.st_dev, status.st_ino), []).append((entry.is_symlink(), path))
    return [group for group in groups.values() if len(group) > 1]


def _statuses(folder: Path) -> Iterable[tuple[os.DirEntry[str], os.stat_result]]:
    with suppress(OSError), os.scandir(folder) as entries:  # the folder may have gone just now
        for entry in entries:
            with suppress(OSError):  # a link that leads nowhere
                yield entry, os.stat(entry.path)  # noqa: PTH116 -- a Path takes several times as long
