import subprocess
import sys
from pathlib import Path

import pytest

from tlstudio.engine.backbones.catalogue import RECOMMENDED, as_row, catalogue, find, weights_state
from tlstudio.engine.errors import UnknownBackbone
from tlstudio.engine.project import BackboneSpec


def test_there_are_more_than_a_thousand_backbones():
    assert len(catalogue()) > 1000


def test_the_default_of_a_new_project_is_the_recommended_one_and_stands_first():
    assert BackboneSpec().name == RECOMMENDED == next(iter(catalogue()))


def test_every_entry_is_complete():
    for info in catalogue().values():
        assert info.title and info.family and info.licence and info.trained_on
        assert info.parameters > 0 and info.size_mb > 0 and info.input_px >= 32
        assert len(info.shape) in (1, 3) and info.pooled > 0
        assert len(info.mean) == len(info.std) == 3
        assert info.urls or info.name == RECOMMENDED


def test_the_families_that_everybody_asks_for_are_there():
    families = {info.family for info in catalogue().values()}
    assert families >= {"VGG", "ResNet", "EfficientNet", "MobileNet", "ConvNeXt", "ViT", "Swin", "DenseNet"}


def test_facts_of_resnet50_are_the_published_ones():
    info = find("torchvision/resnet50")  # 25.6 M parameters, 4.09 GFLOPs, 80.858 %: torchvision's own table
    assert (info.parameters, info.gflops, info.accuracy) == (25_557_032, 4.089, 80.858)
    assert info.shape == (2048, 7, 7) and info.licence == "BSD-3-Clause"


def test_counted_operations_agree_with_the_published_ones():
    assert find("timm/resnet50").gflops == pytest.approx(find("torchvision/resnet50").gflops, rel=0.01)


def test_accuracy_of_timm_is_never_made_up():
    assert all(info.accuracy is None for info in catalogue().values() if info.library != "torchvision")


def test_a_wrong_name_asks_for_the_closest():
    with pytest.raises(UnknownBackbone, match=r"did you mean 'timm/resnet50'\?"):
        find("timm/resnet5O")


def test_a_row_is_what_the_command_line_promises():
    row = as_row(find(RECOMMENDED))
    keys = "name, title, family, parameters, gflops, input_px, accuracy, licence, weights, size_mb"
    assert ", ".join(row) == keys
    assert (row["weights"], row["title"], row["licence"]) == ("bundled", "EfficientNet-Lite0", "Apache-2.0")


def test_weights_in_our_own_folder_are_here(empty_computer: Path):
    info = find("timm/resnet50")
    assert weights_state(info) == "download"
    empty_computer.mkdir()
    (empty_computer / f"timm--{info.architecture}--model.safetensors").touch()
    assert weights_state(info) == "here"


def test_weights_in_the_cache_of_the_hub_are_here(tmp_path: Path):
    info = find("timm/resnet18")
    repository = tmp_path / "hub" / "hub" / f"models--timm--{info.architecture}"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("abc123")
    (repository / "snapshots" / "abc123").mkdir(parents=True)
    assert weights_state(info) == "download"
    (repository / "snapshots" / "abc123" / "model.safetensors").touch()
    assert weights_state(info) == "here"


def test_weights_in_the_cache_of_torch_are_here(tmp_path: Path):
    checkpoints = tmp_path / "torch" / "hub" / "checkpoints"
    checkpoints.mkdir(parents=True)
    (checkpoints / "vgg16-397923af.pth").touch()
    assert weights_state(find("torchvision/vgg16")) == "here"


def test_reading_the_catalogue_imports_neither_torch_nor_timm():
    code = (
        "import sys; from tlstudio.engine.backbones.catalogue import as_row, catalogue;"
        "rows = [as_row(info) for info in catalogue().values()];"
        "sys.exit('torch' in sys.modules or 'timm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
