from pathlib import Path

import pytest

from tlstudio.engine.backbones.catalogue import RECOMMENDED, find
from tlstudio.engine.backbones.places import download_target
from tlstudio.engine.backbones.stored import StoredWeights, delete, stored_weights, total_bytes
from tlstudio.engine.errors import StorageError

VGG = "torchvision/vgg16"


@pytest.fixture
def own(empty_computer: Path) -> Path:
    """A file of weights in the app's own folder."""
    empty_computer.mkdir()
    path = download_target(find(VGG).urls[0])
    path.write_bytes(bytes(3000))
    return path


def by_name() -> dict[str, StoredWeights]:
    return {one.path.name: one for one in stored_weights()}


def test_an_empty_computer_has_the_bundled_weights():
    (only,) = stored_weights()
    assert (only.place, only.backbone, only.is_ours) == ("bundled", find(RECOMMENDED), False)
    assert total_bytes([only]) == 0


def test_files_are_listed_with_their_backbone_and_size(own: Path):
    (own.parent / "strange.bin").write_bytes(bytes(10))
    stored = by_name()
    assert (stored[own.name].backbone, stored[own.name].size_bytes) == (find(VGG), 3000)
    assert stored["strange.bin"].backbone is None
    assert total_bytes(stored.values()) == 3010


def test_an_unfinished_download_is_named_as_one(own: Path):
    partial = own.with_name(f".{own.name}.0123456789abcdef.part")
    partial.write_bytes(bytes(5))
    stored = by_name()[partial.name]
    assert stored.is_unfinished
    assert stored.backbone == find(VGG)


def test_files_of_other_programs_are_shown_as_theirs_and_stay(tmp_path: Path):
    checkpoints = tmp_path / "torch" / "hub" / "checkpoints"
    checkpoints.mkdir(parents=True)
    theirs = checkpoints / find(VGG).urls[0].rpartition("/")[2]
    theirs.write_bytes(bytes(20))
    stored = by_name()[theirs.name]
    assert (stored.place, stored.is_ours) == ("torch", False)
    with pytest.raises(StorageError, match="belongs to another program"):
        delete(stored)
    assert theirs.exists()


def test_the_cache_of_the_hub_is_listed(tmp_path: Path):
    repository = tmp_path / "hub" / "hub" / f"models--timm--{find('timm/resnet18').architecture}"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("abc")
    (repository / "snapshots" / "abc").mkdir(parents=True)
    (repository / "snapshots" / "abc" / "model.safetensors").write_bytes(bytes(7))
    stored = by_name()["model.safetensors"]
    assert (stored.place, stored.size_bytes, stored.backbone) == ("hub", 7, find("timm/resnet18"))


def test_our_own_can_be_deleted(own: Path):
    delete(by_name()[own.name])
    assert not own.exists()


def test_only_what_lies_in_our_folder_is_ours_to_delete(tmp_path: Path):
    elsewhere = tmp_path / "mine.bin"
    elsewhere.touch()
    with pytest.raises(StorageError):
        delete(StoredWeights(elsewhere, "app", 0, None))
    assert elsewhere.exists()
