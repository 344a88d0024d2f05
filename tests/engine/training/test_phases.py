from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from tests.support.small import train, yes_after
from tlstudio.engine.backbones.build import build
from tlstudio.engine.errors import FreezeError
from tlstudio.engine.project import BatchNorm, FreezeSpec, PhaseSpec, ProjectSpec
from tlstudio.engine.runs.events import EpochEnded, PhaseBegan, Progress, RunStarted, StepEnded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.checkpoint import MODEL
from tlstudio.engine.training.fit import fit


@pytest.fixture
def staged(project: ProjectSpec) -> ProjectSpec:
    """The head for two epochs, then from the last blocks on for one, then all but the stem for one; no augmentation."""
    freeze = FreezeSpec(("stem",), phases=(PhaseSpec(2, lr=0.01), PhaseSpec(1, "blocks.4")))
    return replace(
        project,
        freeze=freeze,
        augment=replace(project.augment, intensity="off"),
        training=replace(project.training, epochs=4, schedule="cosine"),
    )


def weights(run: Run) -> dict[str, Tensor]:
    return load_file(run.last_checkpoint() / MODEL)


def built(project: ProjectSpec) -> dict[str, Tensor]:
    torch.manual_seed(project.training.seed)
    return build(project.backbone).module.state_dict()


def test_each_phase_is_told_and_trains_its_parts(staged: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(staged, tmp_path / "001")
    began = [event for event in events if isinstance(event, PhaseBegan)]
    assert [(event.epoch, event.step, event.from_part) for event in began] == [(3, 11, "blocks.4"), (4, 16, "all")]
    assert began[0].trainable < began[1].trainable
    moved = [
        set(event.moved) for event in events if isinstance(event, EpochEnded) if any(d for d, _ in event.moved.values())
    ]
    assert len(moved) == 2


def test_a_waiting_part_is_untouched_until_its_turn(staged: ProjectSpec, tmp_path: Path) -> None:
    run = start_run(staged, tmp_path / "001")
    events = fit(run, device="cpu")
    for event in events:
        if isinstance(event, PhaseBegan) and event.from_part == "all":
            break
    events.close()
    before, after = built(staged), weights(run)
    waiting = [name for name in before if not name.startswith(("blocks.4", "blocks.5", "conv_head", "norm_head"))]
    assert len(waiting) > 50
    assert all(torch.equal(before[name], after[f"backbone.{name}"]) for name in waiting)
    assert not torch.equal(before["blocks.4.0.conv_pw.weight"], after["backbone.blocks.4.0.conv_pw.weight"])


def test_the_schedule_runs_anew_in_each_phase_from_its_own_peak(staged: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(staged, tmp_path / "001")
    rates = {event.step: event.lr for event in events if isinstance(event, StepEnded)}
    assert rates[1] == pytest.approx(0.01)
    assert rates[10] < 0.001
    assert rates[11] == rates[16] == pytest.approx(staged.training.lr)


def test_the_head_comes_first_on_kept_features(staged: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(staged, tmp_path / "001")
    assert isinstance(events[0], RunStarted)
    assert events[0].plan.startswith("Epochs 1–2: The backbone is frozen, so it runs once per image")
    assert any(isinstance(event, Progress) and event.phase == "Running the backbone" for event in events)


def test_a_staged_run_that_is_stopped_and_resumed_ends_like_one_that_was_not(
    staged: ProjectSpec, tmp_path: Path
) -> None:
    whole, _ = train(staged, tmp_path / "whole")
    for stop_after in (4, 9, 16, 19, 21, 24, 29):  # in every phase, and right at their ends
        halves = start_run(staged, tmp_path / f"stopped after {stop_after}")
        list(fit(halves, should_stop=yes_after(stop_after), device="cpu"))
        list(fit(halves, device="cpu", resume=True))
        first, second = weights(whole), weights(halves)
        assert [name for name in first if not torch.equal(first[name], second[name])] == [], stop_after
        told = [[event for event in run.events() if isinstance(event, PhaseBegan)] for run in (whole, halves)]
        assert told[0] == told[1], stop_after


@pytest.mark.parametrize(("batchnorm", "affine_moves"), [("still", False), ("affine", True)])
def test_batchnorm_is_kept_still_as_the_project_says(
    project: ProjectSpec, tmp_path: Path, batchnorm: BatchNorm, affine_moves: bool
) -> None:
    run, _ = train(replace(project, freeze=FreezeSpec((), batchnorm=batchnorm)), tmp_path / "001")
    before, after = built(project), weights(run)
    statistics = [name for name in before if name.endswith(("running_mean", "running_var"))]
    assert all(torch.equal(before[name], after[f"backbone.{name}"]) for name in statistics)
    assert torch.equal(before["blocks.2.0.bn1.bias"], after["backbone.blocks.2.0.bn1.bias"]) is not affine_moves
    assert not torch.equal(before["conv_stem.weight"], after["backbone.conv_stem.weight"])


def test_gradients_are_told_of_all_that_trains_and_of_nothing_else(project: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(replace(project, freeze=FreezeSpec(("stem", "blocks.0"))), tmp_path / "001")
    for event in (event for event in events if isinstance(event, EpochEnded)):
        assert set(event.gradients) == set(event.moved)
        assert all(norm >= 0 for norm in event.gradients.values())
        assert event.gradients["blocks.2.0.conv_pw"] > 0


def test_phases_that_leave_no_epoch_are_refused_before_anything_is_written(staged: ProjectSpec, tmp_path: Path) -> None:
    short = replace(staged, training=replace(staged.training, epochs=3))
    with pytest.raises(FreezeError, match="take 3 of 3 epochs"):
        train(short, tmp_path / "001")
    assert list(tmp_path.iterdir()) == []
