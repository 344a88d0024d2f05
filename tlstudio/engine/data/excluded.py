"""What was left out and why, in a few bytes for each file: reasons repeat."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from tlstudio.engine.data.names import Names, names_of


@dataclass(frozen=True, slots=True)
class Excluded:
    """A file (or a folder that cannot be opened) below the scanned folder, and a clause that says why it is out."""

    path: str
    reason: str


class Words(Sequence[str]):
    """A word for each sample, out of a few: `numbers` point into `known`."""

    def __init__(self, known: Sequence[str], numbers: np.ndarray) -> None:
        self.known = tuple(known)
        self.numbers = numbers.astype(np.uint8 if len(self.known) <= 2**8 else np.uint32, copy=False)

    def take(self, rows: np.ndarray) -> "Words":
        return Words(self.known, self.numbers[rows])

    def rows_of(self, word: str) -> np.ndarray:
        """Where the word stands, ascending."""
        return np.flatnonzero(self.numbers == (self.known.index(word) if word in self.known else -1))

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> "Words": ...
    def __getitem__(self, row: int | slice) -> "str | Words":
        return Words(self.known, self.numbers[row]) if isinstance(row, slice) else self.known[self.numbers[row]]

    def __iter__(self) -> Iterator[str]:
        return map(self.known.__getitem__, self.numbers.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(map(str.__eq__, self, other))

    __hash__ = None  # pyright: ignore[reportAssignmentType] # like a list


class Exclusions(Sequence[Excluded]):
    """Files that are out, in their order, with the reason of each."""

    def __init__(self, paths: Names, reasons: Words) -> None:
        self.paths, self.reasons = paths, reasons

    def paths_out_for(self, reason: str) -> Names:
        return self.paths.take(self.reasons.rows_of(reason))

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, row: int) -> Excluded: ...
    @overload
    def __getitem__(self, row: slice) -> "Exclusions": ...
    def __getitem__(self, row: int | slice) -> "Excluded | Exclusions":
        if isinstance(row, slice):
            return Exclusions(self.paths[row], self.reasons[row])
        return Excluded(self.paths[row], self.reasons[row])

    def __iter__(self) -> Iterator[Excluded]:
        return map(Excluded, self.paths, self.reasons)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Exclusions):
            return self.reasons == other.reasons and self.paths == other.paths
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # pyright: ignore[reportAssignmentType] # like a list


def words_of(words: Iterable[str]) -> Words:
    numbers: dict[str, int] = {}
    found = np.fromiter((numbers.setdefault(word, len(numbers)) for word in words), np.uint32)
    return Words(tuple(numbers), found)


def exclusions_of(items: Sequence[Excluded]) -> Exclusions:
    return Exclusions(names_of(item.path for item in items), words_of(item.reason for item in items))


NOTHING_OUT = exclusions_of(())
