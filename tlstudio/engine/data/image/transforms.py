"""From pixels to what a backbone takes, on whichever device the pixels are; with augmentation while training.

Augmentation is drawn per sample from (seed, epoch, sample), so that it is the same on any machine, in any batch, and
after any interruption.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.engine.data.image.automatic_policies import randaugment, trivialaugment
from tlstudio.engine.data.image.fixed_policies import STRENGTHS, varied
from tlstudio.engine.data.image.own_changes import changed
from tlstudio.engine.project import AugmentSpec, Intensity


def random_images(shape: tuple[int, int, int, int]) -> Tensor:
    """(N, C, H, W) float, about as if normalised; the same each time, and a run's own numbers do not notice."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(0))


class Normalise(nn.Module):
    """(B, H, W, C) uint8 → (B, C, H, W) float, each channel shifted and scaled as the backbone was pretrained."""

    mean: Tensor
    std: Tensor

    def __init__(self, mean: Sequence[float], std: Sequence[float]) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(std).view(1, -1, 1, 1))

    def forward(self, pixels: Tensor) -> Tensor:
        return self.scaled(pixels.permute(0, 3, 1, 2).float() / 255)

    def scaled(self, images: Tensor) -> Tensor:
        """The same for (B, C, H, W) float in 0–1."""
        return (images - self.mean) / self.std


Policy = Callable[[Tensor, Sequence[np.random.Generator]], Tensor]  # images, randomness of each


class Augment:
    """(B, C, H, W) float in 0–1 → the same shape, each sample changed in its own way.

    A fourth channel moves with the colours and keeps its values.
    """

    def __init__(self, spec: AugmentSpec, seed: int) -> None:
        self.seed = seed
        self.recipe = (spec.intensity, spec.custom if spec.intensity == "custom" else (), seed)  # decides what is seen
        self._policy = POLICIES[spec.intensity](spec) if spec.is_on else None

    def __call__(self, images: Tensor, rows: Sequence[int], epoch: int) -> Tensor:
        """`rows` names the samples of the batch. Without augmentation the images come back as they are."""
        if self._policy is None or not len(rows):
            return images
        # Generators of their own: torch's is drawn from by other threads too.
        return self._policy(images, [np.random.default_rng((self.seed, epoch, row)) for row in rows])

    def seen(self, pixels: Tensor, rows: Sequence[int], epoch: int) -> Tensor:
        """What training sees of (B, S, S, C) uint8 pixels: (B, C, S, S) float in 0–1."""
        return self(pixels.permute(0, 3, 1, 2).float() / 255, rows, epoch)


POLICIES: Mapping[Intensity, Callable[[AugmentSpec], Policy]] = {
    "light": lambda _spec: partial(varied, strength=STRENGTHS["light"]),
    "strong": lambda _spec: partial(varied, strength=STRENGTHS["strong"]),
    "randaugment": lambda _spec: randaugment,
    "trivialaugment": lambda _spec: trivialaugment,
    "custom": lambda spec: partial(changed, changes=spec.custom),
}
