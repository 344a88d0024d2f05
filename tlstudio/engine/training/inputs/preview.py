"""What training sees of one image, epoch after epoch: the same files, draws and pixels as in a run."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.image.preprocessing import framing_of
from tlstudio.engine.data.image.reading import BadImage, Framing, read_pixels
from tlstudio.engine.data.image.transforms import Augment
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.inputs.batches import in_batches
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.inputs.sampling import epoch_numbers

PathOf = Callable[[int], Path]

MOST_EPOCHS = 100  # that are looked through for one image: where classes are drawn equally often, some lack it


@dataclass(frozen=True, slots=True)
class Sample:
    pixels: np.ndarray  # (S, S, C) uint8
    epoch: int
    view: int  # the prepared view from 1; 0 where augmentation is fresh
    partner: Path | None  # of an image that was mixed
    share: float  # of the image itself


@dataclass(frozen=True, slots=True)
class Sight:
    path: Path
    original: np.ndarray  # (S, S, C) uint8, as prediction sees it
    samples: tuple[Sample, ...]  # none where training sees that too


@dataclass(frozen=True, slots=True)
class _Appearance:
    """One place of a run where an image is trained on."""

    epoch: int
    number: int  # of the image, as `epoch_numbers` gives it
    batch: Sequence[int]
    place: int  # in the batch
    step: int


def training_sees(
    project: ProjectSpec, path_of: PathOf, labels: np.ndarray, row: int, count: int, first_epoch: int = 1
) -> Sight:
    """The first `count` samples of a training image from an epoch on, or each of its prepared views once.

    `labels` are the class numbers of all training images, in the order of the split, and `path_of` gives the path of
    one of them. Raises DataError for a file that cannot be read, UnknownBackbone for one that does not exist.
    """
    augment, view = project.augment, _View(project, path_of, len(labels))
    is_mixed = augment.mix != "none"
    appearances: Iterable[_Appearance] = ()
    if augment.is_on and augment.views and not is_mixed:
        appearances = _of_each_view(_appearances(project, labels, row, 1), augment.views)
    elif augment.is_on or is_mixed:
        appearances = _appearances(project, labels, row, first_epoch)
    samples = tuple(view.sample(appearance) for appearance in islice(appearances, count))
    return Sight(path_of(row), view.original(row), samples)


class _View:
    """How a run makes its inputs, short of scaling them for the backbone."""

    def __init__(self, project: ProjectSpec, path_of: PathOf, count: int) -> None:
        info = find(project.backbone.name)
        wanted = replace(info.preprocessing, input_px=project.backbone.input_px or info.input_px)
        self._framing: Framing = framing_of(project.data, wanted.of_channels(project.data.channels))
        self._augment = Augment(project.augment, project.training.seed)
        self._mixing = Mixing(project.augment, project.training.seed, classes=0)
        self._project = project
        self._path_of, self._count = path_of, count

    def original(self, row: int) -> np.ndarray:
        path = self._path_of(row)
        try:
            return read_pixels(path, self._framing)
        except BadImage as error:
            raise DataError("{path} cannot be read: {reason}.", path=path, reason=error.reason) from error

    def sample(self, here: _Appearance) -> Sample:
        spec = self._project.augment
        is_prepared = spec.is_on and spec.views > 0
        view = (here.epoch - 1) % spec.views + 1 if is_prepared else 0
        image = self._seen(here.number, here.epoch)
        if spec.mix == "none":
            return Sample(_pixels(image), here.epoch, view, None, 1.0)
        pairs = self._mixing.pairs(len(here.batch), here.step)
        partner = here.batch[int(pairs.partners[here.place])]
        mixed, share = self._mixing.one(image, self._seen(partner, here.epoch), pairs, here.place)
        return Sample(_pixels(mixed), here.epoch, view, self._path_of(partner % self._count), share)

    def _seen(self, number: int, epoch: int) -> Tensor:
        """(C, S, S) float in 0–1."""
        row, views = number % self._count, self._project.augment.views
        drawn, seen_in = (row, (epoch - 1) % views + 1) if views else (number, epoch)
        return self._augment.seen(torch.from_numpy(self.original(row))[None], [drawn], seen_in)[0]


def _appearances(project: ProjectSpec, labels: np.ndarray, row: int, first_epoch: int) -> Iterator[_Appearance]:
    spec = project.training
    for epoch in range(first_epoch, first_epoch + MOST_EPOCHS):
        numbers = epoch_numbers(spec, labels, epoch)
        batches = in_batches(numbers, spec.batch_size)
        for at in np.flatnonzero(np.asarray(numbers) % len(labels) == row).tolist():
            batch = min(at // spec.batch_size, len(batches) - 1)  # the last may be longer by one
            step = (epoch - 1) * len(batches) + batch + 1
            yield _Appearance(epoch, numbers[at], batches[batch], at - batch * spec.batch_size, step)


def _of_each_view(appearances: Iterable[_Appearance], views: int) -> list[_Appearance]:
    """The first appearance in each prepared view, in the order of the views."""
    found: dict[int, _Appearance] = {}
    for one in appearances:
        found.setdefault((one.epoch - 1) % views, one)
        if len(found) == views:
            break
    return [found[view] for view in sorted(found)]


def _pixels(image: Tensor) -> np.ndarray:
    return (image * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()
