import pytest

from tlstudio.engine.backbones.catalogue import catalogue, find
from tlstudio.engine.backbones.fitting import check_input
from tlstudio.engine.backbones.sizes import sensible_sizes
from tlstudio.engine.errors import BackboneError
from tlstudio.engine.project import BackboneSpec


def test_every_network_is_offered_its_own_size_and_sizes_a_project_takes():
    for info in catalogue().values():
        sizes = sensible_sizes(info)
        assert info.input_px in sizes
        assert list(sizes) == sorted(set(sizes))
        assert all(16 <= px <= 2048 for px in sizes)


def test_a_transformer_is_offered_whole_patches():
    own = find("timm/vit_small_patch14_dinov2")
    assert all(px % 14 == 0 for px in sensible_sizes(own))
    assert {224, 518} <= set(sensible_sizes(own))


@pytest.mark.parametrize("name", ["tlstudio/efficientnet_lite0", "timm/vit_tiny_patch16_224", "torchvision/swin_t"])
def test_offered_sizes_are_taken(name: str):
    for px in sensible_sizes(find(name))[1:4]:
        check_input(BackboneSpec(name, "random", px))


def test_a_size_that_cannot_be_is_a_sentence():
    with pytest.raises(
        BackboneError, match=r"HaloNet-26t cannot take images of 100 px; 256 px is what it was made for\."
    ):
        check_input(BackboneSpec("timm/halonet26t", "random", 100))
    with pytest.raises(BackboneError, match=r"cannot be built for images of 100 px: [^.!]+\.$"):
        check_input(BackboneSpec("torchvision/vit_b_16", "random", 100))


def test_a_network_that_needs_numbers_while_it_is_built_can_be_tried_too() -> None:
    check_input(BackboneSpec("torchvision/regnet_y_400mf", "random", 96), "grey")
