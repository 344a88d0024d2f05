"""Thumbnails, decoded off the GUI thread and kept within a budget of memory."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage, QPixmap

THREADS = 2
MAX_WAITING = 240  # more than a screen of small ones; what was scrolled past is forgotten
CACHE_BYTES = 96 * 1024 * 1024
LAST_WAIT_MS = 5_000
FORMATS = {  # of pixels with so many channels, and what paints quickest
    1: (QImage.Format.Format_Grayscale8, QImage.Format.Format_RGB32),
    3: (QImage.Format.Format_RGB888, QImage.Format.Format_RGB32),
    4: (QImage.Format.Format_RGBA8888, QImage.Format.Format_ARGB32_Premultiplied),
}


@dataclass(frozen=True, slots=True)
class Thumbnail:
    path: Path
    size_px: int  # device pixels of its square


Decode = Callable[[Path, int], np.ndarray | None]  # a file and the side of a square in px → uint8 (H, W, C), or None


class ThumbnailLoader(QObject):
    """Gives thumbnails that are ready, and makes the others by `decode`, in threads. The newest wish comes first."""

    arrived = Signal()  # some thumbnails have become ready
    _woken = Signal()

    def __init__(self, decode: Decode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decode = decode
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._waiting: deque[Thumbnail] = deque(maxlen=MAX_WAITING)
        self._wanted: set[Thumbnail] = set()
        self._done: deque[tuple[Thumbnail, QImage | None]] = deque()
        self._cache: OrderedDict[Thumbnail, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._latest: dict[Path, Thumbnail] = {}
        self._workers = 0
        self._lock = threading.Lock()  # of _waiting and _workers: a worker that ends must not miss a wish
        self._woken.connect(self._collect)

    def get(self, path: Path, size_px: int) -> QPixmap | None:
        """The thumbnail if it is ready; otherwise it is made and `arrived` tells. A damaged image stays None."""
        wanted = Thumbnail(path, size_px)
        if wanted in self._cache:
            self._cache.move_to_end(wanted)
            return self._cache[wanted]
        self._ask(wanted)
        return self._other_size(wanted)

    def close(self) -> None:
        """Wait until the threads have ended."""
        with self._lock:
            self._waiting.clear()
        self._pool.waitForDone(LAST_WAIT_MS)

    def _ask(self, wanted: Thumbnail) -> None:
        if wanted in self._wanted:
            return
        self._wanted.add(wanted)
        with self._lock:
            if len(self._waiting) == MAX_WAITING:
                self._wanted.discard(self._waiting[0])
            self._waiting.append(wanted)
            is_worker_needed = self._workers < THREADS
            self._workers += is_worker_needed
        if is_worker_needed:
            self._pool.start(self._work)

    def _other_size(self, wanted: Thumbnail) -> QPixmap | None:
        """While the right size is made, another one is scaled."""
        latest = self._latest.get(wanted.path)
        return self._cache.get(latest) if latest else None

    def _work(self) -> None:
        while wanted := self._next():
            pixels = self._decode(wanted.path, wanted.size_px)
            self._done.append((wanted, None if pixels is None else to_image(pixels)))
            self._woken.emit()

    def _next(self) -> Thumbnail | None:
        with self._lock:
            if self._waiting:
                return self._waiting.pop()
            self._workers -= 1
            return None

    def _collect(self) -> None:
        if not self._done:
            return
        while self._done:
            wanted, image = self._done.popleft()
            self._wanted.discard(wanted)
            self._keep(wanted, QPixmap.fromImage(image) if image else None)
        self.arrived.emit()

    def _keep(self, wanted: Thumbnail, pixmap: QPixmap | None) -> None:
        self._cache[wanted] = pixmap
        self._latest[wanted.path] = wanted
        self._bytes += wanted.size_px**2 * 4
        while self._bytes > CACHE_BYTES:
            old, _ = self._cache.popitem(last=False)
            self._bytes -= old.size_px**2 * 4


def to_image(pixels: np.ndarray) -> QImage:
    """uint8 (H, W, 1, 3 or 4), grey, RGB or RGBA, as an image that owns its pixels."""
    height, width, channels = pixels.shape
    data = np.ascontiguousarray(pixels)
    taken, given = FORMATS[channels]
    return QImage(data.data, width, height, channels * width, taken).convertToFormat(given)  # copies
