import pytest
import torch
from torch import Tensor, nn

from tests.support.small import SMALL
from tlstudio.engine.backbones.build import build
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.project import BackboneSpec, FreezeSpec, HeadSpec

IMAGES = torch.rand(4, 3, 32, 32, generator=torch.Generator().manual_seed(0))


def classifier_with(*frozen: str) -> Classifier:
    torch.manual_seed(0)
    backbone = build(BackboneSpec(SMALL, weights="random", input_px=32))
    return build_classifier(backbone.module, IMAGES[:1], FreezeSpec(frozen), HeadSpec(), 3, seed=0)


def backbone_state(classifier: Classifier, prefix: str) -> dict[str, Tensor]:
    state = classifier.backbone.state_dict()
    return {name: tensor.clone() for name, tensor in state.items() if name.startswith(prefix)}


def train_once(classifier: Classifier) -> None:
    classifier.train()
    optimizer = torch.optim.SGD([p for p in classifier.parameters() if p.requires_grad], lr=0.1)
    classifier(IMAGES).sum().backward()
    optimizer.step()


@pytest.mark.parametrize("frozen", [("blocks.2",), ("stem", "blocks.0", "blocks.1", "blocks.2"), ("all",)])
def test_frozen_parts_keep_their_weights_and_batchnorm_statistics(frozen: tuple[str, ...]) -> None:
    classifier = classifier_with(*frozen)
    before = backbone_state(classifier, "blocks.2.")
    train_once(classifier)
    after = backbone_state(classifier, "blocks.2.")
    assert all(torch.equal(before[name], after[name]) for name in before)


def test_trainable_parts_move_weights_and_statistics() -> None:
    classifier = classifier_with("stem", "blocks.0")
    before = backbone_state(classifier, "blocks.2.")
    train_once(classifier)
    moved = [name for name, tensor in backbone_state(classifier, "blocks.2.").items() if not tensor.equal(before[name])]
    assert any(name.endswith("running_mean") for name in moved)
    assert any(name.endswith("weight") for name in moved)


def test_gradients_of_frozen_parts_do_not_exist() -> None:
    classifier = classifier_with("stem", "blocks.0")
    train_once(classifier)
    parameters = dict(classifier.backbone.named_parameters())
    assert parameters["conv_stem.weight"].grad is None
    assert parameters["blocks.1.0.conv_pw.weight"].grad is not None


def test_nothing_before_the_cut_runs_backward() -> None:
    classifier = classifier_with("stem", "blocks.0", "blocks.1")
    leads_back: dict[str, bool] = {}
    for path in ("conv_stem", "blocks.1", "blocks.2"):
        module = classifier.backbone.get_submodule(path)

        def note(_module: nn.Module, _inputs: object, output: Tensor, path: str = path) -> None:
            leads_back[path] = output.requires_grad

        module.register_forward_hook(note)
    train_once(classifier)
    assert leads_back == {"conv_stem": False, "blocks.1": False, "blocks.2": True}


def test_dropout_inside_a_frozen_part_does_not_drop() -> None:
    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(3, 8, 1)
            self.drop = nn.Dropout(0.5)

        def forward(self, images: Tensor) -> Tensor:
            return self.drop(self.conv(images))

    backbone = nn.Sequential(Block(), nn.Conv2d(8, 8, 1))
    classifier = build_classifier(backbone, IMAGES[:1], FreezeSpec(("all",)), HeadSpec(), 3, seed=0).train()
    with torch.no_grad():
        assert torch.equal(classifier.backbone(IMAGES), classifier.backbone(IMAGES))


def test_the_two_sides_of_the_cut_make_the_whole() -> None:
    classifier = classifier_with("all").eval()
    with torch.no_grad():
        assert torch.equal(classifier(IMAGES), classifier.after_cut(classifier.before_cut(IMAGES)))
