"""Image files as the samples of a part of a split: decoded, varied, normalised, on the device."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.data.image.preprocessing import framing_of
from tlstudio.engine.data.image.reading import BadImage, Framing, read_pixels
from tlstudio.engine.data.image.source import ImageSource
from tlstudio.engine.data.image.transforms import Augment, Normalise, random_images
from tlstudio.engine.data.inputs import sent_ahead
from tlstudio.engine.data.modality import KEPT_BYTES, BadSample
from tlstudio.engine.project import AugmentSpec

if TYPE_CHECKING:
    from tlstudio.engine.data.modality import DecodedStore, Opening, Samples


class ImageSamples:
    """(B, C, S, S) float inputs; varied afresh in each view, or in `prepared_views` ways that take turns."""

    def __init__(
        self, source: ImageSource, normalise: Normalise, augment: Augment, device: torch.device, prepared_views: int = 0
    ) -> None:
        self.source = source
        self.normalise = normalise.to(device)
        self.augment = augment
        self.device = device
        self.prepared_views = prepared_views

    def __len__(self) -> int:
        return len(self.source)

    @property
    def paths(self) -> Sequence[Path]:
        return self.source.paths

    @property
    def framing(self) -> Framing:
        return self.source.framing

    @property
    def lost(self) -> Mapping[Path, str]:
        return self.source.lost

    @property
    def notes(self) -> list[str]:
        return self.source.notes

    @property
    def bytes_each(self) -> int:
        return self.source.pixel_bytes

    @property
    def decoded_shape(self) -> tuple[int, ...]:
        return self.framing.shape

    @property
    def memory_bytes(self) -> int:
        return self.source.memory_bytes

    @property
    def is_decoded_once(self) -> bool:
        return self.source.keeps_pixels

    def identity(self, row: int) -> bytes:
        return self.source.identity(row)

    def recipe(self, *, is_varied: bool) -> bytes:
        scale = (self.normalise.mean.flatten().tolist(), self.normalise.std.flatten().tolist())
        varied = self.augment.recipe if is_varied else None
        return repr((self.framing, self.device.type, scale, varied)).encode()

    def decoding(self) -> bytes:
        return repr(self.framing).encode()

    def batches(self, batches: Sequence[Sequence[int]], views: Sequence[int]) -> Iterator[tuple[Tensor, int, Tensor]]:
        for rows, pixels in sent_ahead(self.source.batches(batches), self.device):
            assert isinstance(pixels, Tensor)
            for view in views:
                yield rows, view, self.normalise.scaled(self.augment.seen(pixels, self._drawn(rows), view + 1))

    def decode(self, batches: Sequence[Sequence[int]]) -> Iterator[object]:
        return self.source.batches(batches)

    def example(self, count: int) -> Tensor:
        height, width, channels = self.framing.shape
        return random_images((count, channels, height, width))

    def seen(self, number: int, view: int | None) -> "Tensor | BadSample":
        """(C, S, S) float in 0–1."""
        try:
            pixels = torch.from_numpy(read_pixels(self.paths[number % len(self)], self.framing))
        except BadImage as error:
            return BadSample(error.reason)
        if view is None:
            return pixels.permute(2, 0, 1) / 255
        return self.augment.seen(pixels[None], self._drawn(torch.tensor([number])), view + 1)[0]

    def shown(self, seen: Tensor) -> np.ndarray:
        return (seen * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()

    def only(self, rows: Sequence[int]) -> "ImageSamples":
        source = ImageSource([self.paths[row] for row in rows], self.framing, KEPT_BYTES)
        return ImageSamples(source, self.normalise, self.augment, self.device, self.prepared_views)

    def adopt(self, others: "Samples") -> bool:
        if not isinstance(others, ImageSamples) or (others.paths, others.framing) != (self.paths, self.framing):
            return False
        self.source = others.source
        return True

    def drop_decoded(self) -> None:
        self.source.drop_pixels()

    def keep_decoded_in(self, store: "DecodedStore") -> None:
        self.source.keep_in(store)

    def _drawn(self, rows: Tensor) -> list[int]:
        """By which numbers the views of rows are drawn: two copies in an epoch differ, unless views are prepared."""
        return (rows % len(self) if self.prepared_views else rows).tolist()


def open_samples(paths: Sequence[Path], opening: "Opening") -> ImageSamples:
    """Samples of image files, read as the project and the network say."""
    wanted, augment = opening.preprocessing, opening.augment
    return ImageSamples(
        ImageSource(paths, framing_of(opening.data, wanted), opening.kept_bytes),
        Normalise(wanted.mean, wanted.std),
        Augment(augment or AugmentSpec(), opening.seed),
        opening.device,
        augment.views if augment else 0,
    )
