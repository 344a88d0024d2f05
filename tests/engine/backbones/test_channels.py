"""Networks published for RGB take one channel or four, with what they know of images."""

import pytest
import torch
from torch import nn

from tests.support.small import SMALL
from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.backbones.catalogue import RECOMMENDED, find
from tlstudio.engine.errors import BackboneError
from tlstudio.engine.project import BackboneSpec, Channels

COUNTS: dict[Channels, int] = {"grey": 1, "rgba": 4}


def features(backbone: Backbone, images: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        return backbone.module.eval()(images)


@pytest.mark.parametrize("channels", COUNTS)
@pytest.mark.parametrize(
    "name", [RECOMMENDED, SMALL, "torchvision/squeezenet1_1", "timm/vit_tiny_patch16_224", "timm/repvgg_a0"]
)
def test_two_images_go_through_networks_of_each_library(name: str, channels: Channels) -> None:
    backbone = build(BackboneSpec(name, "random"), channels)
    _, *sides = backbone.preprocessing.shape
    out = features(backbone, torch.rand(2, COUNTS[channels], *sides))
    assert out.shape == (2, *backbone.info.shape)
    assert len(backbone.preprocessing.mean) == len(backbone.preprocessing.std) == COUNTS[channels]


@pytest.mark.parametrize("channels", COUNTS)
def test_pretrained_weights_answer_as_before_to_grey_and_to_opaque_images(channels: Channels) -> None:
    before, after = build(BackboneSpec(input_px=64)), build(BackboneSpec(input_px=64), channels)
    images = torch.randn(2, 1 if channels == "grey" else 3, 64, 64)
    expected = features(before, images.expand(-1, 3, -1, -1))
    opaque = (1 - after.preprocessing.mean[-1]) / after.preprocessing.std[-1]
    given = images if channels == "grey" else torch.cat([images, torch.full((2, 1, 64, 64), opaque)], 1)
    torch.testing.assert_close(features(after, given), expected, atol=1e-3, rtol=1e-3)


def test_the_weights_of_a_fourth_channel_are_the_mean_of_those_of_the_colours() -> None:
    backbone = build(BackboneSpec(input_px=64), "rgba")
    stem = backbone.module.get_submodule("conv_stem")
    assert isinstance(stem, nn.Conv2d)
    torch.testing.assert_close(stem.weight[:, 3], stem.weight[:, :3].mean(1))
    assert (stem.in_channels, stem.weight.requires_grad) == (4, True)


def test_grey_is_scaled_by_the_means_over_the_colours() -> None:
    wanted = find(SMALL).preprocessing.of_channels("grey")
    assert wanted.mean == pytest.approx(((0.485 + 0.456 + 0.406) / 3,))  # ImageNet's
    assert wanted.shape == (1, 224, 224)


def test_a_network_that_reckons_with_colours_is_refused() -> None:
    sentence = "CSATv2 takes colour images only: its first layer cannot be changed for grey ones. Choose another"
    with pytest.raises(BackboneError, match=sentence):
        build(BackboneSpec("timm/csatv2", "random"), "grey")
