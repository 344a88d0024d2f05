"""Batches for the loop: prepared images, or the stored features of a frozen backbone (the feature cache)."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import torch
from torch import Tensor

from tlstudio.engine.data.source import ImageSource
from tlstudio.engine.data.transforms import Augment, Normalise
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.training.device import autocast
from tlstudio.engine.training.events import Progress

Batch = tuple[Tensor, Tensor]  # rows (B,), inputs (B, …) on the device


class Feed(Protocol):
    """Gives the loop its batches, and says what part of the network is left to run on them."""

    @property
    def source(self) -> ImageSource: ...

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]: ...

    def logits(self, classifier: Classifier, inputs: Tensor) -> Tensor: ...

    def only(self, rows: Sequence[int]) -> "Feed":
        """A new feed of these rows alone, numbered from 0; a row may stand in it more than once."""
        ...


class ImageFeed:
    """Images, augmented afresh each epoch, through the whole network."""

    def __init__(self, source: ImageSource, normalise: Normalise, augment: Augment, device: torch.device) -> None:
        self._source = source
        self.normalise = normalise.to(device)
        self.augment = augment
        self.device = device

    @property
    def source(self) -> ImageSource:
        return self._source

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        for rows, pixels in self.source.batches(batches):
            images = pixels.to(self.device, non_blocking=True).permute(0, 3, 1, 2).float() / 255
            images = self.augment(images, rows.tolist(), epoch) if len(rows) else images
            yield rows, self.normalise.scaled(images)

    def logits(self, classifier: Classifier, inputs: Tensor) -> Tensor:
        return classifier(inputs)

    def only(self, rows: Sequence[int]) -> "ImageFeed":
        source = ImageSource([self.source.paths[row] for row in rows], self.source.framing)
        return ImageFeed(source, self.normalise, self.augment, self.device)


class FeatureFeed:
    """Features before the cut, computed once for every image, through what comes after the cut."""

    def __init__(self, images: ImageFeed) -> None:
        self.images = images
        self._features: Tensor | None = None
        self._is_there = torch.zeros(len(images.source), dtype=torch.bool)

    @property
    def source(self) -> ImageSource:
        return self.images.source

    def fill(self, classifier: Classifier, batch_size: int, phase: str) -> Iterator[Progress]:
        """Run everything before the cut over all images; tells how far it is."""
        total = len(self._is_there)
        rows_in_order = [range(start, min(start + batch_size, total)) for start in range(0, total, batch_size)]
        done = 0
        for rows, inputs in self.images.batches(rows_in_order, epoch=0):
            if len(rows):
                self._keep(rows, _features(classifier, inputs, self.images.device))
            done = min(total, done + batch_size)
            yield Progress(phase, done, total)

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        if self._features is None:
            return  # not one image could be read
        for rows in batches:
            wanted = torch.tensor(rows)
            found = wanted[self._is_there[wanted]]
            yield found, self._features[found.to(self._features.device)]

    def logits(self, classifier: Classifier, inputs: Tensor) -> Tensor:
        return classifier.after_cut(inputs)

    def only(self, rows: Sequence[int]) -> "FeatureFeed":
        return FeatureFeed(self.images.only(rows))

    def _keep(self, rows: Tensor, features: Tensor) -> None:
        if self._features is None:
            self._features = features.new_empty((len(self._is_there), *features.shape[1:]))
        self._features[rows.to(features.device)] = features
        self._is_there[rows] = True


@torch.no_grad()
def _features(classifier: Classifier, inputs: Tensor, device: torch.device) -> Tensor:
    classifier.eval()
    with autocast(device):
        return classifier.before_cut(inputs).float()


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
