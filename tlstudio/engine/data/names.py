"""Paths of samples in a few bytes each: names in one arena, folders by number, text made when it is asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import overload

import numpy as np

BLOCK = 4096  # names decoded at once
CODING = ("utf-8", "surrogatepass")  # names that are not UTF-8 hold surrogates; these bytes give them back


class Names(Sequence[str]):
    """Relative paths with slashes, each a folder and a name in it.

    `arena` holds the names in their order, each with a zero byte after it; `places` the number of each one's folder.
    """

    def __init__(self, folders: Sequence[str], places: np.ndarray, arena: bytes) -> None:
        self.folders = tuple(folders)
        self.places = places.astype(_least_type(len(self.folders)), copy=False)
        self.arena = arena
        ends = np.flatnonzero(np.frombuffer(arena, np.uint8) == 0) + 1
        self._starts = np.concatenate(([0], ends)).astype(np.uint32 if len(arena) < 2**32 else np.uint64)
        if len(places) != len(ends) or not arena.endswith(b"\0"[: len(arena)]):
            raise ValueError("names and folders do not belong together")

    @property
    def nbytes(self) -> int:
        return len(self.arena) + self.places.nbytes + self._starts.nbytes

    def take(self, rows: np.ndarray) -> "Names":
        """Only these, in this order."""
        return names_of(self.at(rows))

    def at(self, rows: Iterable[int]) -> Iterator[str]:
        """The paths of these rows, one after the other."""
        return (self._path(int(row)) for row in rows)

    def rows_of(self, paths: Collection[str]) -> dict[str, int]:
        """Where these paths stand, as far as they are here."""
        wanted = frozenset(paths)
        if len(wanted) < BLOCK // 64:
            return {path: row for path in wanted if (row := self._find(path)) >= 0}
        return {path: row for row, path in enumerate(self) if path in wanted}

    def of_folders(self, test: Callable[[str], bool]) -> np.ndarray:
        """For each path whether its folder passes, bool."""
        return np.array([test(folder) for folder in self.folders], bool)[self.places]

    def in_folder(self, folder: str) -> np.ndarray:
        """Rows of the files right in a folder, ascending."""
        return np.flatnonzero(self.places == self.folders.index(folder))

    def containing(self, text: str) -> np.ndarray:
        """Rows of the paths that hold the text, ascending; small and capital letters are alike."""
        wanted = text.casefold()
        if not wanted or "/" in wanted or "\0" in wanted or not (self.arena.isascii() and wanted.isascii()):
            return np.array([row for row, path in enumerate(self) if wanted in path.casefold()], np.int64)
        found = self.of_folders(lambda folder: wanted in folder.casefold())
        starts = _places_of(wanted.encode(), np.frombuffer(self.arena.lower(), np.uint8))
        found[np.searchsorted(self._starts, starts, "right") - 1] = True
        return np.flatnonzero(found)

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        row = self._find(value) if isinstance(value, str) else -1
        if not start <= row < (len(self) if stop is None else stop):
            raise ValueError(f"{value!r} is not among the names")
        return row

    def _find(self, path: str) -> int:
        """The row of a path, or -1."""
        folder, name = _parts(path)
        needle = name.encode(*CODING) + b"\0"
        place = self.arena.find(needle) if name and "\0" not in name and folder in self.folders else -1
        while place >= 0:
            row = int(np.searchsorted(self._starts, place, "right")) - 1
            if self._starts[row] == place and self.folders[self.places[row]] == folder:
                return row
            place = self.arena.find(needle, place + 1)
        return -1

    def _path(self, row: int) -> str:
        start, end = self._starts[row], self._starts[row + 1]
        return _joined(self.folders[self.places[row]], self.arena[start : end - 1].decode(*CODING))

    def _block(self, start: int) -> Iterator[str]:
        end = min(start + BLOCK, len(self))
        names = self.arena[self._starts[start] : self._starts[end]].decode(*CODING).split("\0")
        folders = [self.folders[place] for place in self.places[start:end].tolist()]
        return map(_joined, folders, names)

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> "Names": ...
    def __getitem__(self, row: int | slice) -> "str | Names":
        if isinstance(row, slice):
            return self.take(np.arange(len(self))[row])
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return self._path(row % len(self))

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._block, range(0, len(self), BLOCK)))

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and self._find(value) >= 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        if isinstance(other, Names) and self.arena != other.arena:
            return False
        if isinstance(other, Names) and self.folders == other.folders:
            return np.array_equal(self.places, other.places)
        return len(self) == len(other) and all(map(str.__eq__, self, other))

    __hash__ = None  # pyright: ignore[reportAssignmentType] # like a list

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self[:3]))
        return f"Names({shown}{', …' if len(self) > 3 else ''})"


class Arena:
    """Names on their way into an arena."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._runs: list[tuple[int, int]] = []
        self._names = bytearray()

    def add(self, folder: str, names: bytes) -> None:
        """Names of one folder, encoded, each with a zero byte after it."""
        if not names:
            return
        number = self._numbers.setdefault(folder, len(self._numbers))
        self._runs.append((number, names.count(0)))
        self._names += names

    def names(self) -> Names:
        numbers, counts = zip(*self._runs, strict=True) if self._runs else ((), ())
        places = np.repeat(np.array(numbers, _least_type(len(self._numbers))), counts)
        return Names(tuple(self._numbers), places, bytes(self._names))


def names_of(paths: Iterable[str]) -> Names:
    """Paths as Names."""
    numbers: dict[str, int] = {}
    places, names = [], bytearray()
    for path in paths:
        folder, name = _parts(path)
        places.append(numbers.setdefault(folder, len(numbers)))
        names += name.encode(*CODING) + b"\0"
    return Names(tuple(numbers), np.array(places, np.uint32), bytes(names))


def encoded(names: Sequence[str]) -> bytes:
    """Names as `Arena.add` takes them."""
    return "\0".join(chain(names, repeat("", bool(names)))).encode(*CODING)


def _places_of(needle: bytes, arena: np.ndarray) -> np.ndarray:
    """Where the needle begins; it holds no zero byte, which ends every arena."""
    places = np.flatnonzero(arena == needle[0])
    for offset, byte in enumerate(needle[1:], 1):
        places = places[arena[np.minimum(places + offset, len(arena) - 1)] == byte]
    return places


def _parts(path: str) -> tuple[str, str]:
    cut = path.rfind("/")
    return (path[:cut], path[cut + 1 :]) if cut > 0 else ("", path)


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _least_type(count: int) -> type[np.unsignedinteger]:  # pyright: ignore[reportMissingTypeArgument]
    return np.uint16 if count <= 2**16 else np.uint32
