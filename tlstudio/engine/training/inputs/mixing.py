"""Mixing the images of a batch in pairs: mixup (Zhang et al. 2018) and CutMix (Yun et al. 2019)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 -- torch's own name for it
from torch import Tensor

from tlstudio.engine.data.inputs import Inputs, count_of, part_of
from tlstudio.engine.project import AugmentSpec


@dataclass(frozen=True, slots=True)
class Mixed:
    """A batch as it is trained on."""

    inputs: Inputs
    targets: Any  # of the loss; of classes that were mixed (B, classes) shares
    judged: Any  # what accuracy is counted against: of mixed classes the heavier

    def part(self, piece: slice) -> "Mixed":
        return Mixed(part_of(self.inputs, piece), self.targets[piece], self.judged[piece])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Of each image of a batch: its partner, how much of itself stays, and a place in 0–1."""

    partners: Tensor  # (B,) places in the batch
    shares: Tensor  # (B,) in 0–1
    places: Tensor  # (B, 2), down and across


class Mixing:
    """Mixes the batch of a step as (seed, step) says."""

    def __init__(self, spec: AugmentSpec, seed: int, classes: int) -> None:
        self._mix = _MIXES.get(spec.mix)
        self._alpha = spec.mix_alpha
        self._seed = seed
        self._classes = classes

    def __call__(self, inputs: Inputs, targets: Any, step: int) -> Mixed:
        """Where they are mixed, inputs are (B, C, H, W) images and targets (B,) class numbers or (B, outputs)."""
        if self._mix is None or not count_of(inputs):
            return Mixed(inputs, targets, targets)
        assert isinstance(inputs, Tensor)
        pairs = self.pairs(len(inputs), step)
        partners = pairs.partners.to(targets.device, non_blocking=True)
        mixed, kept = self._mix(inputs, pairs)
        share = kept.to(targets.device, non_blocking=True).view(-1, 1)
        soft = F.one_hot(targets, self._classes).float() if targets.ndim == 1 else targets
        heavier = torch.where(share[:, 0] >= 0.5, targets, targets[partners]) if targets.ndim == 1 else targets
        return Mixed(mixed, share * soft + (1 - share) * soft[partners], heavier)

    def one(self, image: Tensor, partner: Tensor, pairs: Pairs, place: int) -> tuple[Tensor, float]:
        """The image at a place of the batch mixed with its partner, (C, H, W), and how much of it is its own."""
        assert self._mix
        alone = Pairs(torch.tensor([1, 0]), pairs.shares[[place] * 2], pairs.places[[place] * 2])
        mixed, kept = self._mix(torch.stack([image, partner]), alone)
        return mixed[0], float(kept[0])

    def pairs(self, count: int, step: int) -> Pairs:
        """How the images of a batch come together."""
        # A stream beside those of the augmentation, which are numbered by (seed, epoch, row).
        random = np.random.default_rng(np.random.SeedSequence(self._seed, spawn_key=(step,)))
        shares = random.beta(self._alpha, self._alpha, count).astype(np.float32)
        places = random.random((count, 2), dtype=np.float32)
        return Pairs(*map(torch.from_numpy, (random.permutation(count), shares, places)))


def _mixup(images: Tensor, pairs: Pairs) -> tuple[Tensor, Tensor]:
    """The mixed images, and how much of each is its own."""
    share = pairs.shares.to(images, non_blocking=True).view(-1, 1, 1, 1)
    partners = pairs.partners.to(images.device, non_blocking=True)
    return share * images + (1 - share) * images[partners], pairs.shares


def _cutmix(images: Tensor, pairs: Pairs) -> tuple[Tensor, Tensor]:
    """A box of the partner at the same place; what sticks out beyond the border is lost to it."""
    half = (1 - pairs.shares).sqrt().view(-1, 1) / 2
    down, across = (_inside(pairs.places[:, axis, None], half, images.shape[2 + axis]) for axis in (0, 1))
    box = (down.unsqueeze(2) & across.unsqueeze(1)).unsqueeze(1)  # (B, 1, H, W)
    kept = 1 - box.float().mean((1, 2, 3))
    partners = pairs.partners.to(images.device, non_blocking=True)
    return torch.where(box.to(images.device, non_blocking=True), images[partners], images), kept


def _inside(centre: Tensor, half: Tensor, size: int) -> Tensor:
    """(B, size): which of the rows or columns a box covers."""
    middles = (torch.arange(size) + 0.5) / size
    return (middles - centre).abs() < half


_MIXES: dict[str, Callable[[Tensor, Pairs], tuple[Tensor, Tensor]]] = {"mixup": _mixup, "cutmix": _cutmix}
