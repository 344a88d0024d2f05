"""How quick and how large an index is: `python -m tests.benchmarks.scan [IMAGES…]`, by default 1,000 and 10,000.

Tiny images in ten classes are scanned next to a bare walk of `os.scandir` that opens nothing, with warm file caches.
"""

import os
import pickle
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from PIL import Image

from tlstudio.cli.output import print_json
from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.health import health
from tlstudio.engine.data.looks import Look, look_at, near_duplicates
from tlstudio.engine.data.split import split
from tlstudio.engine.data.walk import walk
from tlstudio.engine.project import DataSpec

CLASSES = 10
SIDE = 16  # px


@dataclass(frozen=True, slots=True)
class Numbers:
    images: int
    bare_walk_s: float  # os.scandir over the same folders
    walk_s: float  # what is there, sorted, each file once
    scan_s: float  # the walk, and every file decoded
    look_s: float  # the health report's look at every image
    groups_s: float  # near-duplicates among what was seen
    report_s: float  # the report on what was seen, groups included
    split_s: float
    index_bytes: float  # of one image
    look_bytes: float  # of one image


def measure(folder: Path, count: int) -> Numbers:
    write(folder, count)
    index = scan(folder)  # warms the caches
    known: dict[str, Look] = {}
    looks = look_at(folder, index.paths, known, lambda _done, _total: None, lambda: False)
    parts = split(index, DataSpec())
    return Numbers(
        count,
        _seconds(lambda: _bare_walk(folder)),
        _seconds(lambda: walk(folder, lambda: False)),
        _seconds(lambda: scan(folder)),
        _seconds(lambda: _look(index)),
        _seconds(lambda: near_duplicates(list(looks.values()))),
        _seconds(lambda: health(index, parts, known=known)),
        _seconds(lambda: split(index, DataSpec())),
        round(_bytes_of(index) / count, 1),
        round(_bytes_of(known) / count, 1),
    )


def write(folder: Path, count: int) -> None:
    """So many images of noise, no two alike."""
    random = np.random.default_rng(0)
    for number in range(count):
        path = folder / f"class {number % CLASSES}" / f"{number:07}.bmp"
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(random.integers(0, 256, (SIDE, SIDE), dtype=np.uint8)).save(path)


def _look(index: Index) -> None:
    look_at(index.folder, index.paths, {}, lambda _done, _total: None, lambda: False)


def _bare_walk(folder: Path) -> int:
    pending, found = [str(folder)], 0
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append(entry.path)
                found += 1
    return found


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return round(perf_counter() - start, 4)


def _bytes_of(value: object) -> int:
    """What Python holds for a copy of the value: tracing the work itself would slow it down many times."""
    text = pickle.dumps(value)
    tracemalloc.start()
    copy = pickle.loads(text)  # our own bytes
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del copy
    return held


def main(arguments: list[str]) -> None:
    for count in map(int, arguments or ["1000", "10000"]):
        with TemporaryDirectory() as folder:
            print_json(asdict(measure(Path(folder), count)))


if __name__ == "__main__":
    main(sys.argv[1:])
