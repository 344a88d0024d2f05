"""What images look like, in a kilobyte each: enough to find those that are alike, blank or odd."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from tlstudio.engine.data.image.reading import FORMATS, BadImage, Framing, read_pixels
from tlstudio.engine.errors import StudioError

SIDE = 32  # px of a small picture
SMALL = Framing(SIDE, interpolation="box")
LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
BATCH = 64  # files looked at between two questions whether to stop
MAX_WORKERS = 8
# Of 300 textile photos the nearest two differ in 14 bits and correlate at 0.24; the same photo at half its size or at
# JPEG quality 50 differs in 3 bits at most and correlates at 0.97 or more.
MOST_BITS = 7  # of 64 that differ between near-duplicates
LEAST_CORRELATION = 0.95
BANDS = 8  # two hashes that differ in fewer bits have an equal band
BLOCK = 1024  # hashes compared with a bucket at once
PLAIN_BELOW = 3.0  # grey levels of 255, standard deviation of the small picture
CLOSE = Framing(128, interpolation="box")  # where the edges of a small part on plain ground are seen
EDGE_ABOVE = 4.0  # grey levels between a pixel and the next but one; noise is averaged away at that size,
EDGE_ABOVE_NOISE = 8.0  # or else rarely this many times the usual difference
FEWEST_EDGES = 12  # pixels; a speck of dust has fewer


@dataclass(frozen=True, slots=True)
class Look:
    """One image."""

    width: int
    height: int
    mode: str  # of Pillow, as stored
    digest: bytes  # sha256 of the file
    grey: bytes  # SIDE × SIDE grey levels of the whole image
    edges: int = 0  # pixels of the closer picture that differ from those beside them; counted of plain images alone


def look_at(
    folder: Path,
    paths: Sequence[str],
    known: dict[str, Look],
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> dict[str, Look]:
    """The looks of all images that can be read; those in `known` are not read again, new ones are added to it.

    Raises StudioError if `should_stop` says so; what was read until then stays in `known`.
    """
    missing = [path for path in paths if path not in known]
    with ThreadPoolExecutor(min(MAX_WORKERS, os.cpu_count() or 1)) as pool:
        for start in range(0, len(missing), BATCH):
            if should_stop():
                raise StudioError("Looking at the images was cancelled.")
            progress(start, len(missing))
            batch = missing[start : start + BATCH]
            found = pool.map(_look, (folder / path for path in batch))
            known |= {path: look for path, look in zip(batch, found, strict=True) if look}
    return {path: known[path] for path in paths if path in known}


def near_duplicates(looks: Sequence[Look]) -> np.ndarray:
    """The group of each image, int64 from 0: those that look alike, or are like a third one, share theirs.

    Plain images are alike only where their files are equal.
    """
    links = Links(len(looks))
    _, same = np.unique([look.digest.hex() for look in looks], return_inverse=True)
    first = np.full(len(looks), -1)
    for row, number in enumerate(same):
        if first[number] < 0:
            first[number] = row
        links.join(int(first[number]), row)
    greys = np.frombuffer(b"".join(look.grey for look in looks), np.uint8).reshape(-1, SIDE, SIDE)
    rows = np.array([row for row in np.unique(first[first >= 0]) if not _is_plain(looks[row].grey)], np.int64)
    for one, other in _alike(greys[rows]):
        links.join(int(rows[one]), int(rows[other]))
    return links.numbers()


def is_blank(look: Look) -> bool:
    """Whether there is nothing on the image: of about one brightness, and without edges. A small part has edges."""
    return _is_plain(look.grey) and look.edges < FEWEST_EDGES


def _is_plain(grey: bytes) -> bool:
    return float(np.frombuffer(grey, np.uint8).std()) < PLAIN_BELOW


def _edges(grey: np.ndarray) -> int:
    """How many pixels of (height, width) grey levels differ from those beside them, by more than noise does."""
    across, down = np.abs(grey[1:-1, 2:] - grey[1:-1, :-2]), np.abs(grey[2:, 1:-1] - grey[:-2, 1:-1])
    steps = np.maximum(across, down)
    return int((steps > max(EDGE_ABOVE, EDGE_ABOVE_NOISE * float(np.median(steps)))).sum())


def _look(path: Path) -> Look | None:
    """None for a file that can no longer be read."""
    try:
        grey = np.rint(read_pixels(path, SMALL) @ LUMA).astype(np.uint8).tobytes()
        edges = _edges(read_pixels(path, CLOSE) @ LUMA) if _is_plain(grey) else 0
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
            width, height, mode = _head(path)
    except (BadImage, OSError):
        return None
    return Look(width, height, mode, digest, grey, edges)


def _head(path: Path) -> tuple[int, int, str]:
    with Image.open(path, formats=FORMATS) as image:
        return *image.size, image.mode


def _alike(greys: np.ndarray) -> Iterable[tuple[int, int]]:
    """Pairs of rows whose perceptual hashes are near and whose pictures correlate. Takes (n, SIDE, SIDE) uint8."""
    hashes = _hashes(greys)
    for band in range(BANDS):
        values = (hashes >> np.uint64(8 * band)) & np.uint64(255)
        order = np.argsort(values, kind="stable")
        for bucket in np.split(order, np.flatnonzero(np.diff(values[order])) + 1):
            yield from _alike_in(bucket, hashes, greys)


def _alike_in(bucket: np.ndarray, hashes: np.ndarray, greys: np.ndarray) -> Iterable[tuple[int, int]]:
    for start in range(0, len(bucket), BLOCK):
        block, rest = bucket[start : start + BLOCK], bucket[start:]
        bits = np.bitwise_count(hashes[block, None] ^ hashes[None, rest])
        one, other = np.nonzero(np.triu(bits <= MOST_BITS, 1))
        for left, right in zip(block[one].tolist(), rest[other].tolist(), strict=True):
            if _correlation(greys[left], greys[right]) >= LEAST_CORRELATION:
                yield left, right


def _hashes(greys: np.ndarray) -> np.ndarray:
    """Signs of the 8 × 8 lowest frequencies of a cosine transform, as uint64 (n,)."""
    places, frequencies = np.arange(SIDE), np.arange(8)[:, None]
    waves = np.cos(np.pi * (2 * places + 1) * frequencies / (2 * SIDE)).astype(np.float32)
    hashes = np.empty(len(greys), np.uint64)
    for start in range(0, len(greys), BLOCK):
        part = greys[start : start + BLOCK].astype(np.float32)
        signs = (waves @ part @ waves.T > 0).reshape(-1, 64)
        hashes[start : start + BLOCK] = np.packbits(signs, axis=1).view(np.uint64)[:, 0]
    return hashes


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    left, right = one.astype(np.float32).ravel(), other.astype(np.float32).ravel()
    left, right = left - left.mean(), right - right.mean()
    return float(left @ right / max(1e-6, np.linalg.norm(left) * np.linalg.norm(right)))


class Links:
    """Rows joined into groups."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def numbers(self) -> np.ndarray:
        roots = [self._root(row) for row in range(len(self._parents))]
        return np.unique(roots, return_inverse=True)[1].astype(np.int64)

    def _root(self, row: int) -> int:
        while self._parents[row] != row:
            self._parents[row] = self._parents[self._parents[row]]
            row = self._parents[row]
        return row
