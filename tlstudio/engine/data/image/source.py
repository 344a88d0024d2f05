"""Image files as batches of pixels, decoded ahead of the trainer by a few threads and kept in memory if they fit."""

import hashlib
import math
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.data.image.reading import BadImage, Framing, read_pixels

if TYPE_CHECKING:
    from tlstudio.engine.data.modality import DecodedStore

BATCHES_AHEAD = 2
DECODERS = min(8, os.cpu_count() or 1)  # Pillow releases the interpreter while it decodes

Rows = Sequence[int]


class ImageSource:
    """Images by row number; numbers beyond the last row stand for the same images again.

    Files that can no longer be read are skipped and stand in `lost`.
    """

    def __init__(self, paths: Sequence[Path], framing: Framing, kept_bytes: int) -> None:
        self.paths = paths
        self.framing = framing
        self.lost: dict[Path, str] = {}  # path → reason
        shape = (len(paths), *framing.shape)
        fits = int(np.prod(shape, dtype=np.int64)) <= kept_bytes
        self._kept = np.empty(shape, np.uint8) if fits else None  # pages are taken as they are filled
        self._has = np.zeros(len(paths), bool)
        self._identities: list[bytes | None] = [None] * len(paths)
        self._store: DecodedStore | None = None

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def keeps_pixels(self) -> bool:
        """Whether every file is decoded once only."""
        return self._kept is not None or self._store is not None

    @property
    def pixel_bytes(self) -> int:
        """What the pixels of one image take."""
        return math.prod(self.framing.shape)

    @property
    def memory_bytes(self) -> int:
        """What the pixels will take that are kept in memory."""
        return 0 if self._kept is None else self._kept.nbytes

    def identity(self, row: int) -> bytes:
        """32 bytes that change with the file: as it was when its pixels were first asked for, or else as it is now."""
        found = self._identities[row]
        if found is None:
            found = self._identities[row] = _identity(self.paths[row])
        return found

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with pixels kept on disk."""
        return self._store.notes if self._store else []

    def drop_pixels(self) -> None:
        """Keep no pixels from here on, because something made from them is kept."""
        self._kept = None

    def keep_in(self, store: "DecodedStore") -> None:
        """Keep pixels there from here on, and take those that are there."""
        self._store = store

    def batches(self, batches: Iterable[Rows]) -> Iterator[tuple[Tensor, Tensor]]:
        """For each list of rows: the rows that could be read (B,) int64, and their pixels (B, S, S, C) uint8."""
        with ThreadPoolExecutor(DECODERS, "decode") as pool:
            ahead: deque[list[Future[np.ndarray | None]]] = deque()
            waiting = deque[Rows]()
            for rows in batches:
                waiting.append(rows)
                ahead.append([] if self._keeps(rows) else [pool.submit(self._read, row) for row in rows])
                if len(ahead) > BATCHES_AHEAD:
                    yield self._batch(waiting.popleft(), ahead.popleft())
            while ahead:
                yield self._batch(waiting.popleft(), ahead.popleft())

    def _keeps(self, rows: Rows) -> bool:
        return self._kept is not None and bool(self._has[self._places(rows)].all())

    def _batch(self, rows: Rows, read: list[Future[np.ndarray | None]]) -> tuple[Tensor, Tensor]:
        """The pixels that are kept need no thread to fetch them."""
        if self._kept is not None and not read:
            return torch.tensor(rows, dtype=torch.int64), torch.from_numpy(self._kept[self._places(rows)])
        found = [(row, pixels) for row, one in zip(rows, read, strict=True) if (pixels := one.result()) is not None]
        if self._store:
            self._store.add([(self.identity(row % len(self)), pixels) for row, pixels in found])
        return _stacked(found, self.framing.shape)

    def _places(self, rows: Rows) -> np.ndarray:
        return np.asarray(rows, np.int64) % len(self)

    def _read(self, number: int) -> np.ndarray | None:
        row = number % len(self)
        if self._kept is not None and self._has[row]:
            return self._kept[row]
        stored = self._store.read(self.identity(row)) if self._store else None
        if stored is not None:
            return stored
        self.identity(row)
        try:
            pixels = read_pixels(self.paths[row], self.framing)
        except BadImage as error:
            self.lost[self.paths[row]] = error.reason
            return None
        if self._kept is not None:
            self._kept[row] = pixels
            self._has[row] = True
        return pixels


def _identity(path: Path) -> bytes:
    """Of the file's place, size and times; the time of its last change too, since programs may set the other one."""
    try:
        status = path.stat()
        state = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    except OSError:
        state = ()  # not there now, and another image once it is
    return hashlib.sha256(repr((os.fsencode(path.absolute()), state)).encode()).digest()


def _stacked(found: list[tuple[int, np.ndarray]], shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
    pixels = np.stack([pixels for _, pixels in found]) if found else np.empty((0, *shape), np.uint8)
    return torch.tensor([row for row, _ in found], dtype=torch.int64), torch.from_numpy(pixels)
