"""Decoded samples on disk, for runs that see them again and again and whose samples do not fit into memory."""

import hashlib
import math
from collections.abc import Sequence

import numpy as np

from tlstudio.engine.data.modality import Samples
from tlstudio.engine.places import features_folder
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES
from tlstudio.engine.training.inputs.feature_key import code
from tlstudio.engine.training.inputs.feature_store import FeatureStore


class DecodedOnDisk:
    """At most so many samples, decoded in one way, kept beside the features and by the same rules."""

    def __init__(self, samples: Samples, budget_bytes: int = BUDGET_BYTES) -> None:
        self._shape = samples.decoded_shape
        key = hashlib.sha256(b"decoded" + samples.decoding() + code()).digest()
        self._store = FeatureStore(features_folder(), key, math.prod(self._shape), budget_bytes, np.uint8)
        self._left = len(samples)  # that were neither found nor stored
        self._seen = set[bytes]()

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with the store."""
        return self._store.notes

    def read(self, identity: bytes) -> np.ndarray | None:
        [values] = self._store.read([identity[:16]])
        return None if values is None else values.reshape(self._shape)

    def add(self, samples: Sequence[tuple[bytes, np.ndarray]]) -> None:
        """Store those that are new; the last one ends the filling."""
        seen = {identity[:16]: pixels for identity, pixels in samples if identity[:16] not in self._seen}
        new = {name: pixels for name, pixels in seen.items() if name not in self._store}
        self._seen.update(seen)
        if new and not self._store.can_write:
            self._store.reserve(self._left)
        if new:
            self._store.add(list(new), np.stack([pixels.reshape(-1) for pixels in new.values()]))
        self._left -= len(seen)
        if self._left <= 0:
            self._store.flush()
