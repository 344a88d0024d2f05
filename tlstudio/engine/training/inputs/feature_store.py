"""Features kept on disk across runs and projects: rows of numbers by what they were computed from.

A store is a number of files. Each filling writes one of its own and only ever adds to it, so that processes need not
wait for each other: data first, flushed, then the records that say it is there. Files are read rather than mapped into
memory, since a mapped file that is cut short ends the whole program; every row is checked against its sum.
"""

import errno
import os
import struct
import time
import weakref
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from threading import Lock
from uuid import uuid4

import numpy as np

from tlstudio.engine.sentences import sentence
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES, SUFFIX, clear, size_words

FLUSH_BYTES, FLUSH_S = 32 * 2**20, 2.0  # what a killed program loses at most

_MAGIC = b"TLSFEAT1"
_HEADER = struct.Struct("<8s32sIII")  # magic, key, values of a row, rows at most, sum of all that
_RECORD = struct.Struct("<16sII")  # name, sum of the row, sum of the record and its place
_PAGE = 4096
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class FeatureStore:
    """The rows of one kind: `key` stands for all that they depend on, except the image that each belongs to.

    Never raises for what is wrong with its files: a row is given back as it was added, or not at all, and `notes` has a
    sentence for the user.
    """

    def __init__(
        self, folder: Path, key: bytes, width: int, budget_bytes: int = BUDGET_BYTES, kind: type = np.float32
    ) -> None:
        """`key` has 32 bytes, `width` is the number of values in a row, `kind` their NumPy type."""
        self._folder = folder
        self._rows = _Rows(key, width, np.dtype(kind))
        self._budget_bytes = budget_bytes
        self._places: dict[bytes, _Place] = {}
        self._writer: _Writer | None = None
        self.notes: list[str] = []
        self._open_all()

    @property
    def can_write(self) -> bool:
        """Whether rows that are added now will be kept."""
        return self._writer is not None

    def __contains__(self, name: bytes) -> bool:
        return name in self._places

    def read(self, names: Sequence[bytes]) -> list[np.ndarray | None]:
        """A row (width,) for each name of 16 bytes; None for one that is not there or no longer as it was."""
        return [self._read(name) for name in names]

    def reserve(self, count: int) -> None:
        """Get ready for so many new rows, at the cost of those least recently used by anyone."""
        needed = _data_offset(count) + count * self._rows.bytes_each
        if needed > self._budget_bytes:
            self._stop_writing(
                sentence(
                    "The features take {size}, more than the cache on disk may, so they stay out.",
                    size=size_words(needed),
                )
            )
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            clear(self._folder, self._budget_bytes - needed)
            self._writer = _Writer(self._folder, self._rows, count)
        except OSError as error:
            self._on_failed(error)

    def add(self, names: Sequence[bytes], rows: np.ndarray) -> None:
        """Store rows (N, width); they can be read once they are flushed."""
        if self._writer is None:
            return
        try:
            self._places.update(self._writer.add(names, rows))
        except OSError as error:
            self._on_failed(error)

    def flush(self) -> None:
        """Put everything that was added on the disk, for good, and end the filling."""
        if self._writer is None:
            return
        try:
            self._places.update(self._writer.flush())
            self._writer.close()
            self._writer = None
        except OSError as error:
            self._on_failed(error)

    def _open_all(self) -> None:
        damaged = 0
        for path in sorted(self._folder.glob(f"{self._rows.prefix}-*{SUFFIX}")):
            try:
                file = _File(path, self._rows)
            except OSError:
                continue
            except ValueError:
                damaged += 1
                with suppress(OSError):
                    path.unlink()
                continue
            self._places.update(file.places())
        if damaged:
            self._tell(
                sentence(
                    "A file of the feature cache was damaged and has been removed. Its features are computed anew."
                )
            )

    def _read(self, name: bytes) -> np.ndarray | None:
        place = self._places.get(name)
        if place is None:
            return None
        row = place.file.row(place)
        if row is None:
            del self._places[name]
            self._tell(sentence("Some features in the cache on disk were damaged. They are computed anew."))
        return row

    def _on_failed(self, error: OSError) -> None:
        is_full = error.errno in _FULL
        why = sentence("the disk is full") if is_full else (error.strerror or str(error)).lower()
        self._stop_writing(sentence("Features can not be stored on disk: {why}. Training goes on without.", why=why))

    def _stop_writing(self, sentence: str) -> None:
        if self._writer:
            self._writer.close()
        self._writer = None
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the rows of a store are."""

    key: bytes
    width: int
    kind: np.dtype

    @property
    def bytes_each(self) -> int:
        return self.width * self.kind.itemsize

    @property
    def prefix(self) -> str:
        """The beginning of the names of its files."""
        return self.key.hex()[:16]


class _File:
    """One file of a store, open for reading by any thread. Raises ValueError if it is not one."""

    def __init__(self, path: Path, rows: _Rows) -> None:
        self._file = FileIO(path, "r")
        self._lock = Lock()  # from the place in the file to its reading
        weakref.finalize(self, self._file.close)
        self._rows = rows
        header = self._file.read(_HEADER.size)
        if header[-4:] != _sum_of(header[:-4]) or _HEADER.unpack(header)[:3] != (_MAGIC, rows.key, rows.width):
            self._file.close()
            raise ValueError(path)
        self._most: int = _HEADER.unpack(header)[3]
        with suppress(OSError):
            os.utime(path)  # it was used just now

    def places(self) -> Iterator[tuple[bytes, "_Place"]]:
        """The rows that are there, by the records."""
        self._file.seek(_HEADER.size)
        data = self._file.read(self._most * _RECORD.size)
        for number in range(len(data) // _RECORD.size):
            record = data[number * _RECORD.size : (number + 1) * _RECORD.size]
            name, row_sum, _ = _RECORD.unpack(record)
            if record == _record(name, row_sum, number):
                yield name, _Place(self, number, row_sum)

    def row(self, place: "_Place") -> np.ndarray | None:
        """The row (width,), or None if it can no longer be read as it was written."""
        data = bytearray(self._rows.bytes_each)
        try:
            with self._lock:
                self._file.seek(_data_offset(self._most) + place.number * len(data))
                is_whole = self._file.readinto(data) == len(data)
        except OSError:
            return None
        return np.frombuffer(data, self._rows.kind) if is_whole and zlib.crc32(data) == place.row_sum else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row lies."""

    file: _File
    number: int
    row_sum: int


class _Writer:
    """Fills a new file, which appears under its name once its header is whole."""

    def __init__(self, folder: Path, rows: _Rows, most: int) -> None:
        path = folder / f"{rows.prefix}-{uuid4().hex[:12]}{SUFFIX}"
        header = _HEADER.pack(_MAGIC, rows.key, rows.width, most, 0)[:-4]
        temporary = path.with_suffix(".part")
        temporary.write_bytes(header + _sum_of(header))
        temporary.replace(path)
        self._file = FileIO(path, "r+")
        weakref.finalize(self, self._file.close)
        self._reader = _File(path, rows)
        self._most = most
        self._row_bytes = rows.bytes_each
        self._waiting: list[tuple[bytes, bytes]] = []
        self._written = 0
        self._since = time.monotonic()

    def add(self, names: Sequence[bytes], rows: np.ndarray) -> Iterator[tuple[bytes, _Place]]:
        """The rows that can be read from now on, now and then."""
        self._waiting += [(name, row.tobytes()) for name, row in zip(names, rows, strict=True)]
        is_much = len(self._waiting) * self._row_bytes >= FLUSH_BYTES
        if is_much or time.monotonic() - self._since >= FLUSH_S:
            yield from self.flush()

    def flush(self) -> Iterator[tuple[bytes, _Place]]:
        first, rows = self._written, self._waiting
        sums = [zlib.crc32(row) for _, row in rows]
        self._put(_data_offset(self._most) + first * self._row_bytes, b"".join(row for _, row in rows))
        records = [
            _record(name, total, first + at) for at, ((name, _), total) in enumerate(zip(rows, sums, strict=True))
        ]
        self._put(_HEADER.size + first * _RECORD.size, b"".join(records))
        self._waiting, self._written, self._since = [], first + len(rows), time.monotonic()
        for number, ((name, _), total) in enumerate(zip(rows, sums, strict=True), first):
            yield name, _Place(self._reader, number, total)

    def close(self) -> None:
        self._file.close()

    def _put(self, offset: int, data: bytes) -> None:
        """Write all of it, and come back when it is on the disk."""
        self._file.seek(offset)
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) or 0 :]
        os.fsync(self._file.fileno())


def _record(name: bytes, row_sum: int, number: int) -> bytes:
    whole = _RECORD.pack(name, row_sum, 0)[:-4]
    return whole + _sum_of(whole + number.to_bytes(4, "little"))


def _sum_of(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")


def _data_offset(most: int) -> int:
    return -(-(_HEADER.size + most * _RECORD.size) // _PAGE) * _PAGE
