"""A run has one owner: the process that holds the lock in its folder."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from tests.support.recorded import SPLIT, recorded
from tlstudio.cli.main import run as tlstudio
from tlstudio.engine.errors import RunError
from tlstudio.engine.project import ProjectSpec, save_project
from tlstudio.engine.runs.live_edits import LiveEdit, ask
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import create_run, trash

OWN = "import sys; from pathlib import Path; from tlstudio.engine.runs.run import Run; Run(Path(sys.argv[1])).own()"


@contextmanager
def owned_elsewhere(run: Run) -> Iterator[subprocess.Popen[str]]:
    """Another process trains the run, until it is killed."""
    code = f"{OWN}; print('owned', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(run.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "owned\n"
        yield process
        process.kill()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.tlstudio"
    save_project(ProjectSpec(), path)
    return path


@pytest.mark.parametrize(
    "process", [1, 0, 2**22 + 1]
)  # 0 stands for this one; the last is above Linux's largest number
def test_a_run_whose_process_number_belongs_to_another_is_interrupted(project: Path, process: int) -> None:
    run = recorded(project)
    run.set_state(replace(run.state(), status="running", process=process or os.getpid()))
    assert run.state().status == "interrupted"
    assert trash(run).folder.is_dir()


def test_a_run_trains_as_long_as_its_process_lives(project: Path) -> None:
    run = recorded(project)
    run.set_state(replace(run.state(), status="running"))
    with owned_elsewhere(run) as process:
        assert run.state().status == "running"
        with pytest.raises(RunError, match=rf"001 is training \(process {process.pid}, since 20"):
            run.own()
        with pytest.raises(RunError, match="is training"):
            trash(run)
    assert run.state().status == "interrupted"
    run.own()
    assert run.state().status == "running"
    run.close()


@pytest.mark.parametrize("further", [["--resume"], ["--more", "2"], ["--resume", "--set", "training.lr=0.1"]])
def test_a_run_that_trains_is_not_gone_on_with(
    project: Path, further: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run = recorded(project)
    before = {path: path.read_bytes() for path in run.folder.iterdir() if path.is_file()}
    with owned_elsewhere(run):
        assert tlstudio(["train", str(project), *further]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"tlstudio: The run {run.folder} is training (process ")
    assert {path: path.read_bytes() for path in before} == before
    assert not (run.folder / "wishes").exists()


def test_runs_that_begin_at_the_same_instant_take_different_numbers(tmp_path: Path) -> None:
    begin = Barrier(8)

    def create() -> Run:
        begin.wait()
        return create_run(ProjectSpec(), tmp_path / "p.runs", SPLIT, is_numbered=True)

    with ThreadPoolExecutor(8) as pool:
        runs = [future.result() for future in [pool.submit(create) for _ in range(8)]]
    assert sorted(run.name for run in runs) == [f"{number:03d}" for number in range(1, 9)]


def test_a_complete_run_takes_no_live_edit_and_says_how_it_goes_on(project: Path) -> None:
    run = recorded(project)
    with pytest.raises(RunError, match=r"is complete.*--more EPOCHS --set training\.lr=0\.001"):
        ask(run, LiveEdit("training.lr", 1e-3))
    assert not (run.folder / "wishes").exists()
