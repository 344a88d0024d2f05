from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from safetensors.torch import load_file

from tests.support.small import SMALL, train, yes_after
from tlstudio.engine.errors import RunComplete, RunError
from tlstudio.engine.project import (
    AugmentSpec,
    BackboneSpec,
    DataSpec,
    FreezeSpec,
    PhaseSpec,
    ProjectSpec,
    TrainingSpec,
)
from tlstudio.engine.runs.continue_training import Continuation, continue_training
from tlstudio.engine.runs.events import Changed, CheckpointSaved, Event, PhaseBegan, RunEnded, StepEnded, Warned
from tlstudio.engine.runs.live_edits import LiveEdit, ask, parse_edit, recorded, value_of, with_edit
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_again, start_run
from tlstudio.engine.training.fit import fit

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staged(colour_images: Path) -> ProjectSpec:
    """The head for three epochs on three kept views, then all but the stem for one; three steps an epoch."""
    return ProjectSpec(
        data=DataSpec(folder=str(colour_images), val_share=0.25, test_share=0.25),
        augment=AugmentSpec("strong", views=3),
        backbone=BackboneSpec(name=SMALL, weights="random", input_px=32),
        freeze=FreezeSpec(("stem",), phases=(PhaseSpec(3),)),
        training=TrainingSpec(epochs=4, batch_size=6, lr=1e-3),
    )


def asked_at(run: Run, project: ProjectSpec, wishes: dict[int, list[str]]) -> list[Event]:
    """Train, and ask for these after the steps; the loop hears of each at once."""
    events: list[Event] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tlstudio.engine.training.unfetched.FLUSH_S", 0.0)
        for event in fit(run, device="cpu"):
            events.append(event)
            for wish in wishes.get(event.step, []) if isinstance(event, StepEnded) else []:
                ask(run, parse_edit(wish))
    return events


def tensors(run: Run) -> dict[str, str]:
    files = run.last_checkpoint().glob("*.safetensors")
    found = {name: tensor for file in files for name, tensor in load_file(file).items()}
    return {name: sha256(tensor.numpy().tobytes()).hexdigest() for name, tensor in found.items()}


def steps(run: Run) -> list[StepEnded]:
    return [event for event in run.events() if isinstance(event, StepEnded)]


WISHES = {2: ["training.lr=0.01"], 4: ["freeze.phase_ends=0"], 7: ["training.epochs=3", "training.patience=9"]}


@pytest.fixture(scope="module")
def changed(staged: ProjectSpec, tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = start_run(staged, tmp_path_factory.mktemp("runs") / "changed")
    asked_at(run, staged, WISHES)
    return run


def test_a_change_counts_from_the_next_step_on_and_is_told(changed: Run) -> None:
    told = [event for event in changed.events() if isinstance(event, Changed)]
    assert [(one.step, one.epoch, one.key, one.old, one.new) for one in told] == [
        (2, 1, "training.lr", 0.001, 0.01),
        (4, 2, "freeze.phase_ends", 3, 2),
        (7, 3, "training.epochs", 4, 3),
        (7, 3, "training.patience", 0, 9),
    ]
    rates = {event.step: event.lr for event in steps(changed)}
    assert rates[3] > 5 * rates[2]
    assert [event.epoch for event in changed.events() if isinstance(event, PhaseBegan)] == [3]
    assert (changed.state().epoch, changed.state().epochs, changed.state().status) == (3, 3, "completed")


def test_a_changed_run_trained_again_ends_the_same(changed: Run, tmp_path: Path) -> None:
    again = start_again(changed, tmp_path / "again")
    list(fit(again, device="cpu"))
    assert tensors(again) == tensors(changed)
    assert steps(again) == steps(changed)
    assert recorded(again) == recorded(changed)


@pytest.mark.parametrize("stop_after", [9, 14])
def test_a_changed_run_stopped_and_resumed_ends_the_same(changed: Run, tmp_path: Path, stop_after: int) -> None:
    halves = start_again(changed, tmp_path / "halves")
    list(fit(halves, should_stop=yes_after(stop_after), device="cpu"))
    list(fit(halves, device="cpu", resume=True))
    assert tensors(halves) == tensors(changed)
    assert steps(halves) == steps(changed)


def test_a_change_after_the_last_checkpoint_comes_again_when_the_run_is_resumed(
    staged: ProjectSpec, changed: Run, tmp_path: Path
) -> None:
    dead = start_run(staged, tmp_path / "dead")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tlstudio.engine.training.unfetched.FLUSH_S", 0.0)
        events = fit(dead, device="cpu")
        for event in events:
            step = event.step if isinstance(event, StepEnded) else 0
            for wish in WISHES.get(step, []):
                ask(dead, parse_edit(wish))
            if step == 8:
                events.close()
    list(fit(dead, device="cpu", resume=True))
    assert tensors(dead) == tensors(changed)
    assert steps(dead) == steps(changed)


def test_a_longer_first_phase_keeps_the_views_it_comes_to(staged: ProjectSpec, tmp_path: Path) -> None:
    short = replace(staged, freeze=FreezeSpec(("stem",), phases=(PhaseSpec(1),)))
    run = start_run(short, tmp_path / "001")
    asked_at(run, short, {2: ["freeze.phase_ends=3"]})
    again = start_again(run, tmp_path / "again")
    list(fit(again, should_stop=yes_after(13), device="cpu"))
    list(fit(again, device="cpu", resume=True))
    assert tensors(again) == tensors(run)


def test_a_complete_run_goes_on_when_it_is_given_more_epochs(staged: ProjectSpec, tmp_path: Path) -> None:
    project = replace(staged, freeze=FreezeSpec(), training=replace(staged.training, epochs=2))
    run, _ = train(project, tmp_path / "001")
    with pytest.raises(RunComplete, match="All 2 epochs are done"):
        list(fit(run, device="cpu", resume=True))
    assert run.state().status == "completed"
    continue_training(Continuation(run, 1))
    list(fit(run, device="cpu", resume=True))
    again = start_again(run, tmp_path / "again")
    list(fit(again, device="cpu"))
    assert run.state().epoch == 3
    assert tensors(again) == tensors(run)


def test_a_run_cut_off_after_its_last_epoch_still_ends(staged: ProjectSpec, tmp_path: Path) -> None:
    project = replace(staged, freeze=FreezeSpec(), training=replace(staged.training, epochs=2))
    run = start_run(project, tmp_path / "001")
    events = fit(run, device="cpu")
    for event in events:
        if isinstance(event, CheckpointSaved) and event.step == 6:
            events.close()
    last = list(fit(run, device="cpu", resume=True))[-1]
    assert isinstance(last, RunEnded)
    assert last.status == run.state().status == "completed"


def test_a_change_that_no_longer_fits_is_left_out_with_a_warning(staged: ProjectSpec, tmp_path: Path) -> None:
    run = start_run(staged, tmp_path / "001")
    events = asked_at(run, staged, {1: ["training.epochs=2"], 10: ["freeze.phase_ends=0"]})
    warned = [event.message for event in events if isinstance(event, Warned)]
    assert [message[:40] for message in warned] == [
        "training.epochs stays as it is. The phas",
        "freeze.phase_ends stays as it is. No pha",
    ]
    assert recorded(run) == ()


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("training.lr=0", "lr: 0 is not above 0"),
        ("training.epochs=2.5", "expected a whole number"),
        ("training.batch_size=4", r"cannot be changed in a run.*These can: training\.epochs, training\.lr"),
        ("training.epoch=4", "did you mean 'training.epochs'"),
        ("training.lr=fast", "'fast' is not a number"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_at_once(staged: ProjectSpec, tmp_path: Path, wish: str, says: str) -> None:
    run = start_run(staged, tmp_path / "001")
    with pytest.raises((RunError, ValueError), match=says):
        ask(run, parse_edit(wish))


def test_a_phase_with_a_rate_of_its_own_keeps_it_to_itself(staged: ProjectSpec) -> None:
    own = replace(staged, freeze=FreezeSpec(("stem",), phases=(PhaseSpec(2, lr=0.02),)))
    changed = with_edit(own, LiveEdit("training.lr", 0.5), epoch=2)
    assert value_of(changed, "training.lr", 2) == 0.5
    assert value_of(with_edit(own, LiveEdit("training.lr", 0.5), epoch=3), "training.lr", 1) == 0.02
