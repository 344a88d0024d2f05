import torch

from tests.support.image_samples import tensor
from tlstudio.engine.project import AugmentSpec, Mix
from tlstudio.engine.training.inputs.mixing import Mixing

IMAGES = torch.arange(6.0).view(6, 1, 1, 1).expand(6, 3, 8, 8)  # each of one colour: its number
CLASSES = torch.arange(6) % 3


def mixing(mix: Mix, alpha: float = 1.0) -> Mixing:
    return Mixing(AugmentSpec(mix=mix, mix_alpha=alpha), seed=3, classes=3)


def test_mixup_mixes_images_and_targets_by_the_same_shares() -> None:
    batch, pairs = mixing("mixup")(IMAGES, CLASSES, step=5), mixing("mixup").pairs(6, step=5)
    colours = pairs.shares * torch.arange(6) + (1 - pairs.shares) * pairs.partners
    assert torch.allclose(tensor(batch.inputs)[:, 0, 0, 0], colours)
    assert torch.allclose(batch.targets.sum(1), torch.ones(6))
    own = torch.where(CLASSES[pairs.partners] == CLASSES, 1.0, pairs.shares)
    assert torch.allclose(batch.targets[torch.arange(6), CLASSES], own)


def test_cutmix_counts_the_pixels_of_either_image() -> None:
    batch, pairs = mixing("cutmix")(IMAGES, CLASSES, step=5), mixing("cutmix").pairs(6, step=5)
    kept = (tensor(batch.inputs) == IMAGES).float().mean((1, 2, 3))
    own = torch.where(CLASSES[pairs.partners] == CLASSES, 1.0, kept)
    assert torch.allclose(batch.targets[torch.arange(6), CLASSES], own)
    assert len(kept.unique()) > 2


def test_accuracy_is_counted_against_the_heavier_class() -> None:
    batch = mixing("mixup")(IMAGES, CLASSES, step=1)
    heaviest = batch.targets.gather(1, batch.judged[:, None])[:, 0]
    assert torch.equal(heaviest, batch.targets.max(1).values)


def test_labels_and_numbers_are_mixed_as_they_are() -> None:
    numbers = torch.arange(12.0).view(6, 2)
    batch, pairs = mixing("mixup")(IMAGES, numbers, step=2), mixing("mixup").pairs(6, step=2)
    share = pairs.shares[:, None]
    assert torch.allclose(batch.targets, share * numbers + (1 - share) * numbers[pairs.partners])


def test_without_mixing_and_without_images_a_batch_stays_as_it_is() -> None:
    batch = mixing("none")(IMAGES, CLASSES, step=1)
    assert batch.inputs is IMAGES
    assert batch.targets is CLASSES
    assert not len(mixing("mixup")(IMAGES[:0], CLASSES[:0], step=1).inputs)


def test_each_step_mixes_in_another_way_and_a_small_alpha_little() -> None:
    first, second = (mixing("mixup").pairs(64, step) for step in (1, 2))
    assert not torch.equal(first.partners, second.partners)
    nearly_one_image = (mixing("mixup", alpha=0.05).pairs(64, 1).shares - 0.5).abs() > 0.45
    assert nearly_one_image.float().mean() > 0.5
