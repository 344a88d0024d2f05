"""One small trained run and its export, made once for all tests here; tests that change an export change a copy."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.engine.export.certificate import Certificate
from tlstudio.engine.export.export import export
from tlstudio.engine.export.formats import formats
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit

COLOURS = {"=red|": (200, 40, 30), "grün": (40, 180, 60)}  # names that Markdown and spreadsheets could trip over
IMAGES = 12  # of each class


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A completed run on 24 noisy squares, 8 of them for validation; one of those can no longer be read."""
    folder = tmp_path_factory.mktemp("trained")
    _draw(folder / "images")
    project = ProjectSpec(
        data=DataSpec(folder=str(folder / "images"), val_share=0.3, test_share=0.1),
        backbone=BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32),
        training=TrainingSpec(epochs=1, batch_size=8),
    )
    run = start_run(project, folder / "squares.runs" / "001")
    for _ in fit(run, device="cpu"):
        pass
    run.split_paths("val")[0][0].write_bytes(b"no longer an image")
    return run


@pytest.fixture(scope="session")
def exported(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Certificate]:
    """The run in every format, with its certificate. Not to be changed."""
    folder = tmp_path_factory.mktemp("exported") / "squares"
    return folder, export(run, folder, tuple(formats()))


@pytest.fixture
def own_export(exported: tuple[Path, Certificate], tmp_path: Path) -> Path:
    """A copy of the export, to be damaged."""
    return Path(shutil.copytree(exported[0], tmp_path / "copy"))


def _draw(folder: Path) -> None:
    random = np.random.default_rng(0)
    for name, colour in COLOURS.items():
        (folder / name).mkdir(parents=True)
        for number in range(IMAGES):
            noise = random.normal(0, 40, (40, 60, 3))
            pixels = np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
