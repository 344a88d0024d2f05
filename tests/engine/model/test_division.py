import pytest
import torch
from torch import Tensor, nn

from tests.support.small import SMALL
from tlstudio.engine.backbones.build import build
from tlstudio.engine.model.division import Division, NoDivision
from tlstudio.engine.model.structure import part_tree
from tlstudio.engine.project import BackboneSpec

RANDOM = torch.Generator().manual_seed(0)


def backbone_of(name: str) -> tuple[nn.Module, Tensor]:
    """With random weights, in evaluation mode, and two samples for it."""
    torch.manual_seed(0)
    built = build(BackboneSpec(name, weights="random"))
    size_px = built.preprocessing.input_px
    return built.module.eval(), torch.randn(2, 3, size_px, size_px, generator=RANDOM)


@pytest.mark.parametrize(
    "name",
    [SMALL, "timm/resnet18", "timm/vit_tiny_patch16_224", "torchvision/squeezenet1_1", "timm/convnext_atto"],
)
def test_both_halves_together_are_the_whole_at_every_other_stage(name: str) -> None:
    backbone, sample = backbone_of(name)
    tree = part_tree(backbone, sample[:1])
    backbone.requires_grad_(False)
    for part in tree.children[1:-1:2]:
        division = Division(backbone, part.modules[-1], sample)
        other = sample.flip(0) * 0.5
        with torch.no_grad():
            torch.testing.assert_close(division.after(division.before(other)), backbone(other), rtol=1e-4, atol=1e-5)


def test_a_division_leaves_no_trace_in_the_backbone() -> None:
    backbone, sample = backbone_of(SMALL)
    backbone.train().requires_grad_(False)
    before = {name: tensor.clone() for name, tensor in backbone.state_dict().items()}
    Division(backbone, "blocks.2", sample)
    assert all(torch.equal(before[name], tensor) for name, tensor in backbone.state_dict().items())
    assert all(module.training and "forward" not in vars(module) for module in backbone.modules())


class Skipping(nn.Module):
    """The last layer looks back over the middle one at the first."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.middle, self.last = (nn.Linear(4, 4) for _ in range(3))
        self.first.requires_grad_(False)
        self.middle.requires_grad_(False)

    def forward(self, inputs: Tensor) -> Tensor:
        first = self.first(inputs)
        return self.last(self.middle(first) + first)


def test_there_is_no_cut_where_something_after_it_looks_before_it() -> None:
    sample = torch.randn(2, 4, generator=RANDOM)
    Division(Skipping(), "first", sample)
    with pytest.raises(NoDivision, match="looks at what is before"):
        Division(Skipping(), "middle", sample)


def test_there_is_no_cut_behind_something_that_learns() -> None:
    network, sample = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 4)), torch.randn(2, 4)
    with pytest.raises(NoDivision, match="learns"):
        Division(network, "1", sample)
    network[:2].requires_grad_(False)
    Division(network, "1", sample)


def test_only_what_is_after_the_cut_has_gradients() -> None:
    backbone, sample = backbone_of(SMALL)
    for name, tensor in backbone.named_parameters():
        tensor.requires_grad_(name.startswith(("blocks.4", "blocks.5", "conv_head", "norm_head")))
    division = Division(backbone, "blocks.3", sample)
    division.after(division.before(sample)).sum().backward()
    learned = {name for name, tensor in backbone.named_parameters() if tensor.grad is not None}
    assert learned == {name for name, tensor in backbone.named_parameters() if tensor.requires_grad}


class Layer(nn.Module):
    """Self-attention that looks at a mask, and gives a tuple."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)

    def forward(self, hidden: Tensor, *, mask: Tensor) -> tuple[Tensor, None]:
        seen, _ = self.attention(hidden, hidden, hidden, key_padding_mask=~mask, need_weights=False)
        return hidden + seen, None


class Transformer(nn.Module):
    """Token numbers and their mask by name → a sequence of features, as the networks of `transformers` give it."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(20, 8)
        self.layers = nn.ModuleList(Layer() for _ in range(3))

    def forward(self, *, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
        hidden = self.embedding(input_ids)
        for layer in self.layers:
            hidden, _ = layer(hidden, mask=attention_mask)
        return {"last_hidden_state": hidden, "other": hidden.mean(1)}


@pytest.mark.parametrize(("path", "masks"), [("embedding", True), ("layers.0", True), ("layers.2", False)])
def test_a_transformer_is_cut_at_any_layer_with_its_mask_where_that_is_needed(path: str, masks: bool) -> None:
    torch.manual_seed(0)
    network = Transformer().eval().requires_grad_(False)
    mask = torch.tensor([[True] * 5, [True, True, True, False, False]])
    inputs = {"input_ids": torch.randint(20, (2, 5)), "attention_mask": mask}
    division = Division(network, path, inputs)
    with torch.no_grad():
        kept = division.before(inputs)
        assert isinstance(kept, dict) is masks
        assert torch.allclose(division.after(kept), network(**inputs)["last_hidden_state"], atol=1e-6)


def test_what_looks_at_named_inputs_after_the_cut_is_not_divided() -> None:
    class Skipping(Transformer):
        def forward(self, *, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
            found = super().forward(input_ids=input_ids, attention_mask=attention_mask)
            return {"last_hidden_state": found["last_hidden_state"] + input_ids.unsqueeze(-1)}

    inputs = {"input_ids": torch.randint(1, 20, (2, 5)), "attention_mask": torch.ones(2, 5, dtype=torch.bool)}
    with pytest.raises(NoDivision):
        Division(Skipping().eval().requires_grad_(False), "layers.0", inputs)
