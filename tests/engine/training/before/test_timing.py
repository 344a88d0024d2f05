from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.small import yes_after
from tlstudio.engine.data.folder import scan
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import FreezeError, StudioError
from tlstudio.engine.project import AugmentSpec, FreezeSpec, PhaseSpec, ProjectSpec
from tlstudio.engine.training.before import timing as probe
from tlstudio.engine.training.before.timing import Timing, measure
from tlstudio.engine.training.inputs.plan_words import TRAINED

KEEPS = Timing(  # 12 s for features, 10 of them to compute them once, and 1 s an epoch on them
    batch_size=4,
    step_s=0.1,
    epoch_s=1.0,
    features_s=12.0,
    reading_s=0.0,
    phases_epochs=0,
    phases_s=0.0,
    pass_s=10.0,
    phases_pass_s=0.0,
    decoding_s=2.0,
    peak_bytes=0,
    is_peak_measured=False,
    memory_bytes=None,
    features_bytes=1,
    plan="",
)


def never() -> bool:
    return False


def timing_of(project: ProjectSpec, should_stop: Callable[[], bool] = never) -> Timing:
    """Measured on the 18 training and 9 validation images of the project."""
    index = scan(Path(project.data.folder))
    return measure(project, index, split(index, project.data), device="cpu", should_stop=should_stop)


def test_a_frozen_backbone_is_timed_once_per_image_and_the_step_on_its_features(project: ProjectSpec) -> None:
    project = replace(project, freeze=FreezeSpec(), augment=AugmentSpec("off"))
    timing = timing_of(project)
    assert timing.plan.startswith("The backbone is frozen, so it runs once per image: about 2.0× less")
    assert timing.features_s > 0
    assert timing.reading_s == 0  # part of the features
    assert timing.run_s(10) == pytest.approx(timing.features_s + 10 * timing.epoch_s)
    assert timing.features_s == pytest.approx(timing.decoding_s + timing.pass_s)  # one view, on a CPU
    assert timing.times_as_fast(20) > timing.times_as_fast(10) > timing.times_as_fast(1)


def test_what_is_frozen_before_the_cut_is_timed_once_per_image(project: ProjectSpec) -> None:
    half = FreezeSpec(("stem", "blocks.0", "blocks.1", "blocks.2"))
    timing = timing_of(replace(project, freeze=half, augment=AugmentSpec("off")))
    assert timing.plan.startswith("Everything up to Stage 3 is frozen, so it runs once per image")
    assert timing.features_s > 0
    assert timing.features_bytes > 0


def test_a_backbone_that_trains_runs_in_every_step(project: ProjectSpec) -> None:
    timing = timing_of(project)
    assert timing.plan == TRAINED.format(noun="image")
    assert timing.features_s == 0
    assert timing.reading_s > 0
    assert timing.epoch_s > timing.step_s * 18 / 4  # 18 images in batches of 4, and validation
    assert timing.times_as_fast(10) == pytest.approx(1.0)


def test_with_augmentation_only_the_features_of_validation_are_kept(project: ProjectSpec) -> None:
    timing = timing_of(replace(project, freeze=FreezeSpec()))
    assert timing.plan.startswith("The backbone is frozen, but augmentation is fresh each epoch")
    assert timing.features_s > 0
    assert timing.reading_s > 0


def test_training_more_of_the_network_takes_longer(project: ProjectSpec) -> None:
    project = replace(project, augment=AugmentSpec("off"))
    assert timing_of(replace(project, freeze=FreezeSpec())).step_s < timing_of(project).step_s


def test_a_batch_larger_than_the_data_is_filled_by_repeating_images(project: ProjectSpec) -> None:
    timing = timing_of(replace(project, training=replace(project.training, batch_size=64)))
    assert timing.batch_size == 64
    assert timing.step_s > 0


def test_it_needs_no_weights(project: ProjectSpec) -> None:
    spec = replace(project.backbone, weights="missing.safetensors")
    assert timing_of(replace(project, backbone=spec)).step_s > 0


@pytest.mark.parametrize("asked", [0, 1, 3, 5])
def test_it_can_be_cancelled_between_steps(project: ProjectSpec, asked: int) -> None:
    with pytest.raises(StudioError, match="cancelled"):
        timing_of(project, yes_after(asked))


def test_what_a_run_would_refuse_is_refused_in_its_words(project: ProjectSpec) -> None:
    with pytest.raises(FreezeError, match=r"blocks\.77"):
        timing_of(replace(project, freeze=FreezeSpec(("blocks.77",))))


def test_a_batch_beyond_the_memory_is_refused_before_it_ends_the_program(
    project: ProjectSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "memory_bytes", lambda _device: 1_000_000)
    with pytest.raises(StudioError, match="A batch of 4 does not fit into memory"):
        timing_of(project)


def test_memory_grows_with_the_batch_and_with_what_trains(project: ProjectSpec) -> None:
    timing = timing_of(project)
    larger = timing_of(replace(project, training=replace(project.training, batch_size=16)))
    frozen = timing_of(replace(project, freeze=FreezeSpec(), augment=AugmentSpec("off")))
    assert frozen.peak_bytes < timing.peak_bytes < larger.peak_bytes
    assert not timing.is_peak_measured


def test_features_are_counted_in_bytes(project: ProjectSpec) -> None:
    timing = timing_of(replace(project, freeze=FreezeSpec(), augment=AugmentSpec("off")))
    assert timing.features_bytes == (18 + 9) * 1024 * 4  # training and validation images, pooled channels, float32
    assert timing_of(project).features_bytes == 0


def test_prepared_views_are_counted(project: ProjectSpec) -> None:
    timing = timing_of(replace(project, freeze=FreezeSpec(), augment=AugmentSpec("strong", views=2)))
    assert "once for each of 2 prepared views" in timing.plan
    assert timing.features_bytes == (2 * 18 + 9) * 1024 * 4  # both views of 18 images to train on, and 9 to validate
    assert timing.reading_s == 0


def test_without_kept_features_what_is_before_the_cut_would_run_in_every_epoch() -> None:
    assert KEEPS.times_as_fast(10) == pytest.approx((2 + 10 * (1 + 10)) / (12 + 10 * 1))
    assert KEEPS.times_as_fast(1) == pytest.approx(1.0)


def test_each_phase_counts_what_it_keeps_in_its_own_epochs() -> None:
    timing = replace(KEEPS, phases_epochs=4, phases_s=8.0, phases_pass_s=20.0, pass_s=0.0, reading_s=2.0)
    assert timing.times_as_fast(10) == pytest.approx((2 + 8 + 20 + 6 * 1) / (12 + 2 + 8 + 6 * 1))


def test_phases_are_timed_each(project: ProjectSpec) -> None:
    freeze = FreezeSpec((), phases=(PhaseSpec(2), PhaseSpec(3, "blocks.4")))
    longer = replace(project, freeze=freeze, training=replace(project.training, epochs=8), augment=AugmentSpec("off"))
    timing = timing_of(longer)
    assert timing.phases_epochs == 5
    assert 0 < timing.phases_s < 5 * timing.epoch_s
    assert timing.features_s > 0  # of the first phase
    assert timing.run_s(9) - timing.run_s(8) == pytest.approx(timing.epoch_s)


def test_images_that_are_gone_are_named(project: ProjectSpec, tmp_path: Path) -> None:
    index = scan(Path(project.data.folder))
    gone = replace(index, folder=tmp_path)
    with pytest.raises(StudioError, match="cannot be read"):
        measure(project, gone, split(index, project.data), device="cpu", should_stop=never)
