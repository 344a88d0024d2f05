import math
from dataclasses import replace
from pathlib import Path

import pytest

from tlstudio.engine.errors import RunError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import (
    Answered,
    CheckpointSaved,
    EpochEnded,
    Event,
    Progress,
    RunEnded,
    RunStarted,
    StepEnded,
    Warned,
    decode,
    encode,
)
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import create_run, next_run_folder, open_run
from tlstudio.engine.runs.samples import SplitSamples
from tlstudio.engine.runs.state import RunState, after

SPLIT = SplitSamples(("a", "b"), ("a/1.png",), (0,), ("b/1.png",), (1,))
STARTED = RunStarted("r", ("a", "b"), {"train": 1, "val": 1, "test": 0}, 10, 5, 3, 2, "CPU", "random", "plan")


def epoch(number: int, *, is_best: bool) -> EpochEnded:
    return EpochEnded(number, 2 * number, 0.5, 0.9, 0.4, 0.8, 1.0, 100.0, is_best)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return create_run(ProjectSpec(), tmp_path / "001", SPLIT)


@pytest.mark.parametrize(
    "event",
    [
        STARTED,
        Progress("Reading", 1, 2),
        StepEnded(1, 2, 0.1 + 0.2, 1e-3),
        epoch(1, is_best=True),
        CheckpointSaved(2, "step-000002"),
        Warned("ü"),
        RunEnded("completed", "r", {"val_accuracy": 0.8}),
    ],
    ids=lambda event: event.name,
)
def test_events_survive_their_line(event: Event) -> None:
    assert decode(encode(event)) == event


def test_what_is_no_finite_number_is_null_in_the_log_and_reads_again() -> None:
    event = replace(epoch(1, is_best=False), val_loss=math.inf, metrics={"rmse": math.inf, "mae": 2.0})
    line = encode(event)
    assert '"val_loss": null' in line
    assert '"metrics": {"rmse": null, "mae": 2.0}' in line
    read = decode(line)
    assert isinstance(read, EpochEnded)
    assert math.isnan(read.val_loss)
    assert read.metrics == {"mae": 2.0}
    older = decode(line.replace("null", "Infinity"))  # as older versions wrote it
    assert isinstance(older, EpochEnded)
    assert older.metrics == {"mae": 2.0}
    best = after(RunState(), replace(older, is_best=True))
    assert best.metrics == {"val_accuracy": 0.8, "val_mae": 2.0, "train_loss": 0.5}


def test_answers_that_are_no_numbers_are_left_out_where_an_older_version_wrote_them() -> None:
    event = Answered(1, 2, ("a.png", "b.png"), ("", ""), ({"age": 3.0, "size": math.nan}, {"age": math.nan}))
    assert decode(encode(event)) == replace(event, scores=({"age": 3.0}, {}))


@pytest.mark.parametrize("line", ["", "{}", '{"event": "nothing"}', "[1]", '{"event": "step", "step": "x"}'])
def test_a_line_that_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(RunError, match="Not an event"):
        decode(line)


def test_the_state_follows_the_events(run: Run) -> None:
    run.own()
    for event in (STARTED, epoch(1, is_best=True), epoch(2, is_best=False)):
        run.record(event)
    state = run.state()
    assert (state.status, state.epoch, state.epochs, state.best_epoch, state.best_step) == ("running", 2, 3, 1, 2)
    run.record(RunEnded("stopped", "r"))
    run.close()
    assert run.state().status == "stopped"


def test_a_line_cut_off_by_a_crash_is_left_out(run: Run) -> None:
    run.record(STARTED)
    run.close()
    with run.metrics_path.open("a") as file:
        file.write('{"event": "step", "epo')
    assert list(run.events()) == [STARTED]


def test_events_after_a_checkpoint_are_forgotten_when_it_is_resumed(run: Run) -> None:
    kept = [STARTED, StepEnded(1, 1, 0.5, 0.1), StepEnded(1, 2, 0.5, 0.1), epoch(1, is_best=True)]
    for event in (*kept, StepEnded(2, 3, 0.5, 0.1), epoch(2, is_best=True), RunEnded("failed", "r")):
        run.record(event)
    run.forget_after(2)
    assert list(run.events()) == kept
    assert (run.state().best_epoch, run.state().status) == (1, "interrupted")


def test_a_run_keeps_its_own_copy_of_the_project_and_the_split(run: Run, tmp_path: Path) -> None:
    again = open_run(tmp_path / "001")
    assert again.project() == ProjectSpec()
    assert again.split() == SPLIT


def test_a_folder_that_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is not a run"):
        open_run(tmp_path)


def test_a_damaged_run_is_named(run: Run) -> None:
    (run.folder / "run.json").write_text("{")
    with pytest.raises(RunError, match="is damaged"):
        run.state()


def test_the_next_run_takes_the_first_free_number(tmp_path: Path) -> None:
    project = tmp_path / "p.tlstudio"
    assert next_run_folder(project).name == "001"
    (tmp_path / "p.runs" / "007").mkdir(parents=True)
    assert next_run_folder(project).name == "008"
