"""A complete run is never made worse by what goes on with it."""

from pathlib import Path

import pytest
import torch

from tests.support.small import train, yes_after
from tlstudio.engine.errors import RunError, StudioError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.continue_training import Continuation, continue_training
from tlstudio.engine.runs.events import RunEnded, StepEnded, Warned
from tlstudio.engine.runs.live_edits import INBOX, recorded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_again, start_run
from tlstudio.engine.storage import write_text_durably
from tlstudio.engine.training.fit import fit

ABSENT = "mps" if torch.cuda.is_available() else "cuda"


@pytest.fixture
def complete(project: ProjectSpec, tmp_path: Path) -> Run:
    return train(project, tmp_path / "001")[0]


def files(run: Run) -> dict[str, bytes]:
    return {
        str(path.relative_to(run.folder)): path.read_bytes()
        for path in run.folder.rglob("*")
        if path.is_file() and path.name != "owner.lock"
    }


def test_a_device_that_is_not_there_leaves_a_complete_run_complete(complete: Run) -> None:
    before = files(complete)
    with pytest.raises(StudioError, match="is complete"):
        list(fit(complete, resume=True, device=ABSENT))
    with pytest.raises(StudioError, match=f"no usable '{ABSENT}' device"):
        list(fit(complete, resume=True, device=ABSENT, edits=continue_training(Continuation(complete, 2))))
    assert files(complete) == before
    assert complete.state().status == "completed"


def test_images_that_are_gone_leave_a_complete_run_complete(complete: Run, tmp_path: Path) -> None:
    before, folder = files(complete), Path(complete.project().data.folder)
    hidden = folder.rename(tmp_path / "elsewhere")
    try:
        with pytest.raises(StudioError, match="Bring the folder back"):
            list(fit(complete, resume=True, device="cpu", edits=continue_training(Continuation(complete, 2))))
    finally:
        hidden.rename(folder)
    assert files(complete) == before


def test_a_stop_before_the_first_step_leaves_a_complete_run_complete(complete: Run) -> None:
    before = files(complete)
    events = fit(complete, resume=True, device="cpu", edits=continue_training(Continuation(complete, 2)))
    next(events)
    events.close()
    assert files(complete) == before


def test_a_live_edit_left_for_a_complete_run_counts_when_it_goes_on(complete: Run) -> None:
    edit = complete.folder / INBOX / "0000.json"  # as an older version left it
    edit.parent.mkdir()
    write_text_durably(edit, '{"key": "training.lr", "value": 0.0001}')
    with pytest.raises(RunError, match="All 2 epochs are done"):
        list(fit(complete, resume=True, device="cpu"))
    assert edit.exists()
    ended = list(fit(complete, resume=True, device="cpu", edits=continue_training(Continuation(complete, 1))))[-1]
    assert isinstance(ended, RunEnded)
    assert ended.status == "completed"
    assert [(one.key, one.new) for one in recorded(complete)] == [("training.epochs", 3), ("training.lr", 0.0001)]
    assert not edit.exists()


def steps(run: Run) -> list[StepEnded]:
    return [event for event in run.events() if isinstance(event, StepEnded)]


def test_a_learning_rate_that_rises_where_a_run_goes_on_is_said(complete: Run) -> None:
    last = steps(complete)[-1]
    warned = [
        event.message
        for event in fit(complete, resume=True, device="cpu", edits=continue_training(Continuation(complete, 2)))
        if isinstance(event, Warned)
    ]
    first = steps(complete)[last.step]
    assert first.lr > 2 * last.lr
    assert warned == [
        f"The learning rate rises {first.lr / last.lr:.0f}-fold in epoch 3, from {last.lr:.2g} to {first.lr:.2g}: it "
        "follows the schedule of all 4 epochs. To go on from where it was, continue with --stay-low."
    ]


def test_a_learning_rate_that_is_to_stay_low_goes_on_from_where_it_was(complete: Run, tmp_path: Path) -> None:
    last = steps(complete)[-1]
    list(fit(complete, resume=True, device="cpu", edits=continue_training(Continuation(complete, 2)), stays_low=True))
    rates = [event.lr for event in steps(complete)[last.step :]]
    assert rates[0] == pytest.approx(last.lr, rel=1e-3)
    assert rates == sorted(rates, reverse=True)
    again = start_again(complete, tmp_path / "again")
    list(fit(again, device="cpu"))
    assert [event.loss for event in steps(again)] == [event.loss for event in steps(complete)]


def test_a_run_that_trains_is_not_resumed_by_another(project: ProjectSpec, tmp_path: Path) -> None:
    run = start_run(project, tmp_path / "001")
    events = fit(run, device="cpu", should_stop=yes_after(1))
    next(events)
    log = run.metrics_path.read_bytes()
    with pytest.raises(RunError, match="001 is training"):
        next(fit(Run(run.folder), device="cpu", resume=True))
    assert run.metrics_path.read_bytes() == log
    assert run.state().status == "running"
    assert list(events)[-1].name == "run_ended"
