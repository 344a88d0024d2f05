"""How many images fit into memory: arithmetic on what few images were measured to take, without torch."""

import math
from dataclasses import dataclass

LEAST = 2  # images in a piece: BatchNorm needs two
MARGIN = 0.2  # of what is free: for workspaces no measurement sees, fragments and other programs
MOST = 4096  # images in a batch
PASS = 128  # images at most that pass the network together where nothing trains: more are hardly quicker


@dataclass(frozen=True, slots=True)
class MemoryLine:
    """Bytes that some work takes beyond what is taken before it."""

    fixed: float  # however many images: gradients, and what the optimizer remembers
    each: float  # of an image that is computed
    waiting: float = 0.0  # of an image of the batch, until its piece is computed
    most: int = MOST  # images that are worked on together, however large the batch

    def needed(self, images: int, pieces: int = 1) -> int:
        """For a batch of so many images, computed piece by piece."""
        together = min(images, self.most)
        return round(self.fixed + self.waiting * together + self.each * math.ceil(together / pieces))


def line_through(
    few: tuple[int, int], many: tuple[int, int], *, fixed: float = 0.0, waiting: float = 0.0, most: int = MOST
) -> MemoryLine:
    """The line through two measured peaks, each as (images, bytes); `fixed` comes to what it says."""
    each = max(0.0, (many[1] - few[1]) / (many[0] - few[0]))
    return MemoryLine(fixed + max(0.0, many[1] - each * many[0]), each, waiting, most)


def usable(free_bytes: int) -> int:
    """What may be taken of what is free."""
    return round(free_bytes * (1 - MARGIN))


def pieces_that_fit(line: MemoryLine, images: int, free_bytes: int) -> int:
    """In how many pieces the batch fits: 1, 2, 4 …, as long as each has two images; then the most there can be."""
    pieces = 1
    while line.needed(images, pieces) > usable(free_bytes) and images // (2 * pieces) >= LEAST:
        pieces *= 2
    return pieces


def largest_that_fits(line: MemoryLine, free_bytes: int, most: int = MOST) -> int:
    """The largest power of two up to `most` that fits in one piece; 1 if none does."""
    images = 1 << max(1, most).bit_length() - 1
    while images > 1 and line.needed(images) > usable(free_bytes):
        images //= 2
    return images
