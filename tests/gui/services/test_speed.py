from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.engine.project import AugmentSpec, BackboneSpec, FreezeSpec, ProjectSpec, TrainingSpec
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.speed import StepTimer

WAIT_MS = 120_000  # the first measurement imports torch


def tiny(images: Path) -> ProjectSpec:
    spec = ProjectSpec(
        backbone=BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32),
        training=TrainingSpec(epochs=500, batch_size=4),
    )
    return with_folder(spec, images)


@pytest.fixture
def timer(qtbot: QtBot, services: Services, images: Path) -> Iterator[StepTimer]:
    """On a small project whose images are known."""
    services.document.new(tiny(images))
    qtbot.waitUntil(lambda: services.images.split.value is not None)
    yield StepTimer(services, services.document)
    services.session.close()


def test_it_answers_what_was_asked_last(qtbot: QtBot, services: Services, timer: StepTimer) -> None:
    spec = services.document.spec
    timer.ask(spec)
    qtbot.waitUntil(lambda: services.jobs.find("step timing") is not None)
    first = services.jobs.find("step timing")
    timer.ask(replace(spec, freeze=FreezeSpec(())))
    assert first is not None
    assert first.should_stop()
    qtbot.waitUntil(lambda: timer.timing is not None, timeout=WAIT_MS)
    assert timer.timing is not None
    assert timer.timing.features_s == 0


def test_the_number_of_epochs_changes_nothing(qtbot: QtBot, services: Services, timer: StepTimer) -> None:
    spec = services.document.spec
    timer.ask(spec)
    qtbot.waitUntil(lambda: timer.timing is not None, timeout=WAIT_MS)
    timing = timer.timing
    timer.ask(replace(spec, training=replace(spec.training, epochs=3)))
    assert timer.timing is timing


@pytest.mark.parametrize(("epochs", "measured"), [(500, 4), (3, 3)])
def test_each_prepared_view_that_an_epoch_comes_to_is_measured(
    services: Services, timer: StepTimer, epochs: int, measured: int
) -> None:
    spec = services.document.spec
    spec = replace(spec, augment=AugmentSpec("light", views=4), training=replace(spec.training, epochs=epochs))
    question = services.timings.question(spec)
    assert question is not None
    assert question.project.training.epochs == measured


def test_a_change_taken_back_is_not_measured_again(qtbot: QtBot, services: Services, timer: StepTimer) -> None:
    spec = services.document.spec
    timer.ask(spec)
    qtbot.waitUntil(lambda: timer.timing is not None, timeout=WAIT_MS)
    timer.ask(replace(spec, freeze=FreezeSpec(())))
    assert timer.timing is None
    timer.ask(spec)
    assert timer.timing is not None


def test_training_cancels_it_and_it_goes_on_afterwards(qtbot: QtBot, services: Services, timer: StepTimer) -> None:
    session = services.session
    timer.ask(services.document.spec)
    qtbot.waitUntil(lambda: services.jobs.find("step timing") is not None)
    session.start()
    job = services.jobs.find("step timing")
    assert job is None or job.should_stop()
    qtbot.waitUntil(lambda: session.step > 0, timeout=WAIT_MS)
    assert services.jobs.find("step timing") is None
    assert timer.problem == "Speed is measured once the training has ended."
    session.stop()
    qtbot.waitUntil(lambda: timer.timing is not None, timeout=WAIT_MS)


def test_without_images_there_is_nothing_to_measure(services: Services, timer: StepTimer) -> None:
    services.document.new(ProjectSpec())
    timer.ask(services.document.spec)
    assert timer.timing is None
    assert timer.problem == ""
