from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.support.small import train, yes_after
from tlstudio.engine.errors import RunError
from tlstudio.engine.project import AugmentSpec, FreezeSpec, ObjectiveSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.events import EpochEnded, Event, RunEnded, StepEnded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.checkpoint import BESIDE, MODEL
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.setup.ema import EmaWeights
from tlstudio.engine.training.setup.optimizer import OPTIMIZERS


def content(run: Run) -> dict[str, bytes]:
    """Every tensor of the last checkpoint, byte for byte."""
    return {file.name: file.read_bytes() for file in run.last_checkpoint().glob("*.safetensors")}


def told(events: list[Event]) -> list[object]:
    """What the steps and epochs came to, without the clock."""
    steps = [(one.step, one.loss, one.source_loss, one.lr) for one in events if isinstance(one, StepEnded)]
    epochs = [(one.val_loss, one.is_best, one.source_metrics) for one in events if isinstance(one, EpochEnded)]
    return [*steps, *epochs]


def assert_exact(project: ProjectSpec, folder: Path, stop_after: int) -> None:
    """A run that is stopped and resumed ends like one that is not."""
    whole, events = train(project, folder / "whole")
    halves = start_run(project, folder / "halves")
    *_, ended = fit(halves, should_stop=yes_after(stop_after), device="cpu")
    assert isinstance(ended, RunEnded)
    assert ended.status == "stopped"
    list(fit(halves, device="cpu", resume=True))
    assert content(halves) == content(whole)
    assert told(list(halves.events())) == told(events)


@pytest.mark.parametrize("optimizer", sorted({*OPTIMIZERS} - {"adamw", "adam"}))
def test_a_resumed_run_has_all_that_its_optimizer_remembers(
    project: ProjectSpec, tmp_path: Path, optimizer: str
) -> None:
    training = replace(project.training, optimizer=optimizer, epochs=1)  # pyright: ignore[reportArgumentType]
    assert_exact(replace(project, freeze=FreezeSpec(("stem",)), training=training), tmp_path, 3)


def test_a_resumed_run_compares_with_the_same_original(distilled: ProjectSpec, tmp_path: Path) -> None:
    distilled = replace(distilled, objective=replace(distilled.objective, source_weight=1))
    assert_exact(replace(distilled, augment=AugmentSpec("light", views=2)), tmp_path, 16)


def test_a_resumed_run_rehearses_the_same_images(project: ProjectSpec, shades: Path, tmp_path: Path) -> None:
    objective = ObjectiveSpec(source="rehearse", source_weight=1, rehearsal_folder=str(shades))
    training = replace(project.training, ema_decay=0.9, schedule="plateau")
    assert_exact(replace(project, objective=objective, training=training), tmp_path, 13)


def test_the_average_is_what_is_validated_and_kept(project: ProjectSpec, tmp_path: Path) -> None:
    training = replace(project.training, ema_decay=0.9, epochs=1)
    run, _ = train(replace(project, training=training), tmp_path / "averaged")
    plain, _ = train(replace(project, training=replace(training, ema_decay=0)), tmp_path / "plain")
    model, last = load_file(run.last_checkpoint() / MODEL), load_file(plain.last_checkpoint() / MODEL)
    trains = load_file(run.last_checkpoint() / BESIDE)
    name = "backbone.blocks.2.0.bn1.running_mean"
    assert all(torch.equal(one, last[key.removeprefix("trains.")]) for key, one in trains.items())
    assert not torch.equal(model[name], last[name])
    assert model.keys() == last.keys()


def test_the_average_soon_forgets_its_start() -> None:
    weight = torch.zeros(1)
    average = EmaWeights({"weight": weight}, 0.999)
    weight += 1
    for step in range(1, 101):
        average.follow(step)
    with average.shown():
        assert weight.item() > 0.99
    assert weight.item() == 1


def test_a_run_whose_time_is_spent_ends_as_completed(project: ProjectSpec, tmp_path: Path) -> None:
    timed = replace(project, training=replace(project.training, epochs=50, minutes=1e-6))
    run, events = train(timed, tmp_path / "001")
    assert [event.epoch for event in events if isinstance(event, EpochEnded)] == [1]
    assert run.state().status == "completed"
    assert run.state().reason == "The time of 1e-06 minutes is spent."
    with pytest.raises(RunError, match=r"is complete\. The time of 1e-06 minutes is spent"):
        list(fit(run, device="cpu", resume=True))


def test_a_plateau_lowers_the_rate(project: ProjectSpec, tmp_path: Path) -> None:
    still = TrainingSpec(epochs=5, batch_size=9, lr=1e-9, schedule="plateau")
    _, events = train(replace(project, freeze=FreezeSpec(), training=still), tmp_path / "001")
    rates = {event.epoch: event.lr for event in events if isinstance(event, StepEnded)}
    assert rates[5] == pytest.approx(rates[1] / 3)


def test_a_warm_up_longer_than_the_run_is_refused(project: ProjectSpec, tmp_path: Path) -> None:
    long = replace(project, training=replace(project.training, warmup_steps=10))
    with pytest.raises(ValueError, match="10 steps of warm-up are no shorter than the run, which has 10"):
        train(long, tmp_path / "001")
    assert not (tmp_path / "001").exists()
