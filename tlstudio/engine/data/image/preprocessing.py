"""What a network for images wants of them, and how those of a project become that."""

from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from tlstudio.engine.project import Channels, DataSpec

if TYPE_CHECKING:
    from tlstudio.engine.data.image.reading import Framing


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """What the network wants: `channels` in [0, 1], `input_px` square, then (x - mean) / std for each channel."""

    input_px: int
    mean: tuple[float, ...]
    std: tuple[float, ...]
    interpolation: str
    crop_pct: float  # side of the centre crop, as a share of the resized image's shorter side
    channels: Channels = "rgb"

    @property
    def shape(self) -> tuple[int, int, int]:
        """Of one image as the network takes it: (C, H, W)."""
        return len(self.mean), self.input_px, self.input_px

    def of_channels(self, channels: Channels) -> "Preprocessing":
        """The same for a network published for RGB that takes these instead.

        Grey is shifted and scaled by the means over the colours. What is opaque becomes 0 in the fourth channel, as if
        it were not there, and what is transparent -2, about as far as black.
        """
        if channels == "grey":
            return replace(self, mean=(fmean(self.mean),), std=(fmean(self.std),), channels=channels)
        if channels == "rgba":
            return replace(self, mean=(*self.mean, 1.0), std=(*self.std, 0.5), channels=channels)
        return self


def framing_of(data: DataSpec, wanted: Preprocessing) -> "Framing":
    """How the images of a project become what the network takes."""
    from tlstudio.engine.data.image.reading import Framing  # Pillow, which the catalogue does without

    return Framing(
        wanted.input_px, data.resize, wanted.crop_pct, wanted.interpolation, data.background, wanted.channels
    )
