"""Expected numbers are in pixels, by hand: a kernel k adds (k - 1) × the product of the strides before it."""

import pytest
import timm
import torch
from timm.layers.squeeze_excite import SqueezeExcite
from torch import Tensor, nn
from torchvision.models.vgg import cfgs, make_layers

from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.receptive import outputs
from tlstudio.engine.model.structure import part_tree

PX = 224


def seen_px(tree: Part) -> dict[str, float]:
    return {part.name: part.sees * PX for part in tree.walk() if part.sees}


def seen_by(module: nn.Module, path: str = "", side: int = 64) -> float | None:
    sees = outputs(module, torch.zeros(1, 4, side, side), {path})[path].sees
    return sees and sees * side


def conv(kernel: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(4, 4, kernel, stride, padding=kernel // 2)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # 7 + 4 of the pooling + 3 × 2·4; then 2·4 + 3 × 2·8; layer3 would reach 267 px
        ("resnet50", {"conv1": 7, "layer1": 35, "layer2": 91, "layer3": PX, "layer4": PX}),
        # k3 s2 | k3 | k3 s2, k3 | k5 s2, k5 | k3 s2, k3, k3 | 3 × k5 at stride 16 would reach 339 px
        (
            "tf_efficientnet_lite0",
            {"stem": 3, "blocks.0": 7, "blocks.1": 19, "blocks.2": 67, "blocks.3": 147, "blocks.4": PX},
        ),
        ("convnext_atto", {"stem": 4, "stages.0": 4 + 2 * 6 * 4, "stages.3": PX}),  # two blocks of k7 on patches of 4
        ("vit_tiny_patch16_224", {"patch_embed.proj": 16, "blocks.0.norm1": 16, "blocks.0": PX, "norm": PX}),
        # A window is 7 patches of 4 px; the next one, shifted, lies over two of them
        ("swin_tiny_patch4_window7_224", {"patch_embed": 4, "layers.0.blocks.0": 28, "layers.0.blocks.1": 56}),
    ],
)
def test_networks_see_what_arithmetic_says(name: str, expected: dict[str, float]) -> None:
    tree = part_tree(timm.create_model(name, num_classes=0), torch.zeros(1, 3, PX, PX))
    seen = seen_px(tree)
    assert {part: round(seen[part], 3) for part in expected} == expected
    assert tree.sees == 1.0


def test_a_plain_sequence_sees_further_from_stage_to_stage() -> None:
    tree = part_tree(make_layers(cfgs["D"]), torch.zeros(1, 3, PX, PX))
    # VGG16: 1 + 2·2, then 1 more for the pooling and 2·2·2; + 2 and 3·2·4; + 4 and 3·2·8; + 8 and 3·2·16
    assert [round(part.sees * PX, 3) for part in tree.children if part.sees] == [5, 14, 40, 92, 196]


def test_a_gate_sees_everything_but_what_it_weighs_does_not() -> None:
    network = nn.Sequential(conv(3), SqueezeExcite(4))
    assert seen_by(network) == 3
    assert seen_by(network, "1.fc1") == 64


def test_statistics_of_the_whole_sample_do_not_count() -> None:
    assert seen_by(nn.Sequential(conv(5), nn.GroupNorm(2, 4))) == 5


def test_the_widest_branch_counts() -> None:
    class Branches(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.narrow, self.wide = conv(1), conv(7)

        def forward(self, images: Tensor) -> Tensor:
            return torch.cat([self.narrow(images), self.wide(images)], dim=1)

    assert seen_by(Branches()) == 7


def test_after_upsampling_a_kernel_reaches_less_far() -> None:
    network = nn.Sequential(conv(3, stride=4), nn.Upsample(scale_factor=4), conv(3))
    seen = seen_by(network)
    assert seen and 3 <= seen <= 3 + 4  # its three positions lie over one coarse position or two, 4 px apart


def test_a_linear_layer_across_positions_sees_everything() -> None:
    assert seen_by(nn.Linear(64, 8)) == 64


def test_what_does_not_follow_from_the_input_sees_nothing() -> None:
    class Offset(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bias = nn.Linear(1, 1)

        def forward(self, images: Tensor) -> Tensor:
            return images + self.bias(torch.ones(1))

    assert seen_by(Offset(), "bias") is None


def test_a_sample_may_be_a_sequence_or_text() -> None:
    sound = outputs(nn.Conv1d(1, 2, 5), torch.zeros(1, 1, 50), {""})[""]
    text = outputs(nn.Embedding(10, 4), torch.zeros(1, 7, dtype=torch.long), {""})[""]
    assert (sound.shape, sound.sees) == ((2, 46), 0.1)
    assert (text.shape, text.sees) == ((7, 4), None)


def test_a_network_that_trips_over_nan_has_shapes_all_the_same() -> None:
    class Strict(nn.Module):
        def forward(self, images: Tensor) -> Tensor:
            if images.isnan().any():
                raise ValueError("not a number")
            return images

    output = outputs(Strict(), torch.zeros(1, 3, 8, 8), {""})[""]
    assert (output.shape, output.sees) == ((3, 8, 8), None)
