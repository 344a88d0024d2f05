"""`tlstudio split` shows the split of a project, and of one with other settings."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.cli.main import run
from tlstudio.engine.project import DataSpec, ProjectSpec, save_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Ten images of one class and three of another, in pairs by name."""
    for name, count in (("a", 10), ("b", 3)):
        (tmp_path / "images" / name).mkdir(parents=True)
        for number in range(count):
            Image.new("RGB", (8, 8), (number, 0, 0)).save(tmp_path / "images" / name / f"p{number // 2}-{number}.png")
    save_project(ProjectSpec(data=DataSpec(str(tmp_path / "images"))), tmp_path / "p.tlstudio")
    return tmp_path / "p.tlstudio"


def test_the_table_has_a_row_for_each_class(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["split", str(project)]) == 0
    words = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["a", "6", "2", "2", "60.0", "%"] in words
    assert ["all", "images", "7", "3", "3", "53.8", "%"] in words


def test_settings_are_tried_without_changing_the_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = project.read_bytes()
    settings = ["--set", "data.folds=5", "--set", "data.fold=2", "--set", "data.test_share=0"]
    assert run(["split", str(project), *settings, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["folds"], report["fold"], report["total"]["test"]) == (5, 2, 0)
    assert report["short"] == [{"kind": "fewer_than_folds", "name": "b", "images": 3}]
    assert project.read_bytes() == before


def test_what_a_random_split_would_leak_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ["--set", "data.groups=pattern", "--set", r"data.group_pattern=p\d"]
    assert run(["split", str(project), *settings]) == 0
    printed = capsys.readouterr().out
    assert "kept together (pattern): 13 images in 5 groups" in printed
    assert "a random split would put" in printed


def test_a_fold_without_folds_is_a_sentence(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["split", str(project), "--set", "data.fold=2"]) == 2
    assert "there are no folds to take fold 2 of. Set folds first." in capsys.readouterr().err
