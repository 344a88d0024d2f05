"""How a sample becomes the picture of its tile."""

from pathlib import Path

import numpy as np

from tlstudio.engine.data.image.reading import BadImage, Framing, read_pixels


def read_tile(path: Path, side_px: int) -> np.ndarray | None:
    """The middle of an image as a square: uint8 (side, side, 3). None where the file cannot be read."""
    try:
        return read_pixels(path, Framing(size_px=side_px, resize="crop", interpolation="bilinear"))
    except BadImage:
        return None
