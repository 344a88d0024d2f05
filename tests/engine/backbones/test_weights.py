import os
import pickle
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from tlstudio.engine.backbones.weights import check_fit, read_weights
from tlstudio.engine.errors import WeightsMismatch, WeightsUnavailable

TENSORS = {"a.weight": torch.ones(2, 3), "a.bias": torch.zeros(2)}


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    save_file(TENSORS, tmp_path / "net.safetensors")
    return tmp_path / "net.safetensors"


def test_safetensors_are_read_as_they_are(safe: Path):
    assert torch.equal(read_weights(safe)["a.weight"], TENSORS["a.weight"])


def test_a_file_cut_off_is_named(safe: Path):
    os.truncate(safe, safe.stat().st_size - 4)
    with pytest.raises(WeightsMismatch, match=r"net\.safetensors is damaged or cut off"):
        read_weights(safe)


def test_a_name_that_stands_twice_is_refused(safe: Path):
    safe.write_bytes(safe.read_bytes().replace(b'"a.weight"', b'"a.bias"  ', 1))
    with pytest.raises(WeightsMismatch):
        read_weights(safe)


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"<!DOCTYPE html><html>", "is a web page")])
def test_what_is_no_weights_file_at_all_is_said(tmp_path: Path, content: bytes, reason: str):
    for name in ("net.safetensors", "net.pth"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(WeightsMismatch, match=f"{name} {reason}"):
            read_weights(tmp_path / name, trusted=True)


def test_a_missing_file_and_a_strange_ending_are_said(tmp_path: Path):
    with pytest.raises(WeightsUnavailable, match="There is no weights file at"):
        read_weights(tmp_path / "net.pth")
    (tmp_path / "net.txt").touch()
    with pytest.raises(WeightsUnavailable, match="is not a weights file"):
        read_weights(tmp_path / "net.txt")


def test_a_pickle_is_opened_only_when_trusted(tmp_path: Path):
    torch.save(TENSORS, tmp_path / "net.pth")
    with pytest.raises(WeightsUnavailable, match="Open it only if you trust"):
        read_weights(tmp_path / "net.pth")
    assert list(read_weights(tmp_path / "net.pth", trusted=True)) == list(TENSORS)


@pytest.mark.parametrize("wrapper", ["state_dict", "model"])
def test_a_training_scripts_wrapper_is_opened(tmp_path: Path, wrapper: str):
    torch.save({wrapper: TENSORS, "epoch": 3}, tmp_path / "net.pt")
    assert list(read_weights(tmp_path / "net.pt", trusted=True)) == list(TENSORS)


def test_a_pickle_with_code_in_it_is_never_run(tmp_path: Path):
    class Attack:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "ran"),)

    for save in (torch.save, lambda value, path: path.write_bytes(pickle.dumps(value, protocol=2))):
        save(Attack(), tmp_path / "net.pth")
        with pytest.raises(WeightsMismatch):
            read_weights(tmp_path / "net.pth", trusted=True)
    assert not (tmp_path / "ran").exists()


def test_other_things_than_tensors_are_refused(tmp_path: Path):
    for content in ({"a": 1}, [1, 2], {}, {"a": torch.ones(1), "epoch": 2}):
        torch.save(content, tmp_path / "net.pth")
        with pytest.raises(WeightsMismatch, match=r"net\.pth holds"):
            read_weights(tmp_path / "net.pth", trusted=True)


def test_a_number_that_is_none_is_found(tmp_path: Path):
    save_file(TENSORS | {"a.bias": torch.tensor([0.0, float("nan")])}, tmp_path / "net.safetensors")
    with pytest.raises(WeightsMismatch, match=r"is damaged: a\.bias is not finite"):
        read_weights(tmp_path / "net.safetensors")


@pytest.mark.parametrize("prefix", ["module.", "backbone."])
def test_prefixes_of_wrappers_are_taken_off(tmp_path: Path, prefix: str):
    save_file({prefix + name: tensor for name, tensor in TENSORS.items()}, tmp_path / "net.safetensors")
    assert set(read_weights(tmp_path / "net.safetensors")) == set(TENSORS)


def test_our_own_models_give_their_backbone(tmp_path: Path):
    save_file({"backbone.a": torch.ones(1), "head.out.weight": torch.ones(2)}, tmp_path / "net.safetensors")
    assert list(read_weights(tmp_path / "net.safetensors")) == ["a"]


def test_weights_of_another_network_name_what_does_not_fit():
    found = {"a.weight": torch.ones(5, 3), "b": torch.ones(1), "fc.weight": torch.ones(7, 2)}
    with pytest.raises(WeightsMismatch) as caught:
        check_fit(found, TENSORS, ("fc",), "VGG-16")
    assert str(caught.value) == (
        "These weights are not of VGG-16: a.bias is missing; a.weight has another shape; b does not belong to it. "
        "Choose the network they are of."
    )
