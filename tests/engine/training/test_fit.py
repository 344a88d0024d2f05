from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.support.small import train, yes_after
from tlstudio.engine import codec
from tlstudio.engine.backbones.build import build
from tlstudio.engine.errors import DataError, FreezeError, RunError, TrainingFailed, WeightsUnavailable
from tlstudio.engine.project import AugmentSpec, BackboneSpec, FreezeSpec, Intensity, ObjectiveSpec, ProjectSpec
from tlstudio.engine.runs.events import (
    Answered,
    CheckpointSaved,
    EpochEnded,
    Event,
    RunEnded,
    RunStarted,
    StepEnded,
    Warned,
)
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import create_run, runs_of
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.checkpoint import MODEL
from tlstudio.engine.training.fit import fit


def hashes(run: Run) -> dict[str, str]:
    """sha256 of every tensor of the last checkpoint, the optimizer's too."""
    tensors = {
        name: tensor for file in run.last_checkpoint().glob("*.safetensors") for name, tensor in load_file(file).items()
    }
    return {name: sha256(tensor.numpy().tobytes()).hexdigest() for name, tensor in tensors.items()}


def results(events: list[Event]) -> list[tuple[object, ...]]:
    """What the epochs came to, without the clock."""
    ended = [event for event in events if isinstance(event, EpochEnded)]
    return [
        (e.epoch, e.step, e.train_loss, e.train_accuracy, e.val_loss, e.val_accuracy, e.is_best, e.moved, e.gradients)
        for e in ended
    ]


def losses(run: Run) -> list[tuple[int, float]]:
    return [(event.step, event.loss) for event in run.events() if isinstance(event, StepEnded)]


def test_a_run_tells_its_story_in_order(project: ProjectSpec, tmp_path: Path) -> None:
    run, events = train(project, tmp_path / "001")
    assert isinstance(events[0], RunStarted)
    assert events[0].images == {"train": 18, "val": 9, "test": 9}
    assert [event.step for event in events if isinstance(event, StepEnded)] == list(range(1, 11))  # 2 epochs of 5
    assert [event.epoch for event in events if isinstance(event, EpochEnded)] == [1, 2]
    assert isinstance(events[-1], RunEnded)
    assert events[-1].status == run.state().status == "completed"
    assert list(run.events()) == events


def test_the_same_handful_is_answered_after_every_epoch(project: ProjectSpec, tmp_path: Path) -> None:
    run, events = train(project, tmp_path / "001")
    told = [event for event in events if isinstance(event, Answered)]
    assert [event.epoch for event in told] == [1, 2]
    assert told[0].images == told[1].images
    assert set(told[0].images) <= set(run.split().val)
    assert len(told[0].images) == len(told[0].scores) == 8
    assert all(sum(scores.values()) == pytest.approx(1, abs=1e-3) for scores in told[1].scores)


def test_the_share_of_waiting_for_images_is_told(project: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(project, tmp_path / "001")
    shares = [event.waited for event in events if isinstance(event, EpochEnded)]
    assert len(shares) == project.epochs
    assert all(0 < share < 1 for share in shares)


@pytest.mark.parametrize("frozen", [(), ("stem", "blocks.0", "blocks.1"), ("all",)])
def test_a_stopped_and_resumed_run_ends_like_one_that_was_not(
    project: ProjectSpec, tmp_path: Path, frozen: tuple[str, ...]
) -> None:
    project = replace(project, freeze=FreezeSpec(frozen))
    whole, events = train(project, tmp_path / "whole")
    for stop_after in (3, 5, 8, 13):
        halves = start_run(project, tmp_path / f"stopped after {stop_after}")
        first = list(fit(halves, should_stop=yes_after(stop_after), device="cpu"))
        assert isinstance(first[-1], RunEnded)
        assert first[-1].status == "stopped", stop_after
        list(fit(halves, device="cpu", resume=True))
        assert hashes(halves) == hashes(whole), stop_after
        assert losses(halves) == losses(whole), stop_after
        assert results(list(halves.events())) == results(events), stop_after


def test_a_run_with_mixed_images_drawn_equally_often_is_resumed_exactly(project: ProjectSpec, tmp_path: Path) -> None:
    project = replace(
        project,
        augment=AugmentSpec("randaugment", mix="mixup", mix_alpha=1.0),
        training=replace(project.training, sampling="balanced"),
    )
    whole, events = train(project, tmp_path / "whole")
    halves = start_run(project, tmp_path / "halves")
    list(fit(halves, should_stop=yes_after(7), device="cpu"))
    list(fit(halves, device="cpu", resume=True))
    assert hashes(halves) == hashes(whole)
    assert losses(halves) == losses(whole)
    assert results(list(halves.events())) == results(events)


def test_mixed_images_run_through_the_whole_network_and_the_plan_says_so(project: ProjectSpec, tmp_path: Path) -> None:
    frozen = replace(project, freeze=FreezeSpec(), augment=AugmentSpec(views=2, mix="mixup"))
    _, events = train(frozen, tmp_path / "001")
    assert isinstance(events[0], RunStarted)
    assert "images are mixed afresh in each step" in events[0].plan


def test_classes_cannot_be_drawn_equally_often_where_there_are_none(project: ProjectSpec, tmp_path: Path) -> None:
    project = replace(project, training=replace(project.training, sampling="balanced"))
    run = start_run(project, tmp_path / "001")
    run = create_run(replace(project, objective=ObjectiveSpec("regression")), tmp_path / "002", run.split())
    with pytest.raises(DataError, match="needs one class for each image"):
        list(fit(run, device="cpu"))


def test_a_run_that_died_is_resumed_from_its_last_checkpoint(project: ProjectSpec, tmp_path: Path) -> None:
    whole, _ = train(project, tmp_path / "whole")
    dead = start_run(project, tmp_path / "dead")
    steps = fit(dead, device="cpu")
    next(event for event in steps if isinstance(event, CheckpointSaved))
    list(islice(steps, 2))
    steps.close()
    list(fit(dead, device="cpu", resume=True))
    assert hashes(dead) == hashes(whole)
    assert losses(dead) == losses(whole)


def test_frozen_weights_and_statistics_are_byte_identical_after_training(project: ProjectSpec, tmp_path: Path) -> None:
    project = replace(project, freeze=FreezeSpec(("stem", "blocks.0", "blocks.3")))
    run, _ = train(project, tmp_path / "001")
    torch.manual_seed(project.training.seed)
    before = build(project.backbone).module.state_dict()
    after = load_file(run.last_checkpoint() / MODEL)
    frozen = [name for name in before if name.startswith(("conv_stem", "bn1", "blocks.0.", "blocks.3."))]
    assert len(frozen) > 20
    assert all(torch.equal(before[name], after[f"backbone.{name}"]) for name in frozen)
    assert not torch.equal(before["blocks.2.0.bn1.running_mean"], after["backbone.blocks.2.0.bn1.running_mean"])


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("all",), "The backbone is frozen, so it runs once per image"),
        (("stem", "blocks.0", "blocks.1", "blocks.2"), "Everything up to Stage 3 is frozen, so it runs once per image"),
        (("stem", "blocks.0", "blocks.1.0"), "Everything up to Block 1 is frozen, so it runs once"),
    ],
)
def test_what_is_kept_before_the_cut_trains_the_same_as_images_do(
    project: ProjectSpec, tmp_path: Path, parts: tuple[str, ...], says: str
) -> None:
    frozen = replace(project, freeze=FreezeSpec(parts), augment=replace(project.augment, intensity="off"))
    kept, _ = train(frozen, tmp_path / "kept")
    images = start_run(frozen, tmp_path / "images")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tlstudio.engine.training.setup.prepare.KEPT_BYTES", 0)
        list(fit(images, device="cpu", cache_bytes=0))
    started = [next(iter(run.events())) for run in (kept, images)]
    assert [says in event.plan for event in started if isinstance(event, RunStarted)] == [True, False]
    for (_, loss), (_, other) in zip(losses(kept), losses(images), strict=True):
        assert loss == pytest.approx(other, abs=1e-4)


def test_a_loss_that_is_no_number_ends_the_run_and_keeps_the_checkpoint(project: ProjectSpec, tmp_path: Path) -> None:
    wild = codec.with_value(codec.with_value(project, "training.lr=100"), "training.optimizer=sgd")
    wild = replace(wild, training=replace(wild.training, epochs=60, backbone_lr_scale=10))
    run = start_run(wild, tmp_path / "001")
    events: list[Event] = []
    with pytest.raises(TrainingFailed, match=r"no longer a number at step \d+\. Try a smaller learning rate"):
        events.extend(fit(run, device="cpu"))
    assert run.state().status == "failed"
    finite = [file for folder in run.checkpoints() for file in [load_file(folder / MODEL)]]
    assert all(torch.isfinite(tensor).all() for tensors in finite for tensor in tensors.values())


def test_an_image_that_disappears_is_skipped_and_named(
    project: ProjectSpec, colour_images: Path, tmp_path: Path
) -> None:
    run = start_run(project, tmp_path / "001")
    path, _ = run.split_paths("train")[0]
    hidden = path.rename(tmp_path / "elsewhere.png")
    try:
        events = list(fit(run, device="cpu"))
    finally:
        hidden.rename(path)
    warned = [event.message for event in events if isinstance(event, Warned)]
    assert len(warned) == 1
    assert path.name in warned[0]
    assert run.state().status == "completed"


@pytest.mark.parametrize("frozen", [(), ("all",)])
@pytest.mark.parametrize("intensity", ["off", "light"])
def test_a_folder_that_disappears_ends_the_run_with_a_sentence(
    project: ProjectSpec, tmp_path: Path, frozen: tuple[str, ...], intensity: Intensity
) -> None:
    project = replace(project, freeze=FreezeSpec(frozen), augment=AugmentSpec(intensity))
    run = start_run(project, tmp_path / "001")
    folder = Path(project.data.folder)
    hidden = folder.rename(tmp_path / "elsewhere")
    try:
        with pytest.raises(TrainingFailed, match="Bring the folder back"):
            list(fit(run, device="cpu"))
    finally:
        hidden.rename(folder)


def test_a_damaged_checkpoint_is_passed_over_for_the_one_before(project: ProjectSpec, tmp_path: Path) -> None:
    project = replace(project, training=replace(project.training, epochs=3))
    whole, _ = train(project, tmp_path / "whole")
    run = start_run(project, tmp_path / "001")
    list(fit(run, should_stop=yes_after(14), device="cpu"))
    (run.last_checkpoint() / MODEL).write_bytes(b"damaged")
    events = list(fit(run, device="cpu", resume=True))
    assert any(isinstance(event, Warned) and "is damaged" in event.message for event in events)
    assert hashes(run) == hashes(whole)


def test_a_complete_run_is_not_resumed(project: ProjectSpec, tmp_path: Path) -> None:
    run, _ = train(project, tmp_path / "001")
    with pytest.raises(RunError, match="is complete"):
        list(fit(run, device="cpu", resume=True))


def test_bad_input_is_named_before_anything_trains(project: ProjectSpec, tmp_path: Path) -> None:
    wrong = replace(project, freeze=FreezeSpec(("blok.1",)))
    with pytest.raises(FreezeError, match="did you mean"):
        train(wrong, tmp_path / "a")
    absent = replace(project, backbone=BackboneSpec("timm/resnet50"))
    with pytest.raises(WeightsUnavailable, match="not on this computer"):
        train(absent, tmp_path / "b")
    assert list(tmp_path.iterdir()) == []


def test_runs_are_numbered_beside_their_project(project: ProjectSpec, tmp_path: Path) -> None:
    file = tmp_path / "p.tlstudio"
    for number in ("001", "002"):
        train(replace(project, training=replace(project.training, epochs=1)), tmp_path / "p.runs" / number)
    assert [run.name for run in runs_of(file)] == ["001", "002"]
    assert [run.state().status for run in runs_of(file)] == ["completed", "completed"]
