"""The changes a list of one's own is made of. A number of 0–1 says how far each goes."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
import torchvision.transforms.v2.functional as vision
from torch import Tensor

from tlstudio.engine.data.image.fixed_policies import on_colours, warped
from tlstudio.engine.project import MOST, ChangeKind, ChangeSpec

DRAWS = 4  # random numbers of 0–1 for each change, the first of which says whether it happens

Change = Callable[[Tensor, Sequence[float], float], Tensor]  # (C, H, W) in 0–1, three draws of 0–1, strength


def changed(images: Tensor, randoms: Sequence[np.random.Generator], changes: Sequence[ChangeSpec]) -> Tensor:
    """(B, C, H, W) float in 0–1 → the same, each image changed one after the other as its own draws say."""
    return torch.stack([_changed(image, random, changes) for image, random in zip(images, randoms, strict=True)])


def _changed(image: Tensor, random: np.random.Generator, changes: Sequence[ChangeSpec]) -> Tensor:
    for change in changes:
        chance, *draws = random.random(DRAWS).tolist()
        if chance < change.p:
            image = CHANGES[change.kind](image, draws, change.strength)
    return image


def _spread(draw: float, reach: float) -> float:
    """From 0–1 to ±reach."""
    return (2 * draw - 1) * reach


def _rotated(image: Tensor, draws: Sequence[float], strength: float) -> Tensor:
    angle = torch.tensor(np.radians(_spread(draws[0], MOST["rotation"] * strength)))
    matrix = torch.stack([angle.cos(), -angle.sin(), angle * 0, angle.sin(), angle.cos(), angle * 0])
    return warped(image[None], matrix.view(1, 2, 3).to(image, non_blocking=True))[0]


def _cropped(image: Tensor, draws: Sequence[float], strength: float) -> Tensor:
    side = 1 - draws[0] * MOST["crop"] * strength
    across, down = _spread(draws[1], 1 - side), _spread(draws[2], 1 - side)
    matrix = torch.tensor([[[side, 0, across], [0, side, down]]])
    return warped(image[None], matrix.to(image, non_blocking=True))[0]


def _tinting(adjust: Callable[[Tensor, float], Tensor], most: float) -> Change:
    def change(image: Tensor, draws: Sequence[float], strength: float) -> Tensor:
        factor = 1 + _spread(draws[0], most * strength)
        return on_colours(image, lambda colours: adjust(colours, factor))

    return change


def _hue_turned(image: Tensor, draws: Sequence[float], strength: float) -> Tensor:
    turn = _spread(draws[0], MOST["hue"] * strength)
    return on_colours(image, lambda colours: vision.adjust_hue(colours, turn))


def _greyed(image: Tensor, _draws: Sequence[float], _strength: float) -> Tensor:
    return on_colours(image, lambda colours: vision.rgb_to_grayscale(colours, num_output_channels=len(colours)))


def _blurred(image: Tensor, draws: Sequence[float], strength: float) -> Tensor:
    sigma = draws[0] * strength * MOST["blur"] * image.shape[-1]
    reach = int(np.ceil(3 * sigma))
    return vision.gaussian_blur(image, [2 * reach + 1] * 2, [sigma] * 2) if reach else image


def _erased(image: Tensor, draws: Sequence[float], strength: float) -> Tensor:
    """A square, half to all of the greatest side, is covered with the mean colour."""
    height, width = image.shape[-2:]
    side = round(strength * MOST["erasing"] * (0.5 + draws[0] / 2) * min(height, width))
    top, left = round(draws[1] * (height - side)), round(draws[2] * (width - side))
    return vision.erase(image, top, left, side, side, image.mean((1, 2), keepdim=True))


CHANGES: Mapping[ChangeKind, Change] = {
    "horizontal_flip": lambda image, _draws, _strength: image.flip(-1),
    "vertical_flip": lambda image, _draws, _strength: image.flip(-2),
    "rotation": _rotated,
    "crop": _cropped,
    "brightness": _tinting(vision.adjust_brightness, MOST["brightness"]),
    "contrast": _tinting(vision.adjust_contrast, MOST["contrast"]),
    "saturation": _tinting(vision.adjust_saturation, MOST["saturation"]),
    "hue": _hue_turned,
    "blur": _blurred,
    "grayscale": _greyed,
    "erasing": _erased,
}
