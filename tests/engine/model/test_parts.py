import pytest
import timm
import torch
from torch import nn
from torchvision.models import convnext_tiny, mobilenet_v3_small

from tlstudio.engine.backbones.build import build
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.structure import part_tree
from tlstudio.engine.project import BackboneSpec


def tree_of(name: str) -> tuple[Part, nn.Module]:
    module = timm.create_model(name, num_classes=0)
    config = timm.get_pretrained_cfg(name)
    assert config is not None
    return part_tree(module, torch.zeros(1, *config.input_size)), module


@pytest.mark.parametrize(
    ("name", "first", "level", "count"),
    [
        ("resnet18", "Stem", "stage", 4),
        ("tf_efficientnet_lite0", "Stem", "stage", 7),
        ("convnext_atto", "Stem", "stage", 4),
        ("regnety_002", "Stem", "stage", 4),
        ("densenet121", "Stem", "stage", 4),
        ("vit_tiny_patch16_224", "Embedding", "block", 12),
        ("swin_tiny_patch4_window7_224", "Embedding", "stage", 4),
        ("mixer_s16_224", "Stem", "block", 8),
        ("mobilenetv3_small_050", "Stem", "stage", 6),
        ("hrnet_w18_small", "Stem", "stage", 4),
        ("fastvit_t8", "Stem", "stage", 4),
        ("levit_128s", "Stem", "stage", 3),
        ("xcit_nano_12_p8_224", "Embedding", "block", 12 + 2),  # two more for the class token
    ],
)
def test_networks_divide_into_the_stages_their_papers_name(name: str, first: str, level: str, count: int) -> None:
    tree, module = tree_of(name)
    assert tree.children[0].title == first
    assert sum(part.level == level for part in tree.children) == count
    assert tree.parameters == sum(parameter.numel() for parameter in module.parameters())


@pytest.mark.parametrize("name", ["tf_efficientnet_lite0", "vit_tiny_patch16_224", "coat_tiny", "hrnet_w18_small"])
def test_parameters_add_up_at_every_level_and_names_are_unique(name: str) -> None:
    tree, module = tree_of(name)
    for part in tree.walk():
        assert not part.children or part.parameters == sum(child.parameters for child in part.children)
    names = [part.name for part in tree.walk()]
    assert len(names) == len(set(names))
    assert tree.parameters == sum(parameter.numel() for parameter in module.parameters())


def test_a_plain_sequence_is_divided_at_its_pooling_layers() -> None:
    backbone = build(BackboneSpec("torchvision/vgg16", weights="random", input_px=32))
    tree = part_tree(backbone.module, torch.zeros(1, 3, 32, 32))
    assert [part.title for part in tree.children] == [f"Stage {number}" for number in range(1, 6)]
    assert [len(part.children) for part in tree.children] == [2, 2, 3, 3, 3]  # VGG16: Simonyan & Zisserman 2015, D


def test_what_stands_between_stages_is_a_transition() -> None:
    tree = part_tree(convnext_tiny().features)
    titles = [part.title for part in tree.children]
    assert titles[:4] == ["Stem", "Stage 1", "Transition 1", "Stage 2"]


def test_what_holds_no_blocks_is_a_block() -> None:
    tree = part_tree(mobilenet_v3_small().features)  # 11 inverted residuals: Howard et al. 2019, table 2
    titles = [part.title for part in tree.children]
    assert titles == ["Stem", *(f"Block {number}" for number in range(1, 12)), "Last conv"]


def test_parts_know_the_shape_of_their_output() -> None:
    tree, _ = tree_of("resnet18")
    assert [part.shape for part in tree.children][1:] == [(64, 56, 56), (128, 28, 28), (256, 14, 14), (512, 7, 7)]


def test_a_parameter_that_two_modules_share_counts_once() -> None:
    class Tied(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first = nn.Linear(4, 4, bias=False)
            self.second = nn.Linear(4, 4, bias=False)
            self.second.weight = self.first.weight

    assert part_tree(Tied()).parameters == 16
