"""The oldest versions that an export says it runs with are installed, and it runs with them."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.engine.export.export import export
from tlstudio.engine.export.script import FLOORS, requirements
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit

OLDEST = [f"{name}=={FLOORS[name]}.*" for name in ("numpy", "onnxruntime", "pillow")]


@pytest.fixture(scope="module")
def old_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the oldest packages, and nothing else."""
    place = tmp_path_factory.mktemp("old")
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    python = place / "bin" / "python"
    pip = [python, "-m", "pip", "install", "-q", "--only-binary", ":all:", *OLDEST]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"The oldest versions cannot be had here: {done.stderr.strip().splitlines()[-1]}")
    return python


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the oldest versions have no files for this Python")
def test_an_export_runs_with_the_oldest_versions_that_it_names(old_python: Path, tmp_path: Path) -> None:
    for name, colour in (("red", (200, 30, 30)), ("blue", (30, 30, 200))):
        (tmp_path / "images" / name).mkdir(parents=True)
        for number in range(6):
            Image.new("RGB", (40, 40 + number), colour).save(tmp_path / "images" / name / f"{number}.png")
    project = ProjectSpec(
        data=DataSpec(folder=str(tmp_path / "images"), test_share=0.0),
        backbone=BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32),
        training=TrainingSpec(epochs=1, batch_size=8),
    )
    run = start_run(project, tmp_path / "t.runs" / "001")
    for _ in fit(run, device="cpu"):
        pass
    assert export(run, tmp_path / "out", ["onnx"]).is_verified
    assert (tmp_path / "out" / "requirements.txt").read_text() == requirements(["numpy", "onnxruntime", "pillow"])
    photo = tmp_path / "images" / "red" / "0.png"
    done = subprocess.run(
        [old_python, tmp_path / "out" / "predict.py", photo], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{photo}: ")
