"""The feature cache: what the frozen part gives for each sample, computed once, in memory or on disk.

Features of sequences will come with a mask and be stored without their padding: `_keep`, `_from_memory` and
`_from_store` are where that belongs.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.data.inputs import Batch, Inputs
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.training.inputs.feature_store import FeatureStore
from tlstudio.engine.training.inputs.feed import view_in


@dataclass(frozen=True, slots=True)
class StoredFeatures:
    """Where the features of a feed are kept beyond the run, and what one of them looks like."""

    store: FeatureStore
    shape: tuple[int, ...]
    in_memory: bool  # read from the store once, rather than for each batch
    is_varied: bool  # then a feature depends on the view and on the row, not on the file alone


class FeatureFeed:
    """Features before the cut, computed once for each of some views of every sample, through what comes after the cut.

    What can be neither in memory nor in the store is computed when it is asked for.
    """

    def __init__(self, samples: Samples, views: Sequence[int] = (0,), stored: StoredFeatures | None = None) -> None:
        self._samples = samples
        self.views = tuple(views)
        self._stored = stored
        self._in_memory = stored is None or stored.in_memory
        self._shape: tuple[int, ...] = stored.shape if stored else ()
        self._classifier: Classifier | None = None
        self.forget()

    @property
    def samples(self) -> Samples:
        return self._samples

    @property
    def notes(self) -> list[str]:
        return [*(self._stored.store.notes if self._stored else []), *self.samples.notes]

    def forget(self) -> None:
        """Let the next `fill` compute everything anew, except what is in the store."""
        self._features: Tensor | None = None  # (views · N, numbers of one), on the device
        self._is_there = torch.zeros(len(self.views) * len(self.samples), dtype=torch.bool)

    def fill(self, classifier: Classifier, batch_size: int, phase: str) -> Iterator[Progress]:
        """Run everything before the cut over all samples; tells how far it is."""
        self._classifier = classifier
        classifier.eval()
        total = len(self._is_there)
        missing = self._not_stored()
        done = total - sum(len(rows) for rows in missing.values())
        if done:
            yield Progress(phase, done, total)
        if self._stored and missing:
            self._stored.store.reserve(total - done)
        try:
            for size in self._compute(missing, batch_size):
                done += size
                yield Progress(phase, done, total)
        finally:  # also when the run is stopped meanwhile: the next one goes on from here
            if self._stored:
                self._stored.store.flush()

    def _compute(self, missing: dict[int, list[int]], batch_size: int) -> Iterator[int]:
        """Compute and keep; how many rows at a time. Ends where nothing can be kept any more."""
        for views, rows in _by_rows(missing):
            batches = [rows[start : start + batch_size] for start in range(0, len(rows), batch_size)]
            sizes = [len(batch) for batch in batches for _ in views]
            filled = self.samples.batches(batches, views)
            for size, (found, view, inputs) in zip(sizes, filled, strict=False):
                if not self._is_kept:
                    return
                if len(found):
                    self._keep(found, view, self._run(inputs))
                yield size

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        view = self.views[0] if len(self.views) == 1 else view_in(self.samples, epoch)
        for rows in batches:
            wanted = torch.tensor(rows, dtype=torch.int64) % len(self.samples)
            yield self._from_memory(wanted, view) if self._in_memory else self._from_store(wanted, view)

    def features(self, classifier: Classifier, inputs: Inputs) -> Tensor:
        return classifier.features_after_cut(_features(inputs))

    def logits(self, classifier: Classifier, inputs: Inputs) -> Tensor:
        return classifier.after_cut(_features(inputs))

    def only(self, rows: Sequence[int]) -> "FeatureFeed":
        """Of one view, without a store."""
        return FeatureFeed(self.samples.only(rows), self.views[:1])

    @property
    def _is_kept(self) -> bool:
        """Whether what is computed now is of use later."""
        return self._in_memory or (self._stored is not None and self._stored.store.can_write)

    def _not_stored(self) -> dict[int, list[int]]:
        """The rows of each view that are still to be computed; those in the store are fetched if they go to memory."""
        every = {view: list(range(len(self.samples))) for view in self.views}
        if self._stored is None:
            return every
        missing = {view: [row for row in rows if not self._fetch(row, view)] for view, rows in every.items()}
        return {view: rows for view, rows in missing.items() if rows}

    def _fetch(self, row: int, view: int) -> bool:
        """Whether the store has the feature; where features go to memory, it is put there."""
        assert self._stored
        store, name = self._stored.store, self._name(row, view)
        if not self._in_memory:
            return name in store
        [values] = store.read([name])
        if values is not None:
            self._put(torch.tensor([row]), view, torch.from_numpy(values)[None])
        return values is not None

    def _name(self, row: int, view: int) -> bytes:
        """16 bytes for a feature among those with the same key."""
        assert self._stored
        place = repr((row, view)).encode() if self._stored.is_varied else b""
        return hashlib.sha256(self.samples.identity(row) + place).digest()[:16]

    def _keep(self, rows: Tensor, view: int, features: Tensor) -> None:
        self._shape = tuple(features.shape[1:])
        flat = _flat(features)
        if self._in_memory:
            self._put(rows, view, flat)
        if self._stored:
            names = [self._name(row, view) for row in rows.tolist()]
            self._stored.store.add(names, flat.cpu().numpy())

    def _put(self, rows: Tensor, view: int, flat: Tensor) -> None:
        if self._features is None:
            self._features = torch.empty((len(self._is_there), flat.shape[1]), device=self.samples.device)
        places = rows + self.views.index(view) * len(self.samples)
        self._features[places.to(self._features.device, non_blocking=True)] = flat.to(self._features.device)
        self._is_there[places] = True

    def _from_memory(self, rows: Tensor, view: int) -> Batch:
        """Samples that could not be read are left out."""
        first = self.views.index(view) * len(self.samples)
        found = rows[self._is_there[rows + first]]
        if self._features is None:  # not one sample could be read
            return found, self._on_device(torch.empty(0, math.prod(self._shape)))
        places = (found + first).to(self._features.device, non_blocking=True)
        return found, _shaped(self._features[places], self._shape)

    def _from_store(self, rows: Tensor, view: int) -> Batch:
        assert self._stored
        names = [self._name(row, view) for row in rows.tolist()]
        known = dict(zip(rows.tolist(), map(_tensor, self._stored.store.read(names)), strict=True))
        unknown = [row for row, values in known.items() if values is None]
        for found, _, inputs in self.samples.batches([unknown] if unknown else [], [view]):
            if len(found):
                known.update(zip(found.tolist(), _flat(self._run(inputs)).cpu(), strict=True))
        there = [(row, values) for row, values in known.items() if values is not None]
        flat = torch.stack([values for _, values in there]) if there else torch.empty(0, math.prod(self._shape))
        return torch.tensor([row for row, _ in there], dtype=torch.int64), self._on_device(flat)

    def _on_device(self, flat: Tensor) -> Tensor:
        return _shaped(flat.to(self.samples.device, non_blocking=True), self._shape)

    @torch.no_grad()
    def _run(self, inputs: Inputs) -> Tensor:
        assert self._classifier  # `fill` comes first
        with self._classifier.computing():
            return self._classifier.before_cut(inputs).float()


def _by_rows(missing: dict[int, list[int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Views that miss the same rows together, since each file is then decoded once."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for view, rows in missing.items():
        groups.setdefault(tuple(rows), []).append(view)
    return ((views, list(rows)) for rows, views in groups.items())


def _features(inputs: Inputs) -> Tensor:
    assert isinstance(inputs, Tensor)  # as `batches` gives them
    return inputs


def _tensor(values: np.ndarray | None) -> Tensor | None:
    return None if values is None else torch.from_numpy(values)


def _flat(features: Tensor) -> Tensor:
    """(B, …) → (B, numbers), with the channels of a map last, as networks run fastest on a CPU."""
    return (features.permute(0, 2, 3, 1) if features.ndim == 4 else features).reshape(len(features), -1)


def _shaped(flat: Tensor, shape: tuple[int, ...]) -> Tensor:
    """The other way round."""
    if len(shape) != 3:
        return flat.view(len(flat), *shape)
    channels, height, width = shape
    return flat.view(len(flat), height, width, channels).permute(0, 3, 1, 2)
