"""RandAugment (Cubuk et al. 2019) and TrivialAugment (Müller and Hutter 2021): policies without settings.

The operations and their reaches are those of torchvision; the draws are made here, so that a run is resumed exactly.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torchvision.transforms.v2.functional as vision
from torch import Tensor
from torchvision.transforms import InterpolationMode

from tlstudio.engine.data.image.fixed_policies import on_colours

LEVELS = 31
RAND_OPERATIONS, RAND_LEVEL = 2, 9
BEYOND = [0.5, 0.5, 0.5, 0.0]  # where an image was moved away: grey, and transparent


@dataclass(frozen=True, slots=True)
class Reach:
    """What the operations do at the highest level."""

    shear: float
    shift: float  # share of the side
    rotation: float  # degrees
    colour: float
    bits: int  # of 8, taken away


RAND = Reach(0.3, 150 / 331, 30.0, 0.9, 4)
TRIVIAL = Reach(0.99, 32 / 224, 135.0, 0.99, 6)

Operation = Callable[[Tensor, float, float, Reach], Tensor]  # (C, H, W), level of 0–1, sign, reach


def randaugment(images: Tensor, randoms: Sequence[np.random.Generator]) -> Tensor:
    """(B, C, H, W) float in 0–1 → the same: two operations on each image, at one level."""
    pairs = zip(images, randoms, strict=True)
    return torch.stack([_operated(image, random, RAND, [RAND_LEVEL] * RAND_OPERATIONS) for image, random in pairs])


def trivialaugment(images: Tensor, randoms: Sequence[np.random.Generator]) -> Tensor:
    """(B, C, H, W) float in 0–1 → the same: one operation on each image, at any level."""
    pairs = zip(images, randoms, strict=True)
    return torch.stack([_operated(image, random, TRIVIAL, [int(random.integers(LEVELS))]) for image, random in pairs])


def _operated(image: Tensor, random: np.random.Generator, reach: Reach, levels: Sequence[int]) -> Tensor:
    for level in levels:
        operation = OPERATIONS[int(random.integers(len(OPERATIONS)))]
        image = operation(image, level / (LEVELS - 1), float(random.choice((-1, 1))), reach)
    return image


def _moved(
    image: Tensor, *, angle: float = 0.0, across: float = 0.0, down: float = 0.0, shear: Sequence[float]
) -> Tensor:
    """`across` and `down` as shares of the side, `shear` as tangents."""
    shift = [across * image.shape[-1], down * image.shape[-2]]
    angles = [math.degrees(math.atan(tangent)) for tangent in shear]
    return vision.affine(image, angle, shift, 1.0, angles, InterpolationMode.BILINEAR, BEYOND[: len(image)])


def _tinting(adjust: Callable[[Tensor, float], Tensor]) -> Operation:
    return lambda image, level, sign, reach: on_colours(
        image, lambda colours: adjust(colours, 1 + sign * level * reach.colour)
    )


def _colouring(change: Callable[[Tensor, float, Reach], Tensor]) -> Operation:
    return lambda image, level, _sign, reach: on_colours(image, lambda colours: change(colours, level, reach))


STILL = (0.0, 0.0)

OPERATIONS: Sequence[Operation] = (
    lambda image, _level, _sign, _reach: image,
    lambda image, level, sign, reach: _moved(image, shear=(sign * level * reach.shear, 0.0)),
    lambda image, level, sign, reach: _moved(image, shear=(0.0, sign * level * reach.shear)),
    lambda image, level, sign, reach: _moved(image, across=sign * level * reach.shift, shear=STILL),
    lambda image, level, sign, reach: _moved(image, down=sign * level * reach.shift, shear=STILL),
    lambda image, level, sign, reach: _moved(image, angle=sign * level * reach.rotation, shear=STILL),
    _tinting(vision.adjust_brightness),
    _tinting(vision.adjust_saturation),
    _tinting(vision.adjust_contrast),
    _tinting(vision.adjust_sharpness),
    _colouring(lambda colours, level, reach: vision.posterize(colours, 8 - round(level * reach.bits))),
    _colouring(lambda colours, level, _reach: vision.solarize(colours, 1 - level)),
    _colouring(lambda colours, _level, _reach: vision.autocontrast(colours)),
    _colouring(lambda colours, _level, _reach: vision.equalize(colours)),
)
