import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.recorded import recorded
from tlstudio.cli.main import run
from tlstudio.engine.project import ProjectSpec, TrainingSpec, save_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.tlstudio"
    save_project(ProjectSpec(), path)
    for lr in (0.1, 0.01):
        recorded(path, ProjectSpec(training=TrainingSpec(lr=lr)))
    return path


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["runs", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_runs_are_listed_with_what_differs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(capsys, str(project))
    assert [row["settings"] for row in rows] == [{"training.lr": 0.1}, {"training.lr": 0.01}]
    assert run(["runs", str(project)]) == 0
    assert "training.lr" in capsys.readouterr().out


def test_a_note_a_name_and_a_star_are_kept_each_by_itself(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(project.with_name("p.runs") / "001")
    assert run(["note", folder, "--name", "bright", "--text", "new lamp"]) == 0
    assert run(["note", folder, "--star"]) == 0
    first = listed(capsys, str(project))[0]
    assert (first["name"], first["note"], first["is_starred"]) == ("bright", "new lamp", True)


def test_the_trash_gives_back_and_is_emptied(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = project.with_name("p.runs")
    assert run(["trash", str(runs / "001"), str(runs / "002")]) == 0
    assert len(listed(capsys, str(project), "--trashed")) == 2
    assert run(["trash", "--restore", str(runs / ".trash" / "002")]) == 0
    assert run(["trash", "--empty", str(project)]) == 0
    assert [Path(str(row["run"])).name for row in listed(capsys, str(project))] == ["002"]
    assert listed(capsys, str(project), "--trashed") == []


def test_trash_without_a_run_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trash"]) == 2
    assert "Name the runs to delete" in capsys.readouterr().err


def test_tensorboard_is_asked_for_where_it_is_missing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if find_spec("tensorboard") is None:
        assert run(["runs", str(project), "--tensorboard", str(tmp_path / "tb")]) == 2
        assert "The package tensorboard is not installed" in capsys.readouterr().err
        return
    assert run(["runs", str(project), "--tensorboard", str(tmp_path / "tb")]) == 0
    assert len(list((tmp_path / "tb").rglob("events.out.*"))) == 2


def test_the_csv_has_columns_for_classes_when_asked_for(project: Path, tmp_path: Path) -> None:
    assert run(["runs", str(project), "--csv", str(tmp_path / "csv"), "--per-class"]) == 0
    first, *_ = (tmp_path / "csv" / "p-001.csv").read_text().splitlines()
    assert first.endswith("val_accuracy,val_loss,val_recall a,val_recall b")
