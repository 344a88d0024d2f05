"""The order by chance in which samples are divided."""

import hashlib
import unicodedata
from collections.abc import Iterable

import numpy as np

from tlstudio.engine.data.added import portable


def order_of(paths: Iterable[str], seed: int) -> np.ndarray:
    """All rows in an order that depends on seed and names alone: no library's random stream, and no other sample."""
    digests = bytearray()
    for path in paths:
        digests += _digest(portable(path), seed)
    columns = np.frombuffer(digests, ">u8").reshape(-1, 4).astype(np.uint64).T
    return np.lexsort(columns[::-1])


def _digest(path: str, seed: int) -> bytes:
    name = unicodedata.normalize("NFC", path)  # macOS and Linux may spell the same name differently
    return hashlib.sha256(f"{seed}:{name}".encode("utf-8", "surrogateescape")).digest()
