import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.recorded import keep, recorded
from tlstudio.engine import codec
from tlstudio.engine.errors import RunError
from tlstudio.engine.project import HeadSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.continue_training import Continuation, check_can_continue, continue_training
from tlstudio.engine.runs.live_edits import INBOX
from tlstudio.engine.runs.position import STATE, Position
from tlstudio.engine.runs.run import Run

SPEC = ProjectSpec()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Of one epoch, with a checkpoint after it."""
    made = recorded(tmp_path / "p.tlstudio")
    keep(made, Position(step=2, epoch=1, spent_s=90))
    return made


def wishes(run: Run) -> list[codec.Json]:
    return [json.loads(path.read_text()) for path in sorted((run.folder / INBOX).glob("*"))]


def test_more_epochs_are_counted_from_those_that_are_done_and_patience_is_given_up(run: Run) -> None:
    assert check_can_continue(run).epoch == 1
    continue_training(Continuation(run, 10))
    assert wishes(run) == [{"key": "training.epochs", "value": 11}, {"key": "training.patience", "value": 0}]


def test_where_a_run_goes_on_is_read_from_its_newest_whole_checkpoint(run: Run) -> None:
    newer = keep(run, Position(step=5, epoch=1, batch=3))
    assert run.newest_position() == Position(step=5, epoch=1, batch=3)
    (newer / STATE).write_text("{")
    assert run.newest_position() == Position(step=2, epoch=1, spent_s=90)


def test_a_checkpoint_with_other_weights_than_it_was_saved_with_is_not_gone_on_from(run: Run) -> None:
    (run.last_checkpoint() / "model.safetensors").write_bytes(b"others!")
    with pytest.raises(RunError, match=r"model\.safetensors is not as it was saved"):
        continue_training(Continuation(run, 10))
    assert wishes(run) == []


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        (replace(SPEC, head=HeadSpec(solver="ridge")), "a closed-form head has none"),
        (replace(SPEC, training=TrainingSpec(minutes=1)), "has spent its time of 1 minutes"),
    ],
)
def test_a_run_that_has_nothing_more_to_train_says_why(tmp_path: Path, spec: ProjectSpec, says: str) -> None:
    made = recorded(tmp_path / "p.tlstudio", spec)
    keep(made, Position(step=2, epoch=1, spent_s=90))
    with pytest.raises(RunError, match=says):
        check_can_continue(made)


def test_a_run_that_trains_or_has_no_checkpoint_does_not_go_further(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is training"):
        check_can_continue(recorded(tmp_path / "a.tlstudio", ended=False))
    with pytest.raises(RunError, match="no checkpoint that can be resumed"):
        check_can_continue(recorded(tmp_path / "b.tlstudio"))
