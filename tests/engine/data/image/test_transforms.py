import pytest
import torch

from tlstudio.engine.data.image.automatic_policies import OPERATIONS, RAND, TRIVIAL, Reach
from tlstudio.engine.data.image.fixed_policies import STRENGTHS
from tlstudio.engine.data.image.own_changes import CHANGES
from tlstudio.engine.data.image.transforms import POLICIES, Augment, Normalise
from tlstudio.engine.project import AugmentSpec, ChangeKind, ChangeSpec, Intensity

IMAGES = torch.rand(4, 3, 16, 16, generator=torch.Generator().manual_seed(0))


def test_pixels_are_scaled_and_normalised_channel_by_channel() -> None:
    pixels = torch.zeros(1, 2, 2, 3, dtype=torch.uint8)
    pixels[..., 0] = 255
    images = Normalise((0.5, 0.5, 0.25), (0.5, 0.25, 0.25))(pixels)
    assert images.shape == (1, 3, 2, 2)
    assert images[0, :, 0, 0].tolist() == [1.0, -2.0, -1.0]  # (1 - .5) / .5, (0 - .5) / .25, (0 - .25) / .25


EVERY = tuple(ChangeSpec(kind, p=1.0) for kind in CHANGES)


@pytest.mark.parametrize("intensity", POLICIES)
def test_a_sample_is_augmented_the_same_in_any_batch(intensity: Intensity) -> None:
    augment = Augment(AugmentSpec(intensity, custom=EVERY), seed=1)
    together = augment(IMAGES, [10, 11, 12, 13], epoch=2)
    alone = augment(IMAGES[2:3], [12], epoch=2)
    assert torch.allclose(together[2], alone[0], atol=1e-6)
    assert not torch.allclose(together, IMAGES)


@pytest.mark.parametrize("intensity", POLICIES)
def test_augmentation_is_another_in_every_epoch_and_stays_in_range(intensity: Intensity) -> None:
    torch_draws = torch.get_rng_state()
    augment = Augment(AugmentSpec(intensity, custom=EVERY), seed=1)
    first, second = (augment(IMAGES, range(4), epoch) for epoch in (1, 2))
    assert torch.equal(torch.get_rng_state(), torch_draws)
    assert not torch.allclose(first, second)
    assert first.min() >= 0
    assert first.max() <= 1


def test_without_augmentation_images_are_left_alone() -> None:
    assert torch.equal(Augment(AugmentSpec(), seed=1)(IMAGES, range(4), epoch=1), IMAGES)


@pytest.mark.parametrize("kind", CHANGES)
def test_each_change_of_a_list_changes_every_image_and_keeps_its_range(kind: ChangeKind) -> None:
    augment = Augment(AugmentSpec("custom", custom=(ChangeSpec(kind, p=1.0, strength=1.0),)), seed=1)
    large = IMAGES.repeat_interleave(4, 2).repeat_interleave(4, 3)
    for strange in (large, large[..., :48]):
        changed = augment(strange, range(4), epoch=1)
        assert changed.shape == strange.shape
        assert 0 <= changed.min() <= changed.max() <= 1
        assert all(not torch.equal(one, before) for one, before in zip(changed, strange, strict=True))


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_changes_without_strength_or_chance_leave_the_image(strength: float) -> None:
    kinds: tuple[ChangeKind, ...] = ("rotation", "crop", "brightness", "contrast", "saturation", "hue", "blur")
    changes = tuple(ChangeSpec(kind, p=1 - strength, strength=strength) for kind in (*kinds, "erasing"))
    assert torch.allclose(Augment(AugmentSpec("custom", custom=changes), 1)(IMAGES, range(4), 1), IMAGES, atol=1e-5)
    assert not AugmentSpec("custom").is_on


@pytest.mark.parametrize("reach", [RAND, TRIVIAL])
def test_every_operation_of_the_automatic_policies_keeps_shape_and_range(reach: Reach) -> None:
    for operation in OPERATIONS:
        for sign in (-1.0, 1.0):
            moved = operation(IMAGES[0], 1.0, sign, reach)
            assert moved.shape == IMAGES[0].shape
            assert 0 <= moved.min() <= moved.max() <= 1


@pytest.mark.parametrize("intensity", POLICIES)
def test_one_channel_is_augmented_too(intensity: Intensity) -> None:
    changed = Augment(AugmentSpec(intensity, custom=EVERY), seed=1)(IMAGES[:, :1], range(4), epoch=1)
    assert changed.shape == (4, 1, 16, 16)
    assert 0 <= changed.min() <= changed.max() <= 1


@pytest.mark.parametrize("intensity", POLICIES)
def test_a_fourth_channel_moves_with_the_colours_and_changes_nothing_of_them(intensity: Intensity) -> None:
    augment = Augment(AugmentSpec(intensity, custom=EVERY), seed=1)
    four = torch.cat([IMAGES, torch.ones(4, 1, 16, 16)], dim=1)
    changed = augment(four, range(4), epoch=1)
    assert torch.equal(changed[:, :3], augment(IMAGES, range(4), epoch=1))
    assert 0 <= changed[:, 3].min() <= changed[:, 3].max() <= 1 + 1e-6


def test_colour_changes_leave_a_fourth_channel() -> None:
    kinds: tuple[ChangeKind, ...] = ("brightness", "contrast", "saturation", "hue", "grayscale")
    four = torch.cat([IMAGES, IMAGES[:, :1]], dim=1)
    changed = Augment(AugmentSpec("custom", custom=tuple(ChangeSpec(kind, p=1.0) for kind in kinds)), 1)(
        four, [*range(4)], 1
    )
    assert torch.equal(changed[:, 3], four[:, 3])


@pytest.mark.parametrize("intensity", STRENGTHS)
def test_about_one_image_in_four_is_seen_as_it_is(intensity: Intensity) -> None:
    many = IMAGES[:1].expand(400, 3, 16, 16)
    seen = Augment(AugmentSpec(intensity), seed=1)(many, range(400), epoch=1)
    same = (seen == many).all(3).all(2).all(1)
    assert 70 <= int(same.sum()) <= 130  # 100 expected, with a standard deviation of 8.7
