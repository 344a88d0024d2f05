from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.small import yes_after
from tlstudio.engine.errors import BackboneError, RunError, TrainingFailed
from tlstudio.engine.project import FreezeSpec, HeadSpec, ProjectSpec, save_project
from tlstudio.engine.runs.events import Event, RunEnded, RunStarted
from tlstudio.engine.runs.notes import notes_of
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import runs_of
from tlstudio.engine.sweep.spec import SweepSpec
from tlstudio.engine.sweep.sweep import Sweep, create_sweep, sweeps_of, train_sweep
from tlstudio.engine.training.fit import fit


@pytest.fixture
def path(tmp_path: Path, project: ProjectSpec) -> Path:
    """A project file whose backbone is frozen, so that a run takes a moment."""
    quick = replace(project, freeze=FreezeSpec(), head=HeadSpec(), augment=replace(project.augment, intensity="off"))
    save_project(quick, tmp_path / "p.tlstudio")
    create_sweep(tmp_path / "p.tlstudio", quick, SweepSpec(("training.lr=0.001,0.01",)))
    return tmp_path / "p.tlstudio"


def never() -> bool:
    return False


def go(sweep: Sweep, should_stop: Callable[[], bool] = never) -> list[Event]:
    def train(run: Run, resume: bool) -> Iterator[Event]:
        return fit(run, should_stop=should_stop, device="cpu", resume=resume, precision="float32")

    return list(train_sweep(sweep, train, should_stop=should_stop))


def test_each_trial_is_an_ordinary_run_with_a_mark_of_its_sweep(path: Path) -> None:
    sweep = sweeps_of(path)[-1]
    events = go(sweep)
    runs = runs_of(path)
    assert [run.project().training.lr for run in runs] == [0.001, 0.01]
    marks = [notes_of(run).mark for run in runs]
    assert [(mark.sweep, mark.trial, mark.settings) for mark in marks if mark] == [
        ("sweep-001", 1, {"training.lr": "0.001"}),
        ("sweep-001", 2, {"training.lr": "0.01"}),
    ]
    assert [event.name for event in events if isinstance(event, (RunStarted, RunEnded))] == [
        "run_started",
        "run_ended",
    ] * 2
    assert sweep.is_over()


def test_a_stopped_sweep_goes_on_with_the_run_it_was_in(path: Path) -> None:
    sweep = sweeps_of(path)[-1]
    go(sweep, yes_after(6))
    assert [run.state().status for run in runs_of(path)] == ["stopped"]
    assert not sweep.is_over()
    go(sweeps_of(path)[-1])
    assert [run.state().status for run in runs_of(path)] == ["completed", "completed"]
    assert go(sweep) == []


def test_a_trial_that_fails_does_not_end_the_sweep(path: Path) -> None:
    def failing(run: Run, resume: bool) -> Iterator[Event]:
        run.record(RunEnded("failed", str(run.folder)))
        run.close()
        yield RunEnded("failed", str(run.folder))
        raise TrainingFailed("The loss is no number.")

    assert len(list(train_sweep(sweeps_of(path)[-1], failing, should_stop=never))) == 2


def test_a_sweep_whose_trials_cannot_begin_says_why(path: Path) -> None:
    def refusing(run: Run, resume: bool) -> Iterator[Event]:
        run.discard()
        raise BackboneError("No weights.")
        yield

    with pytest.raises(BackboneError):
        list(train_sweep(sweeps_of(path)[-1], refusing, should_stop=never))
    assert runs_of(path) == []


def test_a_damaged_sweep_is_named(path: Path) -> None:
    sweeps_of(path)[-1].path.write_text("{", encoding="utf-8")
    with pytest.raises(RunError, match="sweep-001"):
        sweeps_of(path)
