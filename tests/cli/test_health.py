"""The health report as a table, as JSON and as CSV."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.cli.main import run
from tlstudio.engine.data.edits import leave_out
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, save_project


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two classes of ten pictures; the first picture of `a` is there twice, and a file is no picture."""
    for number in range(20):
        folder = tmp_path / "photos" / "ab"[number % 2]
        folder.mkdir(parents=True, exist_ok=True)
        coarse = np.random.default_rng(number).integers(0, 256, (9, 9, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((64, 64), Image.Resampling.BICUBIC).save(folder / f"{number}.png")
    Image.open(tmp_path / "photos/a/0.png").save(tmp_path / "photos/a/again.jpg", quality=80)
    (tmp_path / "photos/b/bad.png").write_bytes(b"no picture")
    return tmp_path / "photos"


def test_the_report_names_what_was_found(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["health", str(photos)]) == 0
    printed = capsys.readouterr().out
    assert "22 images: 21 used, 1 left out" in printed
    assert "near-duplicates" in printed


def test_json_and_csv_hold_every_image(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["health", str(photos), "--json", "--csv", str(tmp_path / "r.csv")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["found"] == report["used"] + report["left_out"] == 22
    groups = {finding["kind"]: finding["groups"] for finding in report["findings"]}
    assert groups["near_duplicates"] == [["a/0.png", "a/again.jpg"]]
    assert "near_duplicates,1,a/again.jpg," in (tmp_path / "r.csv").read_text(encoding="utf-8")


def test_a_project_is_reported_on_with_its_changes(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = leave_out(DataSpec(folder=str(photos)), ["a/again.jpg"])
    save_project(ProjectSpec(data=data), tmp_path / "p.tlstudio")
    assert run(["health", str(tmp_path / "p.tlstudio"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [finding["kind"] for finding in report["findings"]] == ["unreadable"]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["health", str(tmp_path / "gone")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_the_backbone_of_a_project_looks_closer(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32)
    save_project(ProjectSpec(data=DataSpec(folder=str(photos)), backbone=small), tmp_path / "p.tlstudio")
    assert run(["health", str(tmp_path / "p.tlstudio"), "--features"]) == 0
    assert "Running the backbone: " in capsys.readouterr().err
