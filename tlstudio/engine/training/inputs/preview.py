"""Augmentation preview: what training sees of one sample, epoch after epoch, with the files and draws of a run."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import overload

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.modality import BadSample, Opening, modality_of
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.inputs.batches import in_batches
from tlstudio.engine.training.inputs.feed import view_in
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.inputs.sampling import epoch_numbers

PathOf = Callable[[int], Path]

MOST_EPOCHS = 100  # that are looked through for one sample: where classes are drawn equally often, some lack it


@dataclass(frozen=True, slots=True)
class Sample:
    pixels: np.ndarray  # (S, S, C) uint8
    epoch: int
    view: int  # the prepared view from 1; 0 where augmentation is fresh
    partner: Path | None  # of a sample that was mixed
    share: float  # of the sample itself


@dataclass(frozen=True, slots=True)
class Sight:
    path: Path
    original: np.ndarray  # (S, S, C) uint8, as prediction sees it
    samples: tuple[Sample, ...]  # none where training sees that too


@dataclass(frozen=True, slots=True)
class _Appearance:
    """One place of a run where a sample is trained on."""

    epoch: int
    number: int  # of the sample, as `epoch_numbers` gives it
    batch: Sequence[int]
    place: int  # in the batch
    step: int


def training_sees(
    project: ProjectSpec, path_of: PathOf, labels: np.ndarray, row: int, count: int, first_epoch: int = 1
) -> Sight:
    """The first `count` appearances of a training sample from an epoch on, or each of its prepared views once.

    `labels` are the class numbers of all training samples, in the order of the split, and `path_of` gives the path of
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


class _Paths(Sequence[Path]):
    """Of very many samples, each made when it is asked for."""

    def __init__(self, path_of: PathOf, count: int) -> None:
        self._path_of, self._count = path_of, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, row: int) -> Path: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Path]: ...
    def __getitem__(self, row: int | slice) -> Path | Sequence[Path]:
        if isinstance(row, slice):
            return [self._path_of(number) for number in range(self._count)[row]]
        if not 0 <= row < self._count:
            raise IndexError(row)
        return self._path_of(row)


class _View:
    """How a run makes its inputs, short of scaling them for the backbone."""

    def __init__(self, project: ProjectSpec, path_of: PathOf, count: int) -> None:
        info = find(project.backbone.name)
        wanted = replace(info.preprocessing, input_px=project.backbone.input_px or info.input_px)
        opening = Opening(
            project.data,
            wanted.of_channels(project.data.channels),
            torch.device("cpu"),
            project.augment if project.augment.is_on else None,
            project.training.seed,
            kept_bytes=0,
        )
        self._samples = modality_of(project.data.kind).open_samples(_Paths(path_of, count), opening)
        self._mixing = Mixing(project.augment, project.training.seed, classes=0)
        self._is_mixed = project.augment.mix != "none"

    def original(self, row: int) -> np.ndarray:
        return self._samples.shown(self._seen(row, None))

    def sample(self, here: _Appearance) -> Sample:
        prepared = self._samples.prepared_views
        seen_in = view_in(self._samples, here.epoch)
        view = seen_in + 1 if prepared else 0
        seen = self._seen(here.number, seen_in)
        if not self._is_mixed:
            return Sample(self._samples.shown(seen), here.epoch, view, None, 1.0)
        pairs = self._mixing.pairs(len(here.batch), here.step)
        partner = here.batch[int(pairs.partners[here.place])]
        mixed, share = self._mixing.one(seen, self._seen(partner, seen_in), pairs, here.place)
        path = self._samples.paths[partner % len(self._samples)]
        return Sample(self._samples.shown(mixed), here.epoch, view, path, share)

    def _seen(self, number: int, view: int | None) -> Tensor:
        seen = self._samples.seen(number, view)
        if isinstance(seen, BadSample):
            path = self._samples.paths[number % len(self._samples)]
            raise DataError("{path} cannot be read: {reason}.", path=path, reason=seen.reason)
        return seen


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
