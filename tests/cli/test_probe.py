"""`tlstudio probe`: rows and a sentence on standard output, all else on standard error."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.support.small import SMALL, put_weights
from tlstudio.cli.main import run
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, save_project

FAR = "timm/resnet50"


@pytest.fixture(autouse=True)
def empty_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the weights of the small network are here, besides the bundled ones."""
    for name in ("TLSTUDIO_WEIGHTS", "HF_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    put_weights(SMALL)


@pytest.fixture
def project(tmp_path: Path) -> str:
    for colour in ("red", "blue"):
        (tmp_path / "images" / colour).mkdir(parents=True)
        for number in range(6):
            Image.new("RGB", (16, 16), colour).save(tmp_path / "images" / colour / f"{number}.png")
    spec = ProjectSpec(data=DataSpec(folder=str(tmp_path / "images")), backbone=BackboneSpec(SMALL, input_px=32))
    save_project(spec, tmp_path / "p.tlstudio")
    return str(tmp_path / "p.tlstudio")


def test_json_holds_a_row_for_each_backbone_and_the_sentence(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", project, "--backbone", FAR, "--backbone", SMALL, "--json", "--device", "cpu"]) == 0
    shown = json.loads(capsys.readouterr().out)
    measured, failed = shown["rows"]
    wanted = {"name", "title", "accuracy", "accuracy_interval", "n", "seconds_per_image", "size_mb", "parameters"}
    assert wanted <= measured.keys()
    assert (measured["name"], measured["n"], failed["name"]) == (SMALL, 10, FAR)
    assert "102 MB to download" in failed["error"]
    assert shown["sentence"] == "Only MobileNet V3 Small 050 was measured: 100.0 % of 10 images right."


def test_the_table_comes_with_the_sentence_and_a_second_look_needs_no_work(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for is_second in (False, True):
        assert run(["probe", project, "--backbone", SMALL, "--images", "8", "--device", "cpu"]) == 0
        shown = capsys.readouterr()
        assert "ms/image" in shown.out
        assert "Only MobileNet V3 Small 050 was measured" in shown.out
        assert ("Running MobileNet" in shown.err) is not is_second


def test_nothing_measured_is_a_failure(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", project, "--backbone", FAR, "--device", "cpu"]) == 1
    shown = capsys.readouterr()
    assert "No backbone could be measured." in shown.out
    assert "102 MB to download" in shown.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["--backbone", "timm/resnet5"], "did you mean"), (["--images", "2"], "--images")],
    ids=["unknown", "few"],
)
def test_bad_input_is_refused(
    project: str, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert run(["probe", project, *arguments]) == 2
    assert sentence in capsys.readouterr().err
