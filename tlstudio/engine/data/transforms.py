"""From pixels to what a backbone takes, on whichever device the pixels are; with augmentation while training.

Augmentation is drawn per sample from (seed, epoch, sample), so that it is the same on any machine, in any batch, and
after any interruption.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 -- torch's own name for it
from torch import Tensor, nn

from tlstudio.engine.project import Intensity


class Normalise(nn.Module):
    """(B, H, W, 3) uint8 RGB → (B, 3, H, W) float, shifted and scaled as the backbone was pretrained."""

    mean: Tensor
    std: Tensor

    def __init__(self, mean: Sequence[float], std: Sequence[float]) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor(std).view(1, 3, 1, 1))

    def forward(self, pixels: Tensor) -> Tensor:
        return self.scaled(pixels.permute(0, 3, 1, 2).float() / 255)

    def scaled(self, images: Tensor) -> Tensor:
        """The same for (B, 3, H, W) float in 0–1."""
        return (images - self.mean) / self.std


@dataclass(frozen=True, slots=True)
class Strength:
    """How far augmentation goes. Angles in degrees, the others as shares."""

    rotation: float
    smallest_crop: float  # side of the smallest crop
    stretch: float  # of one side against the other
    brightness: float
    contrast: float
    saturation: float
    erasing: float  # chance that a square of up to a third of the side is covered


STRENGTHS: Mapping[Intensity, Strength] = {
    "light": Strength(5, 0.85, 0.05, 0.1, 0.1, 0.1, 0.0),
    "strong": Strength(15, 0.6, 0.15, 0.3, 0.3, 0.3, 0.25),
}


class Augment:
    """(B, 3, H, W) float in 0–1 → the same shape, each sample changed in its own way. Flips left and right."""

    def __init__(self, intensity: Intensity, seed: int) -> None:
        self.strength = STRENGTHS.get(intensity)
        self.seed = seed

    def __call__(self, images: Tensor, rows: Sequence[int], epoch: int) -> Tensor:
        """`rows` names the samples of the batch. With intensity "off" the images come back as they are."""
        if self.strength is None:
            return images
        draws = torch.from_numpy(np.stack([self._draw(row, epoch) for row in rows])).to(images)  # (B, 12)
        images = _moved(images, draws, self.strength)
        return _erased(_coloured(images, draws, self.strength), draws, self.strength)

    def _draw(self, row: int, epoch: int) -> np.ndarray:
        return np.random.default_rng((self.seed, epoch, row)).random(12, dtype=np.float32)


def _spread(draw: Tensor, reach: float) -> Tensor:
    """From 0–1 to ±reach."""
    return (2 * draw - 1) * reach


def _moved(images: Tensor, draws: Tensor, strength: Strength) -> Tensor:
    """Flip, rotation, crop and stretch as one resampling."""
    angle = _spread(draws[:, 1], math.radians(strength.rotation))
    side = 1 - draws[:, 2] * (1 - strength.smallest_crop)
    stretch = torch.exp(_spread(draws[:, 3], strength.stretch))
    flip = torch.where(draws[:, 0] < 0.5, -1.0, 1.0)
    across, down = side * stretch.sqrt(), side / stretch.sqrt()
    matrix = torch.stack(
        [
            torch.stack([flip * across * angle.cos(), -down * angle.sin(), _spread(draws[:, 4], 1) * (1 - side)], 1),
            torch.stack([flip * across * angle.sin(), down * angle.cos(), _spread(draws[:, 5], 1) * (1 - side)], 1),
        ],
        dim=1,
    )  # (B, 2, 3)
    grid = F.affine_grid(matrix, list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, padding_mode="reflection", align_corners=False)


def _coloured(images: Tensor, draws: Tensor, strength: Strength) -> Tensor:
    brightness = 1 + _spread(draws[:, 6], strength.brightness).view(-1, 1, 1, 1)
    contrast = 1 + _spread(draws[:, 7], strength.contrast).view(-1, 1, 1, 1)
    saturation = 1 + _spread(draws[:, 8], strength.saturation).view(-1, 1, 1, 1)
    images = images * brightness
    mean = images.mean((1, 2, 3), keepdim=True)
    images = (images - mean) * contrast + mean
    grey = images.mean(1, keepdim=True)
    return ((images - grey) * saturation + grey).clamp(0, 1)


def _erased(images: Tensor, draws: Tensor, strength: Strength) -> Tensor:
    if not strength.erasing:
        return images
    half = 1 / 6 * (draws[:, 9] < strength.erasing).to(images).view(-1, 1, 1)
    across = torch.linspace(0, 1, images.shape[3], device=images.device).view(1, 1, -1)
    down = torch.linspace(0, 1, images.shape[2], device=images.device).view(1, -1, 1)
    inside = ((across - draws[:, 10].view(-1, 1, 1)).abs() < half) & ((down - draws[:, 11].view(-1, 1, 1)).abs() < half)
    return torch.where(inside.unsqueeze(1), images.mean((2, 3), keepdim=True), images)
