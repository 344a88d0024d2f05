"""Image files as batches of pixels, decoded ahead of the trainer by a few threads and kept in memory if they fit."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.data.images import BadImage, Framing, read_pixels

BATCHES_AHEAD = 2
DECODERS = min(8, os.cpu_count() or 1)  # Pillow releases the interpreter while it decodes
KEPT_BYTES = 2 * 2**30  # of decoded pixels, per source

Rows = Sequence[int]


class ImageSource:
    """Images by row number. Files that can no longer be read are skipped and stand in `lost`."""

    def __init__(self, paths: Sequence[Path], framing: Framing, kept_bytes: int = KEPT_BYTES) -> None:
        self.paths = paths
        self.framing = framing
        self.lost: dict[Path, str] = {}  # path → reason
        shape = (len(paths), framing.size_px, framing.size_px, 3)
        fits = int(np.prod(shape, dtype=np.int64)) <= kept_bytes
        self._kept = np.empty(shape, np.uint8) if fits else None  # pages are taken as they are filled
        self._has = np.zeros(len(paths), bool)

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def keeps_pixels(self) -> bool:
        """Whether every file is decoded once only."""
        return self._kept is not None

    def batches(self, batches: Iterable[Rows]) -> Iterator[tuple[Tensor, Tensor]]:
        """For each list of rows: the rows that could be read (B,) int64, and their pixels (B, S, S, 3) uint8."""
        with ThreadPoolExecutor(DECODERS, "decode") as pool:
            ahead: deque[list[Future[np.ndarray | None]]] = deque()
            waiting = deque[Rows]()
            for rows in batches:
                waiting.append(rows)
                ahead.append([pool.submit(self._read, row) for row in rows])
                if len(ahead) > BATCHES_AHEAD:
                    yield _stacked(waiting.popleft(), ahead.popleft(), self.framing.size_px)
            while ahead:
                yield _stacked(waiting.popleft(), ahead.popleft(), self.framing.size_px)

    def _read(self, row: int) -> np.ndarray | None:
        if self._kept is not None and self._has[row]:
            return self._kept[row]
        try:
            pixels = read_pixels(self.paths[row], self.framing)
        except BadImage as error:
            self.lost[self.paths[row]] = error.reason
            return None
        if self._kept is not None:
            self._kept[row] = pixels
            self._has[row] = True
        return pixels


def _stacked(rows: Rows, read: list[Future[np.ndarray | None]], size_px: int) -> tuple[Tensor, Tensor]:
    found = [(row, pixels) for row, future in zip(rows, read, strict=True) if (pixels := future.result()) is not None]
    pixels = np.stack([pixels for _, pixels in found]) if found else np.empty((0, size_px, size_px, 3), np.uint8)
    return torch.tensor([row for row, _ in found], dtype=torch.int64), torch.from_numpy(pixels)
