import pytest
import torch

from tlstudio.engine.errors import HeadError
from tlstudio.engine.model.heads import HEAD_LAYERS, POOLINGS, PRESETS, build_head, trace, with_preset
from tlstudio.engine.project import HeadSpec, LayerSpec, Pool

MAP, VECTOR = (8, 4, 4), (8,)


@pytest.mark.parametrize("pool", POOLINGS)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_on_every_pooling_gives_logits_and_the_parameters_it_promised(pool: Pool, preset: str) -> None:
    spec = HeadSpec(pool, PRESETS[preset].layers)
    features = VECTOR if pool == "own" else MAP
    head = build_head(spec, features, outputs=3)
    assert head(torch.rand(2, *features)).shape == (2, 3)
    promised = sum(row.parameters for row in trace(spec, features, 3))
    assert promised == sum(parameter.numel() for parameter in head.parameters())


@pytest.mark.parametrize("kind", HEAD_LAYERS)
def test_every_layer_builds_with_the_parameters_it_promised(kind: str) -> None:
    info = HEAD_LAYERS[kind]  # pyright: ignore[reportArgumentType]
    spec = HeadSpec("avg", (info.default,))
    head = build_head(spec, MAP, outputs=3)
    assert head(torch.rand(2, *MAP)).shape == (2, 3)
    promised = sum(row.parameters for row in trace(spec, MAP, 3))
    assert promised == sum(parameter.numel() for parameter in head.parameters())


def test_gem_with_power_one_is_the_average() -> None:
    head = build_head(HeadSpec("gem"), MAP, outputs=3)
    head.pool.p.data.fill_(1.0)  # pyright: ignore[reportCallIssue, reportAttributeAccessIssue]
    features = torch.rand(2, *MAP) + 0.1
    assert torch.allclose(head.pool(features), features.mean((2, 3)), atol=1e-6)


@pytest.mark.parametrize(
    ("spec", "features", "sentence"),
    [
        (HeadSpec("avg"), VECTOR, "pools its features itself"),
        (HeadSpec("own"), MAP, "choose average, max, both or GeM"),
        (HeadSpec("avg", (LayerSpec("linear", width=65_536), LayerSpec("linear", width=65_536))), MAP, "fewer units"),
    ],
)
def test_a_head_that_cannot_be_built_is_explained(spec: HeadSpec, features: tuple[int, ...], sentence: str) -> None:
    with pytest.raises(HeadError, match=sentence):
        build_head(spec, features, outputs=3)


def test_a_cosine_output_sees_only_the_direction_of_the_features():
    head = build_head(HeadSpec(output="cosine"), MAP, outputs=3)
    maps = torch.rand(2, *MAP)
    assert torch.allclose(head(maps), head(5 * maps), atol=1e-5)
    rows = trace(HeadSpec(output="cosine"), MAP, 3)
    assert rows[-1].parameters == sum(parameter.numel() for parameter in head.parameters())


def test_a_cosine_output_gives_no_numbers():
    with pytest.raises(HeadError, match=r"choose a linear output \(head\.output=linear\)"):
        build_head(HeadSpec(output="cosine"), MAP, outputs=1, task="regression")


def test_a_preset_says_how_its_head_is_found_and_leaves_the_pooling():
    solved = with_preset(HeadSpec("max"), PRESETS["closed_form"])
    assert solved == HeadSpec("max", solver="ridge")
    assert with_preset(solved, PRESETS["hidden"]).solver == "steps"
