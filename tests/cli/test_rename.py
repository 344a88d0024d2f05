"""A class of a finished run gets another name, which everything that comes after training uses."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from tlstudio.cli.main import run
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.trained import load_trained


@pytest.fixture
def folder(finished_run: Run, tmp_path: Path) -> Path:
    return Path(copytree(finished_run.folder, tmp_path / "001"))


def test_predict_and_evaluate_use_the_new_name(
    folder: Path, colour_images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rename", str(folder), "green", "grün"]) == 0
    capsys.readouterr()
    assert run(["predict", str(folder), str(colour_images / "green" / "0.png"), "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)[0]["scores"]) == ["blue", "grün", "red"]
    assert run(["evaluate", str(folder), "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)["per_class"]) == ["blue", "grün", "red"]
    assert load_trained(Run(folder)).class_names == ("blue", "grün", "red")  # what an export writes


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("gren", "x", "has no class 'gren' (did you mean 'green'?)"), ("green", "red", "would be called 'red'")],
)
def test_a_name_that_cannot_be_is_a_sentence(
    folder: Path, old: str, new: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rename", str(folder), old, new]) == 2
    assert says in capsys.readouterr().err
    assert not (folder / "names.json").exists()


def test_a_damaged_list_of_names_is_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "names.json").write_text('{"names": ["a"]}', encoding="utf-8")
    assert run(["evaluate", str(folder)]) == 2
    assert "does not name the classes of the run" in capsys.readouterr().err
