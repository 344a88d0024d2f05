"""Images drawn on the spot."""

from pathlib import Path

import numpy as np
from PIL import Image

COLOURS = {"red": (200, 40, 40), "green": (40, 160, 60), "blue": (50, 70, 200)}


def write_images(folder: Path, count: int) -> Path:
    """One folder of `count` plain 32 px images for each colour."""
    for name, colour in COLOURS.items():
        (folder / name).mkdir(parents=True)
        for number in range(count):
            shade = tuple(min(255, channel + 3 * number) for channel in colour)
            Image.new("RGB", (32, 32), shade).save(folder / name / f"{number:03}.png")
    return folder


def photo(seed: int, size: tuple[int, int] = (96, 80)) -> Image.Image:
    """A picture with large and small structures, like no other seed's."""
    coarse = np.random.default_rng(seed).integers(0, 256, (9, 9, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
