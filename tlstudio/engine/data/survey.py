"""What is known of the files below a folder, and a file of it in the user's cache: opening a folder again is quick."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.engine.data.excluded import Excluded
from tlstudio.engine.data.modality import Modality
from tlstudio.engine.data.names import Names
from tlstudio.engine.data.walk import Tree
from tlstudio.engine.errors import StorageError
from tlstudio.engine.places import indexes_folder
from tlstudio.engine.storage import write_durably

MAGIC = b"tlstudio index 2\n"  # another number: another layout, which is read anew
SUFFIX = ".index"
MOST_KEPT = 20  # folders; those opened least recently go first


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """A walk, and what reading its files came to."""

    tree: Tree
    states: np.ndarray  # uint64 for each file: how it was when it was found to be good, 0 where that is not known
    bad: dict[int, str]  # row → why the file cannot be used

    def states_of(self, files: Names) -> np.ndarray:
        """The states of other files, as far as they are in this survey too."""
        if files == self.tree.files:
            return self.states.copy()
        own, others = _hashes(self.tree.files), _hashes(files)
        order = np.argsort(own)
        places = order[np.minimum(np.searchsorted(own, others, sorter=order), len(own) - 1)] if len(own) else order
        return np.where(own[places] == others, self.states[places], 0) if len(own) else np.zeros(len(files), np.uint64)

    def is_like(self, other: "Survey | None") -> bool:
        return (
            other is not None
            and (self.tree, self.bad) == (other.tree, other.bad)
            and np.array_equal(self.states, other.states)
        )


def file_of(folder: Path, modality: Modality) -> Path:
    """Where the survey of a folder is kept."""
    kind = "" if modality.kind == "image" else f"{modality.kind} "  # images came first
    name = hashlib.sha256(kind.encode() + os.fsencode(folder.absolute())).hexdigest()[:32]
    return indexes_folder() / f"{name}{SUFFIX}"


def save(path: Path, folder: Path, survey: Survey, modality: Modality) -> None:
    """Keep a survey of the folder. Without it the next scan just takes longer, so nothing is said where that fails."""
    tree = survey.tree
    head = {
        "maker": modality.reader(),
        "folder": str(folder.absolute()),
        "homes": tree.files.folders,
        "folders": tree.folders,
        "closed": [(item.path, item.reason) for item in tree.closed],
        "twins": tree.links,
        "bad": list(survey.bad.items()),
        "sizes": [len(tree.files), len(tree.files.arena)],
    }
    places = tree.files.places.astype("<u4").tobytes()
    body = b"\n".join((json.dumps(head).encode(), tree.files.arena + places + survey.states.astype("<u8").tobytes()))
    with suppress(OSError, StorageError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, MAGIC + hashlib.sha256(body).digest() + body)
        _make_room(path.parent)


def load(path: Path, folder: Path, modality: Modality) -> Survey | None:
    """What was kept of the folder; None if there is nothing, or the file is damaged, or another version's."""
    try:
        data = path.read_bytes()
        start = len(MAGIC) + hashlib.sha256().digest_size
        body = memoryview(data)[start:]
        if not data.startswith(MAGIC) or hashlib.sha256(body).digest() != data[len(MAGIC) : start]:
            return None
        os.utime(path)  # used just now
        end = data.index(b"\n", start)
        head = json.loads(data[start:end])
        if (head["maker"], head["folder"]) != (modality.reader(), str(folder.absolute())):
            return None
        return _read(head, data, end + 1)
    except (OSError, ValueError, KeyError, TypeError):  # nobody's fault: the folder is read anew
        return None


def _read(head: dict[str, list[str]], data: bytes, start: int) -> Survey:
    count, size = map(int, head["sizes"])
    places = np.frombuffer(data, "<u4", count, start + size)
    states = np.frombuffer(data, "<u8", count, start + size + 4 * count).astype(np.uint64)
    tree = Tree(
        files=Names(head["homes"], places, data[start : start + size]),
        folders=tuple(head["folders"]),
        closed=tuple(Excluded(*item) for item in head["closed"]),
        links=tuple(tuple(map(int, group)) for group in head["twins"]),
    )
    return Survey(tree, states, {int(row): reason for row, reason in head["bad"]})


def _hashes(files: Names) -> np.ndarray:
    return np.fromiter(map(hash, files), np.int64, len(files))


def _make_room(folder: Path) -> None:
    files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
    for path in files[:-MOST_KEPT]:
        path.unlink()
