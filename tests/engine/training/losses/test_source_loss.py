from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.small import train
from tlstudio.engine.errors import ProjectError, RunError
from tlstudio.engine.project import AugmentSpec, FreezeSpec, HeadSpec, ObjectiveSpec, ProjectSpec
from tlstudio.engine.runs.events import EpochEnded, Event, RunEnded, StepEnded
from tlstudio.engine.training.fit import fit


def near(project: ProjectSpec, weight: float) -> ProjectSpec:
    return replace(project, objective=ObjectiveSpec(source="l2sp", source_weight=weight))


def distance(events: list[Event]) -> float:
    """Of all that trains from its start, squared."""
    last = [event for event in events if isinstance(event, EpochEnded)][-1]
    return sum(moved**2 for moved, _ in last.moved.values())


def test_a_larger_weight_keeps_the_backbone_nearer_to_its_start(project: ProjectSpec, tmp_path: Path) -> None:
    training = replace(
        project.training, backbone_lr_scale=1, optimizer="sgd", lr=0.003, batch_size=9, epochs=4
    )  # batches of four let so small a network burst now and then
    calm = replace(project, augment=AugmentSpec(), head=HeadSpec(), training=training)
    _, free = train(calm, tmp_path / "free")
    _, held = train(near(calm, 100), tmp_path / "held")
    assert distance(held) < 0.5 * distance(free)


def test_the_source_loss_is_told_beside_the_target_loss(project: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(near(project, 0.01), tmp_path / "001")
    told = [event.source_loss for event in events if isinstance(event, StepEnded)]
    assert told[0] == 0  # nothing has moved yet
    assert all(loss is not None and loss > 0 for loss in told[1:])
    last = told[-1]
    assert last is not None
    assert last <= distance(events) / 2  # half the squared distance, one step before the end
    _, without = train(project, tmp_path / "002")
    assert all(event.source_loss is None for event in without if isinstance(event, StepEnded))


def test_a_frozen_backbone_has_nothing_to_forget(project: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(near(replace(project, freeze=FreezeSpec()), 1), tmp_path / "001")
    assert {event.source_loss for event in events if isinstance(event, StepEnded)} == {0.0}


def test_a_weight_below_nought_is_refused() -> None:
    with pytest.raises(ProjectError, match="source_weight: -1 is not in 0–1,000,000"):
        ObjectiveSpec(source="l2sp", source_weight=-1)


def test_a_run_without_a_better_epoch_ends_before_its_last(project: ProjectSpec, tmp_path: Path) -> None:
    still = replace(project.training, epochs=9, lr=1e-9, patience=2)
    run, events = train(replace(project, freeze=FreezeSpec(), training=still), tmp_path / "001")
    assert [event.epoch for event in events if isinstance(event, EpochEnded)][-1] < 9
    ended = events[-1]
    assert isinstance(ended, RunEnded)
    assert (ended.status, ended.reason) == ("completed", "No better epoch in 2.")
    assert run.state().status == "completed"
    with pytest.raises(RunError, match="No better epoch in 2"):
        list(fit(run, device="cpu", resume=True))


def test_a_clipped_gradient_moves_the_weights_less(project: ProjectSpec, tmp_path: Path) -> None:
    plain = replace(project, training=replace(project.training, optimizer="sgd", lr=0.01, momentum=0))
    _, free = train(plain, tmp_path / "free")
    _, held = train(replace(plain, training=replace(plain.training, clip_norm=0.01)), tmp_path / "held")
    assert distance(held) < 0.1 * distance(free)
