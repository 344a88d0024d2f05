"""Memory that the process keeps between the steps of a training.

A step takes the same large blocks as the one before. As it comes, glibc hands each back to the system, which clears
every page anew: on two cores that was a third of a step of EfficientNet-Lite0, and without it 1.6 to 2 times as many
images a second were trained.
"""

import ctypes
import sys
from functools import cache

M_TRIM_THRESHOLD, M_MMAP_MAX, M_ARENA_MAX = -1, -4, -8  # of glibc's malloc.h
NEVER = -1


def keep_memory() -> None:
    """Let the C library keep what is freed for whoever asks next, until `give_back`.

    To be called before there are threads, since each would get a heap of its own, which holds no large blocks. Does
    nothing where the C library is another than glibc.
    """
    if libc := _glibc():
        libc.mallopt(M_MMAP_MAX, 0)
        libc.mallopt(M_TRIM_THRESHOLD, NEVER)
        libc.mallopt(M_ARENA_MAX, 1)


def give_back() -> None:
    """Hand all that is free back to the system."""
    if libc := _glibc():
        libc.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "gnu_get_libc_version") else None
