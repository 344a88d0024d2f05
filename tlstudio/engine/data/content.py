"""Which files give samples: each is decoded once, and again when it has changed."""

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np

from tlstudio.engine.errors import StudioError

BATCH = 64  # files checked between two questions whether to stop
MAX_WORKERS = 8
SETTLED_NS = 2 * 10**9  # the coarsest clock of a file system: a younger file may change again without a sign of it

Progress = Callable[[int, int], None]


def reasons_by_content(
    folder: Path,
    paths: Iterable[str],
    states: np.ndarray,
    problem: Callable[[Path], str | None],
    progress: Progress | None,
    should_stop: Callable[[], bool],
) -> dict[int, str]:
    """Why files cannot be used, by their number among the paths; `problem` decodes one and says it.

    `states` (uint64, one for each path) says how the files were that are known to be good, 0 elsewhere. Those that are
    so still are not decoded; the others' places are filled in. Decoding runs in threads. Raises StudioError if
    `should_stop` says so.
    """
    reasons: dict[int, str] = {}
    tell = progress or (lambda _done, _total: None)
    remaining = iter(paths)
    with ThreadPoolExecutor(min(MAX_WORKERS, os.cpu_count() or 1)) as pool:
        for start in range(0, len(states), BATCH):
            if should_stop():
                raise StudioError("The scan was cancelled.")
            tell(start, len(states))
            places = [os.path.join(folder, path) for path in islice(remaining, BATCH)]  # noqa: PTH118 -- a Path takes several times as long
            found = _states(places)
            changed = np.flatnonzero((found == 0) | (found != states[start : start + BATCH])).tolist()
            verdicts = list(pool.map(problem, (Path(places[row]) for row in changed)))
            for row, reason in zip(changed, verdicts, strict=True):
                if reason:
                    reasons[start + row], found[row] = reason, 0
            states[start : start + BATCH] = found
    tell(len(states), len(states))
    return reasons


def _states(paths: list[str]) -> np.ndarray:
    now = time.time_ns()
    return np.array([_state(path, now) for path in paths], np.uint64)


def _state(path: str, now: int) -> int:
    """Of a file's size and times; 0 if it is not there or was written just now."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- a Path takes several times as long
    except OSError:
        return 0
    if status.st_mtime_ns > now - SETTLED_NS:
        return 0
    return hash((status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)) % 2**64
