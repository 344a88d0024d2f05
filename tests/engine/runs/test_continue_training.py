from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.recorded import keep, recorded
from tlstudio.engine.errors import FreezeError, RunError
from tlstudio.engine.project import FreezeSpec, HeadSpec, PhaseSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.continue_training import Continuation, check_can_continue, continue_training
from tlstudio.engine.runs.live_edits import LiveEdit
from tlstudio.engine.runs.position import STATE, Position
from tlstudio.engine.runs.run import Run

SPEC = ProjectSpec()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Of one epoch, with a checkpoint after it."""
    made = recorded(tmp_path / "p.tlstudio")
    keep(made, Position(step=2, epoch=1, spent_s=90))
    return made


def test_more_epochs_are_counted_from_those_that_are_done_and_patience_is_given_up(run: Run) -> None:
    assert check_can_continue(run).epoch == 1
    assert continue_training(Continuation(run, 10)) == (
        LiveEdit("training.epochs", 11),
        LiveEdit("training.patience", 0),
    )


def test_where_a_run_goes_on_is_read_from_its_newest_whole_checkpoint(run: Run) -> None:
    newer = keep(run, Position(step=5, epoch=1, batch=3))
    assert run.newest_position() == Position(step=5, epoch=1, batch=3)
    (newer / STATE).write_text("{")
    assert run.newest_position() == Position(step=2, epoch=1, spent_s=90)


def test_a_checkpoint_with_other_weights_than_it_was_saved_with_is_not_gone_on_from(run: Run) -> None:
    (run.last_checkpoint() / "model.safetensors").write_bytes(b"others!")
    with pytest.raises(RunError, match=r"model\.safetensors is not as it was saved"):
        continue_training(Continuation(run, 10))
    assert not Run(run.folder).is_taken


def test_more_epochs_end_after_the_phases_of_unfreezing_or_the_run_is_left_alone(tmp_path: Path) -> None:
    phases = FreezeSpec(phases=(PhaseSpec(4),))
    run = recorded(tmp_path / "p.tlstudio", replace(SPEC, freeze=phases, training=TrainingSpec(epochs=20)))
    keep(run, Position(step=2, epoch=1))
    with pytest.raises(FreezeError, match="The phases of unfreezing take 4 of 3 epochs"):
        continue_training(Continuation(run, 2))
    assert not Run(run.folder).is_taken
    assert continue_training(Continuation(run, 4))[0] == LiveEdit("training.epochs", 5)


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
