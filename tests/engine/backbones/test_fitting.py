from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import save_file

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.backbones.fitting import Fit, fit_of
from tlstudio.engine.errors import WeightsMismatch, WeightsUnavailable
from tlstudio.engine.project import BackboneSpec

SMALL = "timm/mobilenetv3_small_050"


@pytest.fixture(scope="module")
def published() -> dict[str, torch.Tensor]:
    """Weights as the hub has them: with a classifier."""
    return timm.create_model(find(SMALL).architecture).state_dict()


def fit(tensors: dict[str, torch.Tensor], folder: Path, name: str = SMALL) -> Fit:
    save_file(tensors, folder / "mine.safetensors")
    return fit_of(BackboneSpec(name, str(folder / "mine.safetensors")))


def test_published_weights_fit_and_leave_their_classifier_behind(published: dict[str, torch.Tensor], tmp_path: Path):
    found = fit(published, tmp_path)
    assert (found.problem, found.is_converted) == ("", False)
    assert found.counts == {"fits": len(published) - 2, "classifier": 2}


def test_what_does_not_fit_stands_first_with_both_shapes(published: dict[str, torch.Tensor], tmp_path: Path):
    changed = {name: tensor for name, tensor in published.items() if name != "bn1.bias"}
    found = fit(changed | {"conv_stem.weight": torch.ones(16, 1, 3, 3), "strange": torch.ones(2)}, tmp_path)
    rows = [(tensor.name, tensor.in_file, tensor.in_network, tensor.kind) for tensor in found.tensors[:3]]
    assert rows == [
        ("conv_stem.weight", (16, 1, 3, 3), (16, 3, 3, 3), "shape"),
        ("bn1.bias", None, (16,), "missing"),
        ("strange", (2,), None, "extra"),
    ]
    assert "bn1.bias is missing; conv_stem.weight has another shape" in found.problem


def test_a_file_that_the_library_translates_can_be_used(tmp_path: Path):
    name = "timm/vit_tiny_patch16_224"
    tensors = timm.create_model(find(name).architecture, img_size=96).state_dict()
    found = fit(tensors, tmp_path, name)  # positions of 6 × 6 patches, where the network has 14 × 14
    assert (found.problem, found.is_converted, found.counts["shape"]) == ("", True, 1)


def test_a_file_without_tensors_is_refused_before_anything_is_compared(tmp_path: Path):
    (tmp_path / "mine.safetensors").write_bytes(b"<!doctype html>")
    with pytest.raises(WeightsMismatch, match="is a web page"):
        fit_of(BackboneSpec(SMALL, str(tmp_path / "mine.safetensors")))
    torch.save({"a": torch.ones(1)}, tmp_path / "mine.pth")
    with pytest.raises(WeightsUnavailable, match="only if you trust"):
        fit_of(BackboneSpec(SMALL, str(tmp_path / "mine.pth")))
