"""A finished run of a small real network, trained once for all tests of what comes after training."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.support.projects import SMALL
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.run import Run

CHANNELS = {"blue": 2, "green": 1, "red": 0}


@pytest.fixture(scope="session")
def colour_images(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Three classes of twelve noisy 40 × 32 images, told apart by their colour; no test may change them."""
    folder, random = tmp_path_factory.mktemp("colours"), np.random.default_rng(0)
    for name, channel in CHANNELS.items():
        (folder / name).mkdir()
        for number in range(12):
            pixels = random.integers(0, 90, (32, 40, 3), dtype=np.uint8)
            pixels[..., channel] += 150
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
    before = _contents(folder)
    yield folder
    assert _contents(folder) == before, "a test left the images of all tests changed"


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.png")}


@pytest.fixture(scope="session")
def finished_run(colour_images: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A head trained on a frozen network of random weights; a quarter of the images for validation, none for test."""
    from tlstudio.engine.runs.start import start_run
    from tlstudio.engine.training.fit import fit  # torch, which most tests do without

    project = ProjectSpec(
        data=DataSpec(folder=str(colour_images), val_share=0.25, test_share=0.0),
        backbone=BackboneSpec(SMALL, weights="random", input_px=32),
        training=TrainingSpec(epochs=2, batch_size=9),
    )
    run = start_run(project, tmp_path_factory.mktemp("runs") / "001")
    for _ in fit(run, device="cpu"):
        pass
    return run
