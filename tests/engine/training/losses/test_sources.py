from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from tests.support.small import SMALL, train
from tlstudio.engine.backbones.build import build, build_whole
from tlstudio.engine.backbones.original import original_classifier
from tlstudio.engine.errors import BackboneError, DataError, WeightsUnavailable
from tlstudio.engine.project import AugmentSpec, BackboneSpec, FreezeSpec, ObjectiveSpec, ProjectSpec
from tlstudio.engine.runs.events import EpochEnded, Event, StepEnded, Warned
from tlstudio.engine.training.losses.rehearsal import size_beside


def rehearsing(project: ProjectSpec, folder: Path, weight: float = 1.0) -> ProjectSpec:
    return replace(
        project, objective=ObjectiveSpec(source="rehearse", source_weight=weight, rehearsal_folder=str(folder))
    )


def source_losses(events: list[Event]) -> list[float]:
    found = [event.source_loss for event in events if isinstance(event, StepEnded)]
    return [one for one in found if one is not None]


def warnings(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Warned)]


@pytest.mark.parametrize("augment", [AugmentSpec("off"), AugmentSpec("light"), AugmentSpec("light", views=2)])
def test_a_larger_weight_keeps_the_answers_nearer_to_the_original(
    distilled: ProjectSpec, tmp_path: Path, augment: AugmentSpec
) -> None:
    distilled = replace(distilled, augment=augment, training=replace(distilled.training, epochs=1))
    _, free = train(distilled, tmp_path / "free")
    _, held = train(replace(distilled, objective=replace(distilled.objective, source_weight=100)), tmp_path / "held")
    assert source_losses(free)[0] == pytest.approx(0, abs=1e-5)  # nothing has moved yet
    assert sum(source_losses(held)) < 0.5 * sum(source_losses(free))


def test_random_weights_have_no_answers_to_keep(distilled: ProjectSpec, tmp_path: Path) -> None:
    random = replace(distilled, backbone=BackboneSpec(SMALL, "random", 32))
    with pytest.raises(WeightsUnavailable, match=r"MobileNet.* \(random\) carry no classifier"):
        train(random, tmp_path / "001")


def test_a_classifier_that_does_not_fit_its_features_is_refused(published: BackboneSpec) -> None:
    larger = replace(published, input_px=64)  # its pooling is before its last convolution
    with pytest.raises(BackboneError, match="cannot stand behind its features as they are here"):
        original_classifier(larger, build(larger))
    pooling = build(larger, own_pooling=True)
    images = torch.randn(3, 3, 64, 64)
    answers = original_classifier(larger, pooling)(pooling.module.eval()(images))
    torch.testing.assert_close(answers, build_whole(larger).eval()(images))


def test_a_published_classifier_answers_for_grey_images(published: BackboneSpec) -> None:
    backbone, images = build(published, "grey", own_pooling=True), torch.randn(2, 1, 32, 32)
    answers = original_classifier(published, backbone)(backbone.module.eval()(images))
    torch.testing.assert_close(answers, build_whole(published, "grey").eval()(images))


def test_a_frozen_backbone_answers_as_before_which_is_said(distilled: ProjectSpec, tmp_path: Path) -> None:
    _, events = train(replace(distilled, freeze=FreezeSpec()), tmp_path / "001")
    assert source_losses(events) == []
    assert ["objective.source=distill changes nothing" in text for text in warnings(events)] == [True]


def test_images_of_the_source_task_train_along(project: ProjectSpec, shades: Path, tmp_path: Path) -> None:
    plain = replace(project, augment=AugmentSpec("off"), freeze=FreezeSpec(("stem", "blocks.0", "blocks.1")))
    plain = replace(plain, training=replace(plain.training, epochs=4, backbone_lr_scale=1))
    run, events = train(rehearsing(plain, shades), tmp_path / "001")
    known = [event.source_metrics["accuracy"] for event in events if isinstance(event, EpochEnded)]
    assert known[-1] >= 0.5
    losses = source_losses(events)
    assert losses[-1] < 0.7 * losses[0]
    assert run.rehearsal() is not None


def test_an_unweighed_source_task_is_not_learned(project: ProjectSpec, shades: Path, tmp_path: Path) -> None:
    project = replace(project, augment=AugmentSpec("off"), training=replace(project.training, epochs=1))
    kept = sum(source_losses(train(rehearsing(project, shades, 10), tmp_path / "kept")[1]))
    forgotten = sum(source_losses(train(rehearsing(project, shades, 0), tmp_path / "forgotten")[1]))
    assert kept < forgotten


def test_a_rehearsal_share_is_one_of_all_images_of_a_step() -> None:
    assert [size_beside(32, share) for share in (0.5, 0.25, 0.2, 0.001)] == [32, 11, 8, 1]


def test_a_rehearsal_folder_that_cannot_be_used_is_named(project: ProjectSpec, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "one" / "cat").mkdir(parents=True)
    Image.new("RGB", (32, 32)).save(tmp_path / "one" / "cat" / "1.png")
    for name, says in (
        ("empty", "The rehearsal folder: .*empty holds no images"),
        ("one", "The rehearsal folder: .*only the class 'cat'"),
        ("missing", "The rehearsal folder: .*missing"),
    ):
        with pytest.raises(DataError, match=says):
            train(rehearsing(project, tmp_path / name), tmp_path / "run")
    with pytest.raises(DataError, match=r"set objective\.rehearsal_folder"):
        train(replace(project, objective=ObjectiveSpec(source="rehearse")), tmp_path / "run")
    assert not (tmp_path / "run").exists()
