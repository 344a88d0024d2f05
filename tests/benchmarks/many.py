"""Folders of very many tiny images, each made once and shared by all arms."""

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image

from tests.benchmarks.settings import Settings

CLASSES = 10
SIDE = 16  # px
LONG_AGO = 1_000_000_000  # seconds; what was written just now is not remembered by a scan


def many(settings: Settings, count: int) -> Path:
    """A folder of so many images of noise, no two alike."""
    folder = Path(settings.folder).parent / f"many-{count}"
    if not folder.exists():
        _write(folder, count)
    return folder


def _write(folder: Path, count: int) -> None:
    random = np.random.default_rng(0)
    head = _head()
    for number in range(CLASSES):
        (folder / f"class {number}").mkdir(parents=True)
    for number in range(count):
        path = f"{folder}{os.sep}class {number % CLASSES}{os.sep}{number:07}.bmp"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0))
        os.write(descriptor, head + random.bytes(SIDE**2))
        os.close(descriptor)
        os.utime(path, (LONG_AGO, LONG_AGO))


def _head() -> bytes:
    """All of a grey BMP but its pixels, which come last."""
    file = io.BytesIO()
    Image.new("L", (SIDE, SIDE)).save(file, "BMP")
    return file.getvalue()[: -(SIDE**2)]
