"""Files that can be reached by several names: links to one another."""

import os
from array import array
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np

LARGEST = 2**64 - 1  # some systems number files with more bits


def twins(root: Path, folders: Iterable[str], inodes: "array[int]") -> list[list[tuple[bool, str]]]:
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
