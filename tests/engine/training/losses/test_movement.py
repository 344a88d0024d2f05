from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.support.small import train, yes_after
from tlstudio.engine.backbones.build import build
from tlstudio.engine.model.moving import Movement
from tlstudio.engine.project import FreezeSpec, ProjectSpec
from tlstudio.engine.runs.events import EpochEnded, decode
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.checkpoint import MODEL
from tlstudio.engine.training.fit import fit

OLD_LINE = (
    '{"event": "epoch", "epoch": 1, "step": 5, "train_loss": 0.5, "train_accuracy": 0.9, "val_loss": 0.4, '
    '"val_accuracy": 0.8, "seconds": 1.0, "images_per_s": 9.0, "is_best": true}'
)


def movements(run: Run) -> list[Movement]:
    return [event.moved for event in run.events() if isinstance(event, EpochEnded)]


def test_movement_is_the_distance_from_the_weights_as_built(project: ProjectSpec, tmp_path: Path) -> None:
    run, _ = train(replace(project, freeze=FreezeSpec(("stem",))), tmp_path / "001")
    torch.manual_seed(project.training.seed)
    before = build(project.backbone).module.state_dict()
    after = load_file(run.last_checkpoint() / MODEL)
    names = ["blocks.2.0.bn1.weight", "blocks.2.0.bn1.bias"]  # a leaf of two tensors
    now, then = (torch.cat([state[name] for name in names]) for state in (_bare(after), before))
    distance, norm = movements(run)[-1]["blocks.2.0.bn1"]
    assert distance == pytest.approx((now - then).norm().item(), rel=1e-5)
    assert norm == pytest.approx(then.norm().item(), rel=1e-5)
    assert distance > 0


def test_frozen_leaves_are_not_listed(project: ProjectSpec, tmp_path: Path) -> None:
    run, _ = train(replace(project, freeze=FreezeSpec(("stem", "blocks.0", "blocks.3.0.bn1"))), tmp_path / "001")
    names = set(movements(run)[-1])
    assert "blocks.3.0.conv_pw" in names
    assert not [name for name in names if name.startswith(("conv_stem", "bn1", "blocks.0.", "blocks.3.0.bn1"))]


def test_a_frozen_backbone_has_no_movement(project: ProjectSpec, tmp_path: Path) -> None:
    run, _ = train(replace(project, freeze=FreezeSpec(("all",))), tmp_path / "001")
    assert movements(run) == [{}, {}]


def test_every_epoch_measures_from_the_start_of_the_run(project: ProjectSpec, tmp_path: Path) -> None:
    run, _ = train(project, tmp_path / "001")
    first, second = movements(run)
    assert {name: norm for name, (_, norm) in first.items()} == {name: norm for name, (_, norm) in second.items()}
    assert sum(distance for distance, _ in first.values()) < sum(distance for distance, _ in second.values())


def test_a_resumed_run_measures_from_the_same_start(project: ProjectSpec, tmp_path: Path) -> None:
    whole, _ = train(project, tmp_path / "whole")
    for stop_after in (3, 8):
        halves = start_run(project, tmp_path / f"stopped after {stop_after}")
        list(fit(halves, should_stop=yes_after(stop_after), device="cpu"))
        list(fit(halves, device="cpu", resume=True))
        assert movements(halves) == movements(whole), stop_after


def test_a_line_from_before_movement_was_measured_still_decodes() -> None:
    event = decode(OLD_LINE)
    assert isinstance(event, EpochEnded)
    assert event.moved == {}


def test_the_last_epoch_is_found_behind_later_events(project: ProjectSpec, tmp_path: Path) -> None:
    run = start_run(project, tmp_path / "001")
    assert run.last(EpochEnded) is None
    events = list(fit(run, device="cpu"))
    assert run.last(EpochEnded) == [event for event in events if isinstance(event, EpochEnded)][-1]


def _bare(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name.removeprefix("backbone."): tensor for name, tensor in state.items()}
