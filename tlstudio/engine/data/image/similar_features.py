"""Images that are alike in a backbone's features, as far as that stands out among all images of a folder."""

from collections.abc import Iterator

import numpy as np

from tlstudio.engine.data.image.fingerprints import Links

NEIGHBOUR = 10  # whose distance says how far apart images of this folder usually are; more than a burst has frames
# In EfficientNet-Lite0 the nearest two of 131 photos of textile are at a cosine distance of 0.008, and a mirrored photo
# is at 0.08 from its own: no fixed distance tells twins apart. Only what is far closer than usual (there 0.02) counts.
CLOSER = 0.25  # share of the usual distance
FARTHEST = 0.15  # cosine distance, whatever is usual
BLOCK = 1024  # images compared with all others at once


def alike_groups(features: np.ndarray) -> np.ndarray:
    """The group of each image, int64 from 0, by features float32 (images, C); alone where none is alike."""
    norms = np.linalg.norm(features, axis=1, keepdims=True)
    unit = features / np.maximum(norms, 1e-12)
    links = Links(len(unit))
    if len(unit) > 1:
        limit = min(FARTHEST, CLOSER * _usual_distance(unit))
        for start, distances in _blocks(unit):
            for row, other in np.argwhere(distances <= limit).tolist():
                links.join(start + row, other)
    return links.numbers()


def _usual_distance(unit: np.ndarray) -> float:
    """The median distance of an image to its tenth neighbour, or to its farthest where there are fewer."""
    place = min(NEIGHBOUR, len(unit) - 1)
    return float(np.median(np.concatenate([np.partition(block, place, 1)[:, place] for _, block in _blocks(unit)])))


def _blocks(unit: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Cosine distances (block, images) with the first row of each block."""
    for start in range(0, len(unit), BLOCK):
        yield start, 1 - unit[start : start + BLOCK] @ unit.T
