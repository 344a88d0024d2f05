"""How much memory this program takes, where the system tells it for the price of reading a small file."""

import os
import time
from functools import lru_cache
from pathlib import Path

STATM = Path("/proc/self/statm")  # Linux; elsewhere nothing is shown rather than something guessed


def process_bytes() -> int | None:
    """Resident memory of this process, read at most once a second."""
    return _process_bytes(int(time.monotonic()))


@lru_cache(maxsize=1)
def _process_bytes(_second: int) -> int | None:
    try:
        pages = int(STATM.read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def machine_bytes() -> int | None:
    """Memory of the whole machine."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
