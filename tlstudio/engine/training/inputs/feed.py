"""Batches for the loop: prepared images, or the stored features of a frozen backbone (the feature cache)."""

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.data.image.source import ImageSource
from tlstudio.engine.data.image.transforms import Augment, Normalise
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.training.inputs.feature_store import FeatureStore
from tlstudio.engine.training.inputs.to_device import ahead

Batch = tuple[Tensor, Tensor]  # rows (B,), inputs (B, …) on the device


class Feed(Protocol):
    """Gives the loop its batches, and says what part of the network is left to run on them."""

    @property
    def source(self) -> ImageSource: ...

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with what is kept on disk."""
        ...

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        """For each list of numbers, as `epoch_order` and `balanced_order` give them, the rows that could be read."""
        ...

    def features(self, classifier: Classifier, inputs: Tensor) -> Tensor: ...

    def logits(self, classifier: Classifier, inputs: Tensor) -> Tensor: ...

    def only(self, rows: Sequence[int]) -> "Feed":
        """A new feed of these rows alone, numbered from 0; a row may stand in it more than once."""
        ...


class ImageFeed:
    """Images through the whole network; augmented afresh each epoch, or in `views` prepared ways that take turns."""

    def __init__(
        self, source: ImageSource, normalise: Normalise, augment: Augment, device: torch.device, views: int = 0
    ) -> None:
        self._source = source
        self.normalise = normalise.to(device)
        self.augment = augment
        self.device = device
        self.prepared_views = views

    @property
    def source(self) -> ImageSource:
        return self._source

    @property
    def notes(self) -> list[str]:
        return self.source.notes

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        for rows, _, inputs in self.views_of(batches, [self.view_in(epoch)]):
            yield rows % len(self.source), inputs

    def view_in(self, epoch: int) -> int:
        """The number of the view that an epoch sees, from 0."""
        return (epoch - 1) % self.prepared_views if self.prepared_views else epoch - 1

    def views_of(self, batches: Sequence[Sequence[int]], views: Sequence[int]) -> Iterator[tuple[Tensor, int, Tensor]]:
        """Rows, view and inputs: every batch in each of the views, its files decoded once."""
        for rows, pixels in ahead(self.source.batches(batches), self.device):
            for view in views:
                yield rows, view, self.normalise.scaled(self.augment.seen(pixels, self._drawn(rows), view + 1))

    def _drawn(self, rows: Tensor) -> list[int]:
        """By which numbers the views of rows are drawn: two copies in an epoch differ, unless views are prepared."""
        return (rows % len(self.source) if self.prepared_views else rows).tolist()

    def features(self, classifier: Classifier, inputs: Tensor) -> Tensor:
        return classifier.features(inputs)

    def logits(self, classifier: Classifier, inputs: Tensor) -> Tensor:
        return classifier(inputs)

    def only(self, rows: Sequence[int]) -> "ImageFeed":
        source = ImageSource([self.source.paths[row] for row in rows], self.source.framing)
        return ImageFeed(source, self.normalise, self.augment, self.device, self.prepared_views)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where the features of a feed are kept beyond the run, and what one of them looks like."""

    store: FeatureStore
    shape: tuple[int, ...]
    in_memory: bool  # read from the store once, rather than for each batch
    is_augmented: bool  # then a feature depends on the view and on the row, not on the file alone


class FeatureFeed:
    """Features before the cut, computed once for each of some views of every image, through what comes after the cut.

    What can be neither in memory nor in the store is computed when it is asked for.
    """

    def __init__(self, images: ImageFeed, views: Sequence[int] = (0,), keeping: Keeping | None = None) -> None:
        self.images = images
        self.views = tuple(views)
        self._keeping = keeping
        self._in_memory = keeping is None or keeping.in_memory
        self._shape: tuple[int, ...] = keeping.shape if keeping else ()
        self._classifier: Classifier | None = None
        self.forget()

    @property
    def source(self) -> ImageSource:
        return self.images.source

    @property
    def notes(self) -> list[str]:
        return [*(self._keeping.store.notes if self._keeping else []), *self.source.notes]

    def forget(self) -> None:
        """Let the next `fill` compute everything anew, except what is in the store."""
        self._features: Tensor | None = None  # (views · N, numbers of one), on the device
        self._is_there = torch.zeros(len(self.views) * len(self.source), dtype=torch.bool)

    def fill(self, classifier: Classifier, batch_size: int, phase: str) -> Iterator[Progress]:
        """Run everything before the cut over all images; tells how far it is."""
        self._classifier = classifier
        classifier.eval()
        total = len(self._is_there)
        missing = self._not_stored()
        done = total - sum(len(rows) for rows in missing.values())
        if done:
            yield Progress(phase, done, total)
        if self._keeping and missing:
            self._keeping.store.reserve(total - done)
        try:
            for size in self._compute(missing, batch_size):
                done += size
                yield Progress(phase, done, total)
        finally:  # also when the run is stopped meanwhile: the next one goes on from here
            if self._keeping:
                self._keeping.store.flush()

    def _compute(self, missing: dict[int, list[int]], batch_size: int) -> Iterator[int]:
        """Compute and keep; how many rows at a time. Ends where nothing can be kept any more."""
        for views, rows in _alike(missing):
            batches = [rows[start : start + batch_size] for start in range(0, len(rows), batch_size)]
            sizes = [len(batch) for batch in batches for _ in views]
            filled = self.images.views_of(batches, views)
            for size, (found, view, inputs) in zip(sizes, filled, strict=False):
                if not self._is_kept:
                    return
                if len(found):
                    self._keep(found, view, self._run(inputs))
                yield size

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        view = self.views[0] if len(self.views) == 1 else self.images.view_in(epoch)
        for rows in batches:
            wanted = torch.tensor(rows, dtype=torch.int64) % len(self.source)
            yield self._from_memory(wanted, view) if self._in_memory else self._from_store(wanted, view)

    def features(self, classifier: Classifier, inputs: Tensor) -> Tensor:
        return classifier.features_after_cut(inputs)

    def logits(self, classifier: Classifier, inputs: Tensor) -> Tensor:
        return classifier.after_cut(inputs)

    def only(self, rows: Sequence[int]) -> "FeatureFeed":
        """Of one view, without a store."""
        return FeatureFeed(self.images.only(rows), self.views[:1])

    @property
    def _is_kept(self) -> bool:
        """Whether what is computed now is of use later."""
        return self._in_memory or (self._keeping is not None and self._keeping.store.can_write)

    def _not_stored(self) -> dict[int, list[int]]:
        """The rows of each view that are still to be computed; those in the store are fetched if they go to memory."""
        every = {view: list(range(len(self.source))) for view in self.views}
        if self._keeping is None:
            return every
        missing = {view: [row for row in rows if not self._fetch(row, view)] for view, rows in every.items()}
        return {view: rows for view, rows in missing.items() if rows}

    def _fetch(self, row: int, view: int) -> bool:
        """Whether the store has the feature; where features go to memory, it is put there."""
        assert self._keeping
        store, name = self._keeping.store, self._name(row, view)
        if not self._in_memory:
            return name in store
        [values] = store.read([name])
        if values is not None:
            self._put(torch.tensor([row]), view, torch.from_numpy(values)[None])
        return values is not None

    def _name(self, row: int, view: int) -> bytes:
        """16 bytes for a feature among those with the same key."""
        assert self._keeping
        place = repr((row, view)).encode() if self._keeping.is_augmented else b""
        return hashlib.sha256(self.source.identity(row) + place).digest()[:16]

    def _keep(self, rows: Tensor, view: int, features: Tensor) -> None:
        self._shape = tuple(features.shape[1:])
        flat = _flat(features)
        if self._in_memory:
            self._put(rows, view, flat)
        if self._keeping:
            names = [self._name(row, view) for row in rows.tolist()]
            self._keeping.store.add(names, flat.cpu().numpy())

    def _put(self, rows: Tensor, view: int, flat: Tensor) -> None:
        if self._features is None:
            self._features = torch.empty((len(self._is_there), flat.shape[1]), device=self.images.device)
        places = rows + self.views.index(view) * len(self.source)
        self._features[places.to(self._features.device, non_blocking=True)] = flat.to(self._features.device)
        self._is_there[places] = True

    def _from_memory(self, rows: Tensor, view: int) -> Batch:
        """Images that could not be read are left out."""
        first = self.views.index(view) * len(self.source)
        found = rows[self._is_there[rows + first]]
        if self._features is None:  # not one image could be read
            return found, self._on_device(torch.empty(0, math.prod(self._shape)))
        places = (found + first).to(self._features.device, non_blocking=True)
        return found, _shaped(self._features[places], self._shape)

    def _from_store(self, rows: Tensor, view: int) -> Batch:
        assert self._keeping
        names = [self._name(row, view) for row in rows.tolist()]
        known = dict(zip(rows.tolist(), map(_tensor, self._keeping.store.read(names)), strict=True))
        unknown = [row for row, values in known.items() if values is None]
        for found, _, inputs in self.images.views_of([unknown] if unknown else [], [view]):
            if len(found):
                known.update(zip(found.tolist(), _flat(self._run(inputs)).cpu(), strict=True))
        there = [(row, values) for row, values in known.items() if values is not None]
        flat = torch.stack([values for _, values in there]) if there else torch.empty(0, math.prod(self._shape))
        return torch.tensor([row for row, _ in there], dtype=torch.int64), self._on_device(flat)

    def _on_device(self, flat: Tensor) -> Tensor:
        return _shaped(flat.to(self.images.device, non_blocking=True), self._shape)

    @torch.no_grad()
    def _run(self, inputs: Tensor) -> Tensor:
        assert self._classifier  # `fill` comes first
        with self._classifier.computing():
            return self._classifier.before_cut(inputs).float()


def _alike(missing: dict[int, list[int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Views that miss the same rows together, since each file is then decoded once."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for view, rows in missing.items():
        groups.setdefault(tuple(rows), []).append(view)
    return ((views, list(rows)) for rows, views in groups.items())


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


def seed_of(seed: int, number: int) -> int:
    """A seed of its own for each step or epoch of a run."""
    return seed * 1_000_003 + number


def epoch_order(count: int, seed: int, epoch: int) -> list[int]:
    """All rows in an order that depends on the seed and the epoch only."""
    generator = torch.Generator().manual_seed(seed_of(seed, epoch))
    return torch.randperm(count, generator=generator).tolist()


def in_batches(rows: Sequence[int], batch_size: int) -> list[Sequence[int]]:
    """Batches of `batch_size`; a last one of a single row joins its neighbour, since BatchNorm needs two."""
    batches = [rows[start : start + batch_size] for start in range(0, len(rows), batch_size)]
    if len(batches) > 1 and len(batches[-1]) == 1:
        batches[-2:] = [rows[-len(batches[-2]) - 1 :]]
    return batches
