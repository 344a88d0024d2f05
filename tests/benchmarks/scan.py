"""How quick and how large an index is, beside a walk of `os.scandir` that opens nothing; file caches are warm."""

import gc
import json
import os
import pickle
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tests.benchmarks.many import many
from tests.benchmarks.settings import Settings, decode
from tlstudio.engine.data.folder import Index, glance, scan
from tlstudio.engine.data.image.fingerprints import Look, look_at, near_duplicates
from tlstudio.engine.data.image.health import health
from tlstudio.engine.data.modality import MODALITIES
from tlstudio.engine.data.split.split import split
from tlstudio.engine.data.walk import walk
from tlstudio.engine.project import DataSpec


def _bare(folder: Path, _kept: Path) -> float:
    return _seconds(lambda: bare_walk(folder))


def _walk(folder: Path, _kept: Path) -> float:
    return _seconds(lambda: walk(folder, MODALITIES["image"], lambda: False))


def _scan(folder: Path, kept: Path) -> float:
    kept.unlink(missing_ok=True)
    return _seconds(lambda: scan(folder, kept=kept))


def _rescan(folder: Path, kept: Path) -> float:
    return _seconds(lambda: scan(folder, kept=kept))


def _reopen(folder: Path, kept: Path) -> float:
    return _seconds(lambda: glance(folder, kept))


def _split(folder: Path, kept: Path) -> float:
    index = glance(folder, kept)
    return _seconds(lambda: split(index, DataSpec()))


def _index_bytes(folder: Path, kept: Path) -> float:
    index = glance(folder, kept)
    return _bytes_of(index) / len(index.paths)


def _list_bytes(folder: Path, kept: Path) -> float:
    index = glance(folder, kept)
    return _bytes_of([(path, int(label)) for path, label in zip(index.paths, index.labels, strict=True)]) / index.found


def _look(folder: Path, kept: Path) -> float:
    return _seconds(lambda: _looks(glance(folder, kept)))


def _groups(folder: Path, kept: Path) -> float:
    looks = list(_looks(glance(folder, kept)).values())
    return _seconds(lambda: near_duplicates(looks))


def _report(folder: Path, kept: Path) -> float:
    index = glance(folder, kept)
    known, parts = _looks(index), split(index, DataSpec())
    return _seconds(lambda: health(index, parts, known=known))


ARMS: dict[str, Callable[[Path, Path], float]] = {
    "bare": _bare,
    "walk": _walk,  # what is there, sorted, each file once
    "scan": _scan,  # the walk, and every file decoded
    "rescan": _rescan,  # the walk, and every file asked whether it has changed
    "reopen": _reopen,  # what the window shows until the scan has ended
    "split": _split,
    "index": _index_bytes,
    "tuples": _list_bytes,
    "look": _look,
    "groups": _groups,
    "report": _report,
}


def main(arm: str, settings: Settings) -> dict[str, float]:
    """Seconds, or bytes of one image, for each number of files."""
    return {f"{count:,}": _measured(ARMS[arm], settings, count) for count in settings.files}


def _measured(arm: Callable[[Path, Path], float], settings: Settings, count: int) -> float:
    folder = many(settings, count)
    kept = folder.with_suffix(".index")
    if arm not in (_bare, _walk, _scan) and not kept.exists():
        scan(folder, kept=kept)
    bare_walk(folder)
    return arm(folder, kept)


def bare_walk(folder: Path) -> int:
    pending, found = [str(folder)], 0
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append(entry.path)
                found += 1
    return found


def _looks(index: Index) -> dict[str, Look]:
    return look_at(index.folder, index.paths, {}, lambda _done, _total: None, lambda: False)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return round(perf_counter() - start, 4)


def _bytes_of(value: object) -> float:
    """What Python holds for a copy of the value: tracing the work itself would slow it down many times."""
    text = pickle.dumps(value)
    tracemalloc.start()
    copy = pickle.loads(text)  # our own bytes
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del copy
    return held


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], decode(sys.argv[2]))) + "\n")
