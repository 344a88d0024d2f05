from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.small import train
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import CheckpointSaved, EpochEnded, Event
from tlstudio.engine.runs.position import verify
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training import checkpoint as saving
from tlstudio.engine.training.checkpoint import MODEL

EPOCHS = 6


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every epoch but the first is over long before a checkpoint is due."""
    monkeypatch.setattr(saving, "LEAST_S", 1_000.0)


def short(project: ProjectSpec) -> ProjectSpec:
    return replace(project, training=replace(project.training, epochs=EPOCHS))


def saved_steps(events: list[Event]) -> list[int]:
    return [event.step for event in events if isinstance(event, CheckpointSaved)]


def model_hash(run: Run) -> str:
    return sha256((run.best_checkpoint() / MODEL).read_bytes()).hexdigest()


@pytest.mark.usefixtures("hurried")
def test_quick_epochs_write_their_first_and_last_checkpoint_and_the_best(project: ProjectSpec, tmp_path: Path) -> None:
    run, events = train(short(project), tmp_path / "001")
    first, *_, last = [event.step for event in events if isinstance(event, EpochEnded)]
    assert saved_steps(events) == [first, last]
    assert {verify(folder).position.step for folder in run.checkpoints()} >= {run.state().best_step, last}


def test_a_best_checkpoint_that_was_kept_in_memory_is_that_of_its_epoch(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = replace(short(project).training, lr=0.5, schedule="constant", ema_decay=0.5)  # its best is anywhere
    monkeypatch.setattr(saving, "LEAST_S", 0.0)
    monkeypatch.setattr(saving, "TIMES_ITS_COST", 0.0)
    seeded = [replace(project, training=replace(training, seed=seed)) for seed in range(9)]
    tried = ((one, *train(one, tmp_path / f"patient {seed}")) for seed, one in enumerate(seeded))
    averaged, patient, events = next(found for found in tried if 1 < found[1].state().best_epoch < EPOCHS)
    monkeypatch.setattr(saving, "LEAST_S", 1_000.0)
    hurried, few = train(averaged, tmp_path / "hurried")
    assert len(saved_steps(events)) >= EPOCHS
    assert hurried.state().best_step not in saved_steps(few)
    assert hurried.state().best_step == patient.state().best_step
    assert model_hash(hurried) == model_hash(patient)


@pytest.mark.usefixtures("hurried")
def test_while_the_best_is_not_yet_written_the_best_of_those_that_are_is_taken(
    project: ProjectSpec, tmp_path: Path
) -> None:
    run, events = train(short(project), tmp_path / "001")
    first = saved_steps(events)[0]
    run.set_state(replace(run.state(), best_step=first + 1))  # no checkpoint has it
    assert run.best_checkpoint().is_dir()
    assert verify(run.best_checkpoint()).position.step == verify(run.last_checkpoint()).position.best_step
