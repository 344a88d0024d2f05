from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.support.small import train
from tlstudio.engine.data.image import source
from tlstudio.engine.data.image.reading import Framing, read_pixels
from tlstudio.engine.data.image.samples import ImageSamples
from tlstudio.engine.data.image.source import ImageSource
from tlstudio.engine.data.image.transforms import Augment, Normalise
from tlstudio.engine.places import features_folder
from tlstudio.engine.project import AugmentSpec, ProjectSpec
from tlstudio.engine.runs.events import EpochEnded, RunStarted
from tlstudio.engine.training.inputs.decoded_store import DecodedOnDisk
from tlstudio.engine.training.setup import prepare

FRAMING = Framing(size_px=33)  # odd: a row is no whole number of float32


@pytest.fixture
def paths(colour_images: Path) -> list[Path]:
    return sorted((colour_images / "red").glob("*.png"))


def source_of(paths: list[Path], framing: Framing = FRAMING) -> ImageSource:
    images = samples_of(paths, framing)
    images.keep_decoded_in(DecodedOnDisk(images))
    return images.source


def samples_of(paths: list[Path], framing: Framing) -> ImageSamples:
    source = ImageSource(paths, framing, kept_bytes=0)
    normalise = Normalise((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
    return ImageSamples(source, normalise, Augment(AugmentSpec(), 0), torch.device("cpu"))


def pixels_of(one: ImageSource) -> torch.Tensor:
    return torch.cat([pixels for _, pixels in one.batches([[0, 1], [2, 3, 4]])])


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file that is decoded from now on."""
    found: list[Path] = []

    def counted(path: Path, framing: Framing) -> np.ndarray:
        found.append(path)
        return read_pixels(path, framing)

    monkeypatch.setattr(source, "read_pixels", counted)
    return found


def test_what_was_decoded_once_is_read_from_the_disk(paths: list[Path], decoded: list[Path]) -> None:
    first = pixels_of(source_of(paths[:5]))
    assert sorted(decoded) == paths[:5]
    assert torch.equal(pixels_of(source_of(paths[:5])), first)
    assert len(decoded) == 5
    assert first[3].numpy().tolist() == read_pixels(paths[3], FRAMING).tolist()


def test_another_size_is_decoded_anew(paths: list[Path], decoded: list[Path]) -> None:
    pixels_of(source_of(paths[:5]))
    pixels_of(source_of(paths[:5], Framing(size_px=32)))
    assert len(decoded) == 10


def test_an_edited_image_loses_its_pixels(paths: list[Path], tmp_path: Path, decoded: list[Path]) -> None:
    copies = [tmp_path / path.name for path in paths[:5]]
    for path, copy in zip(paths, copies, strict=False):
        copy.write_bytes(path.read_bytes())
    pixels_of(source_of(copies))
    copies[2].write_bytes(paths[7].read_bytes())
    changed = pixels_of(source_of(copies))
    assert decoded[5:] == [copies[2]]
    assert changed[2].numpy().tolist() == read_pixels(paths[7], FRAMING).tolist()


def test_no_room_on_disk_decodes_again_and_says_so(paths: list[Path], decoded: list[Path]) -> None:
    images = samples_of(paths[:5], FRAMING)
    store = DecodedOnDisk(images, budget_bytes=1000)
    images.keep_decoded_in(store)
    assert torch.equal(pixels_of(images.source), pixels_of(images.source))
    assert len(decoded) == 10
    assert "more than the cache on disk may" in store.notes[0]


def test_a_run_on_stored_pixels_is_the_same(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = replace(project, training=replace(project.training, epochs=1))
    in_memory = train(short, tmp_path / "memory")[1]
    monkeypatch.setattr(prepare, "KEPT_BYTES", 0)
    on_disk = train(short, tmp_path / "disk")[1]
    assert isinstance(on_disk[0], RunStarted)
    assert "what that gives is kept on disk" in on_disk[0].plan
    assert list(features_folder().iterdir())
    losses = [
        [event.train_loss for event in events if isinstance(event, EpochEnded)] for events in (in_memory, on_disk)
    ]
    assert losses[0] == losses[1]
