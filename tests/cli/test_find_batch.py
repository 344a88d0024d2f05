"""`tlstudio find-batch`: the number on standard output, its sentence on standard error."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.support.small import SMALL
from tlstudio.cli.main import run
from tlstudio.engine.project import BackboneSpec, DataSpec, FreezeSpec, ProjectSpec, load_project, save_project


def test_the_largest_batch_is_told_and_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for colour in ("red", "blue"):
        (tmp_path / "images" / colour).mkdir(parents=True)
        for number in range(6):
            Image.new("RGB", (16, 16), colour).save(tmp_path / "images" / colour / f"{number}.png")
    file, backbone = tmp_path / "p.tlstudio", BackboneSpec(SMALL, input_px=32)
    save_project(ProjectSpec(DataSpec(str(tmp_path / "images")), backbone=backbone, freeze=FreezeSpec(())), file)
    assert run(["find-batch", str(file), "--json", "--device", "cpu"]) == 0
    assert json.loads(capsys.readouterr().out)["batch_size"] == 8
    assert load_project(file).training.batch_size == 32
    assert run(["find-batch", str(file), "--take", "--device", "cpu"]) == 0
    told = capsys.readouterr()
    assert told.out == "batch size: 8\n"
    assert "8 images at once need about" in told.err
    assert load_project(file).training.batch_size == 8
