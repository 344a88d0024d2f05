"""Projects and runs of format 1 open for ever, and say what the version that wrote them said.

What is asked is asked of the command line, whose answers are a contract. Numbers may differ by 1e-4 of themselves:
other processors round otherwise.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.format1.loader import expected, unpack
from tlstudio.cli.main import run as call
from tlstudio.engine import codec
from tlstudio.engine.project import load_project, save_project
from tlstudio.engine.runs.curves import curve_csv
from tlstudio.engine.runs.run import Run

FIXTURES = Path(__file__).parents[1] / "fixtures" / "format1"
PROJECTS = sorted(file.stem for file in (FIXTURES / "expected" / "runs").glob("*.json"))
SETTINGS = sorted(file.stem for file in (FIXTURES / "expected" / "settings").glob("*.json"))
SAID = FIXTURES / "expected" / "reports"
REPORTS = sorted(file.stem for file in SAID.glob("*-???.json") if not file.stem.startswith("compare"))
GOING_ON = {
    "classes-002": ("classes", "classes.runs/002", "--resume"),
    "classes-003": ("classes", "classes.runs/003", "--resume"),
    "phases-002": ("phases", "phases.runs/002", "--resume"),
    "rehearse-002": ("rehearse", "rehearse.runs/002", "--resume"),
    "classes-001-more-2": ("classes", "classes.runs/001", "--more", "2"),
    "labels-001-more-1": ("labels", "labels.runs/001", "--more", "1"),
    "numbers-001-more-1": ("numbers", "numbers.runs/001", "--more", "1"),
    "distill-001-more-1": ("distill", "distill.runs/001", "--more", "1"),
    "classes-005-replay": ("classes", "classes.runs/replayed", "--replay", "classes.runs/005"),
    "phases-003-replay": ("phases", "phases.runs/replayed", "--replay", "phases.runs/003"),
}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(FIXTURES, tmp_path_factory.mktemp("read") / "format1", fresh_answers=True)


@pytest.fixture
def root(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the fixtures lie for tests that only read them."""
    monkeypatch.chdir(unpacked)
    return unpacked


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same for a test that trains."""
    made = unpack(FIXTURES, tmp_path / "format1")
    monkeypatch.chdir(made)
    return made


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert call([*arguments, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_has_its_value_and_keeps_it_when_saved_again(root: Path, tmp_path: Path, name: str) -> None:
    known: Any = expected(FIXTURES, f"settings/{name}", root)
    path = root / f"{name}.tlstudio"
    project = load_project(path if path.exists() else root / "settings" / f"{name.removeprefix('settings-')}.tlstudio")
    groups = codec.to_json(project)
    assert {key: groups[key.split(".")[0]][key.split(".")[1]] for key in known} == known
    save_project(project, tmp_path / "again.tlstudio")
    assert load_project(tmp_path / "again.tlstudio") == project


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_is_divided_and_its_runs_are_listed_as_before(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    known: Any = expected(FIXTURES, f"runs/{name}", root)
    project = f"{name}.tlstudio"
    now = {"runs": ask(capsys, "runs", project), "trashed": ask(capsys, "runs", project, "--trashed")}
    if "split" in known:
        now["split"] = ask(capsys, "split", project)
    assert list(differences({key: known[key] for key in now}, now)) == []


@pytest.mark.parametrize("name", PROJECTS)
def test_logs_checkpoints_and_curves_of_every_run_are_read(root: Path, name: str) -> None:
    known: Any = expected(FIXTURES, f"runs/{name}", root)
    for number, told in known["details"].items():
        run = Run(folder_of(root, name, number))
        assert Counter(event.name for event in run.events()) == told["events"]
        assert list(run.class_names) == told["class_names"]
        assert [folder.name for folder in run.checkpoints()] == told["checkpoints"]
        assert curve_csv(run.events(), per_class=True).splitlines() == told["curve_csv"]


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_a_run_answers_and_is_judged_as_before(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    known: Any = expected(FIXTURES, f"reports/{name}", root)
    run = str(folder_of(root, *name.rsplit("-", 1)).relative_to(root))
    now = {part: ask(capsys, "evaluate", run, "--split", part) for part in known if part != "predict"}
    now["predict"] = ask(capsys, "predict", run, "loose")
    assert list(differences(known, now)) == []


@pytest.mark.slow
def test_two_runs_compare_by_their_saved_answers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known: Any = expected(FIXTURES, "reports/compare-classes-001-005", root)
    runs = ("classes.runs/001", "classes.runs/005")
    now = {part: ask(capsys, "compare", *runs, "--split", part) for part in known}
    assert list(differences(known, now)) == []


@pytest.mark.slow
def test_an_export_answers_as_before(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = expected(FIXTURES, "reports/export", root)
    assert list(differences(known, ask(capsys, "predict", "export", "loose"))) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", GOING_ON)
def test_a_run_goes_on_with_the_numbers_of_before(own: Path, name: str) -> None:
    known: Any = expected(FIXTURES, f"resumed/{name}", own)
    project, run, *how = GOING_ON[name]
    assert call(["train", f"{project}.tlstudio", "--device", "cpu", "--run", run, *how]) == 0
    events = [json.loads(line) for line in (own / run / "metrics.jsonl").read_text("utf-8").splitlines()]
    steps = [[e["epoch"], e["step"], e["loss"], e["lr"]] for e in events if e["event"] == "step"]
    losses = [e["val_loss"] for e in events if e["event"] == "epoch"]
    assert list(differences([step[:4] for step in known["steps"]], steps)) == []
    assert list(differences([epoch["val_loss"] for epoch in known["epoch_metrics"]], losses)) == []


@pytest.mark.slow
def test_a_sweep_goes_on_with_the_numbers_of_before(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["sweep", "sweep.tlstudio", "--resume", "--device", "cpu"]) == 0
    rows = ask(capsys, "runs", "sweep.tlstudio")
    now = [{key: value for key, value in row.items() if key not in ("started", "seconds")} for row in rows]
    assert list(differences(expected(FIXTURES, "resumed/sweep", own), now)) == []


@pytest.mark.slow
def test_reading_writes_nothing_into_a_run(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(own)
    ask(capsys, "runs", "classes.tlstudio")
    ask(capsys, "evaluate", "classes.runs/002", "--split", "val")
    ask(capsys, "predict", "phases.runs/001", "loose")
    after = contents(own)
    assert {name: after.get(name) for name in before} == before
    assert {Path(name).name for name in after.keys() - before.keys()} <= {"answers-val.npz"}


def folder_of(root: Path, project: str, number: str) -> Path:
    """The folder of a run, which may have been deleted."""
    folder = root / f"{project}.runs" / number
    return folder if folder.is_dir() else folder.parent / ".trash" / number


def contents(root: Path) -> dict[str, str]:
    files = [path for path in root.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): sha256(path.read_bytes()).hexdigest() for path in files}


def differences(known: Any, now: Any, place: str = "") -> Iterator[str]:
    """Where two JSON values differ, each with its path. What a newer version says beyond that is no difference."""
    if isinstance(known, dict) and isinstance(now, dict):
        for key in known:
            yield from differences(known[key], now.get(key, "(nothing)"), f"{place}.{key}")
    elif isinstance(known, list) and isinstance(now, list) and len(known) == len(now):
        for number, (old, new) in enumerate(zip(known, now, strict=True)):
            yield from differences(old, new, f"{place}[{number}]")
    elif not is_close(known, now):
        yield f"{place}: was {json.dumps(known)[:120]}, is {json.dumps(now)[:120]}"


def is_close(known: Any, now: Any) -> bool:
    if isinstance(known, float) and isinstance(now, int | float):
        return math.isclose(known, now, rel_tol=1e-4, abs_tol=1e-5)
    return known == now
