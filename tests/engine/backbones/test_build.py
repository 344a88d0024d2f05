import re
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import load_file, save, save_file

from tests.support.local_hub import Server
from tests.support.small import SMALL, train
from tlstudio.engine.backbones import torchvision_networks
from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.backbones.catalogue import RECOMMENDED, BackboneInfo, catalogue, find
from tlstudio.engine.backbones.download import fetch
from tlstudio.engine.backbones.places import bundled_weights
from tlstudio.engine.errors import BackboneError, WeightsMismatch, WeightsUnavailable
from tlstudio.engine.model.heads import PRESETS as HEADS
from tlstudio.engine.model.heads import build_head, with_preset
from tlstudio.engine.project import BackboneSpec, DataSpec, HeadSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.events import RunStarted


def smallest_of_each_family() -> list[BackboneInfo]:
    by_cost = sorted(catalogue().values(), key=lambda info: info.gflops or float("inf"), reverse=True)
    return list({info.family: info for info in by_cost}.values())


def features(backbone: Backbone, images: int = 2) -> torch.Tensor:
    px = backbone.preprocessing.input_px
    with torch.no_grad():
        return backbone.module.eval()(torch.rand(images, 3, px, px))


def random_weights(name: str, own_pooling: bool = False) -> Backbone:
    return build(BackboneSpec(name, "random"), own_pooling=own_pooling)


@pytest.mark.parametrize("info", smallest_of_each_family(), ids=lambda info: info.family)
def test_two_images_go_through_each_family_and_every_head_on_it(info: BackboneInfo):
    out = features(random_weights(info.name))
    assert out.shape == (2, *info.shape) and bool(torch.isfinite(out).all())
    pooled = HeadSpec("own" if info.pools_itself else "avg")
    for preset in HEADS.values():
        assert build_head(with_preset(pooled, preset), info.shape, outputs=3)(out).shape == (2, 3)


@pytest.mark.parametrize("name", ["torchvision/vgg11", "torchvision/densenet121", "torchvision/convnext_tiny", SMALL])
def test_a_network_can_pool_its_own_way(name: str):
    assert features(random_weights(name, own_pooling=True)).shape == (2, find(name).pooled)


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        (RECOMMENDED, "conv_stem.weight"),
        ("torchvision/resnet18", "layer1.0.conv1.weight"),
        ("torchvision/vgg11", "features.0.weight"),
        ("timm/resnet18", "layer1.0.conv1.weight"),
    ],
)
def test_parameters_keep_the_librarys_names_and_no_classifier_is_left(name: str, parameter: str):
    names = dict(random_weights(name).module.named_parameters())
    assert parameter in names
    assert not [name for name in names if name.startswith(("classifier", "fc", "head"))]


def test_vgg16_is_its_convolutions_alone():
    module = random_weights("timm/vgg16").module
    assert sum(parameter.numel() for parameter in module.parameters()) == 14_714_688  # Keras: VGG16 without its top


def test_random_weights_follow_the_seed():
    torch.manual_seed(7)
    first = random_weights(SMALL).module.state_dict()
    torch.manual_seed(7)
    again = random_weights(SMALL)
    assert all(torch.equal(first[name], tensor) for name, tensor in again.module.state_dict().items())
    assert again.weights == "random"


def test_the_bundled_network_has_its_imagenet_weights():
    backbone = build(BackboneSpec())
    path = bundled_weights()
    assert path is not None
    stored = torch.load(path, weights_only=True)
    assert torch.equal(backbone.module.state_dict()["conv_stem.weight"], stored["_conv_stem.weight"])
    assert torch.equal(backbone.module.state_dict()["bn2.running_var"], stored["_bn1.running_var"])
    assert backbone.weights == "ImageNet-1k, bundled"
    assert (backbone.preprocessing.mean, backbone.preprocessing.std) == ((0.5,) * 3, (0.5,) * 3)
    assert features(backbone).shape == (2, 1280, 7, 7)


def test_bundled_tensors_are_paired_with_their_own_kind():
    path = bundled_weights()
    assert path is not None
    backbone = build(BackboneSpec())
    for stored, ours in zip(torch.load(path, weights_only=True), backbone.module.state_dict(), strict=False):
        assert stored.rpartition(".")[2] == ours.rpartition(".")[2]


@pytest.mark.parametrize("name", [RECOMMENDED, "timm/vit_tiny_patch16_224", "torchvision/vit_b_32"])
def test_another_size_reaches_the_network_and_the_preprocessing(name: str):
    backbone = build(BackboneSpec(name, "random", 96))
    assert backbone.preprocessing.input_px == 96
    assert len(features(backbone)) == 2


@pytest.mark.parametrize("name", ["torchvision/alexnet", "torchvision/vit_b_32", "timm/vgg16"])
def test_a_size_the_network_cannot_take_is_said(name: str):
    with pytest.raises(BackboneError, match="20 px"):
        build(BackboneSpec(name, "random", 20))


def test_weights_that_are_not_here_say_size_licence_and_the_other_ways():
    with pytest.raises(WeightsUnavailable) as caught:
        build(BackboneSpec("torchvision/vgg16"))
    assert str(caught.value) == (
        "The weights of VGG-16 are not on this computer: 553 MB to download, licence BSD-3-Clause. "
        "On this computer: EfficientNet-Lite0. Or train from scratch with backbone.weights=random."
    )


def test_without_a_connection_the_other_ways_are_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TLSTUDIO_HUB", "http://127.0.0.1:1")
    with pytest.raises(WeightsUnavailable, match=r"cannot be downloaded \(no connection\)\. On this computer: Eff"):
        build(BackboneSpec(SMALL), download=True)


def published(name: str) -> dict[str, torch.Tensor]:
    """Weights as the hub has them: with a classifier."""
    return timm.create_model(find(name).architecture).state_dict()


def test_weights_are_downloaded_once_and_then_are_here(server: Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TLSTUDIO_HUB", server.url)
    tensors = published(SMALL)
    address = f"/{find(SMALL).hub}/resolve/main/model.safetensors"
    server.files[address] = save(tensors)
    first = build(BackboneSpec(SMALL), download=True)
    server.files.clear()
    second = build(BackboneSpec(SMALL))
    assert (first.weights, second.weights) == ("ImageNet-1k, downloaded", "ImageNet-1k, on this computer")
    for backbone in (first, second):
        assert torch.equal(backbone.module.state_dict()["conv_stem.weight"], tensors["conv_stem.weight"])


def test_a_run_trains_with_weights_that_were_downloaded(
    server: Server, monkeypatch: pytest.MonkeyPatch, colour_images: Path, tmp_path: Path
):
    monkeypatch.setenv("TLSTUDIO_HUB", server.url)
    tensors = published(SMALL)
    server.files[f"/{find(SMALL).hub}/resolve/main/model.safetensors"] = save(tensors)
    fetch(find(SMALL))
    server.files.clear()
    project = ProjectSpec(
        data=DataSpec(str(colour_images), test_share=0),
        backbone=BackboneSpec(SMALL, input_px=32),
        training=TrainingSpec(epochs=1, batch_size=8),
    )
    run, events = train(project, tmp_path / "001")
    assert isinstance(events[0], RunStarted)
    assert events[0].weights == "ImageNet-1k, on this computer"
    kept = load_file(run.last_checkpoint() / "model.safetensors")["backbone.conv_stem.weight"]
    assert torch.equal(kept, tensors["conv_stem.weight"])  # frozen


def test_a_hub_without_safetensors_gives_its_pickle(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("TLSTUDIO_HUB", server.url)
    torch.save(published(SMALL), tmp_path / "weights.bin")
    server.files[f"/{find(SMALL).hub}/resolve/main/pytorch_model.bin"] = (tmp_path / "weights.bin").read_bytes()
    assert build(BackboneSpec(SMALL), download=True).weights == "ImageNet-1k, downloaded"


def test_a_file_of_the_users_is_loaded_whatever_its_classifier(tmp_path: Path):
    tensors = published(SMALL)
    tensors["classifier.weight"], tensors["classifier.bias"] = torch.ones(3, 1024), torch.ones(3)
    save_file(tensors, tmp_path / "mine.safetensors")
    backbone = build(BackboneSpec(SMALL, str(tmp_path / "mine.safetensors")))
    assert backbone.weights == "from mine.safetensors"
    assert torch.equal(backbone.module.state_dict()["conv_stem.weight"], tensors["conv_stem.weight"])


@pytest.mark.parametrize("name", ["torchvision/googlenet", "torchvision/convnext_tiny", "torchvision/vit_b_32"])
def test_published_weights_of_torchvision_leave_only_their_classifier_behind(name: str, tmp_path: Path):
    tensors = torchvision_networks.published(find(name), 224).state_dict()
    save_file(tensors, tmp_path / "net.safetensors")
    loaded = build(BackboneSpec(name, str(tmp_path / "net.safetensors"))).module.state_dict()
    assert all(torch.equal(tensors[key], loaded[key]) for key in loaded)


def test_densenet_is_loaded_under_its_old_names(tmp_path: Path):
    saved = random_weights("torchvision/densenet121").module.state_dict()
    old = {re.sub(r"(denselayer\d+\.(?:norm|conv))([12])", r"\1.\2", key): saved[key] for key in saved}
    assert old.keys() != saved.keys()
    save_file(old, tmp_path / "net.safetensors")
    loaded = build(BackboneSpec("torchvision/densenet121", str(tmp_path / "net.safetensors"))).module.state_dict()
    assert all(torch.equal(saved[key], loaded[key]) for key in saved)


@pytest.mark.parametrize("name", [SMALL, RECOMMENDED, "torchvision/resnet18"])
def test_a_backbone_saved_without_classifier_is_loaded_again(name: str, tmp_path: Path):
    saved = random_weights(name).module.state_dict()
    save_file(saved, tmp_path / "mine.safetensors")
    loaded = build(BackboneSpec(name, str(tmp_path / "mine.safetensors"))).module.state_dict()
    assert all(torch.equal(saved[key], loaded[key]) for key in saved)


@pytest.mark.parametrize("name", [SMALL, "torchvision/mobilenet_v3_small"])
def test_weights_of_another_network_are_refused(name: str, tmp_path: Path):
    save_file(random_weights("torchvision/resnet18").module.state_dict(), tmp_path / "other.safetensors")
    with pytest.raises(WeightsMismatch, match=r"are not of MobileNet .*missing.*do not belong"):
        build(BackboneSpec(name, str(tmp_path / "other.safetensors")))


def test_a_transformer_at_another_size_resizes_its_positions(tmp_path: Path):
    name = "timm/vit_tiny_patch16_224"
    save_file(published(name), tmp_path / "vit.safetensors")
    backbone = build(BackboneSpec(name, str(tmp_path / "vit.safetensors"), 96))
    assert backbone.module.state_dict()["pos_embed"].shape == (1, 6 * 6 + 1, 192)
    assert features(backbone).shape == (2, 192)
