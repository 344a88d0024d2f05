"""Which sides of the image are worth offering for a network."""

import re

from tlstudio.engine.backbones.catalogue import BackboneInfo

USUAL_PX = (64, 96, 128, 160, 192, 224, 256, 288, 320, 384, 448, 512)
STEP_PX = 32  # what most networks halve their way down to
PATCH = re.compile(r"(?:patch|_p)(\d+)(?:_|\.|$)")


def sensible_sizes(info: BackboneInfo) -> tuple[int, ...]:
    """Sizes to offer, smallest first, the network's own among them; whether it takes them shows only by building it."""
    if info.resizing == "fixed":
        return (info.input_px,)
    step = _step(info)
    return tuple(sorted({info.input_px, *(max(1, round(px / step)) * step for px in USUAL_PX)}))


def _step(info: BackboneInfo) -> int:
    """What a side should be a multiple of: a transformer cuts the image into whole patches."""
    patch = PATCH.search(info.architecture)
    side = int(patch[1]) if patch else 1
    return STEP_PX if STEP_PX % side == 0 else side
