import pytest
import torch

from tlstudio.engine.data.transforms import Augment, Normalise
from tlstudio.engine.project import Intensity

IMAGES = torch.rand(4, 3, 16, 16, generator=torch.Generator().manual_seed(0))


def test_pixels_are_scaled_and_normalised_channel_by_channel() -> None:
    pixels = torch.zeros(1, 2, 2, 3, dtype=torch.uint8)
    pixels[..., 0] = 255
    images = Normalise((0.5, 0.5, 0.25), (0.5, 0.25, 0.25))(pixels)
    assert images.shape == (1, 3, 2, 2)
    assert images[0, :, 0, 0].tolist() == [1.0, -2.0, -1.0]  # (1 - .5) / .5, (0 - .5) / .25, (0 - .25) / .25


@pytest.mark.parametrize("intensity", ["light", "strong"])
def test_a_sample_is_augmented_the_same_in_any_batch(intensity: Intensity) -> None:
    augment = Augment(intensity, seed=1)
    together = augment(IMAGES, [10, 11, 12, 13], epoch=2)
    alone = augment(IMAGES[2:3], [12], epoch=2)
    assert torch.allclose(together[2], alone[0], atol=1e-6)
    assert not torch.allclose(together[2], IMAGES[2])


@pytest.mark.parametrize("intensity", ["light", "strong"])
def test_augmentation_is_another_in_every_epoch_and_stays_in_range(intensity: Intensity) -> None:
    first, second = (Augment(intensity, seed=1)(IMAGES, range(4), epoch) for epoch in (1, 2))
    assert not torch.allclose(first, second)
    assert first.min() >= 0
    assert first.max() <= 1


def test_without_augmentation_images_are_left_alone() -> None:
    assert torch.equal(Augment("off", seed=1)(IMAGES, range(4), epoch=1), IMAGES)
