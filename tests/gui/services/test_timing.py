from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.engine.project import AugmentSpec, BackboneSpec, FreezeSpec, ProjectSpec, TrainingSpec
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.timing import Probe

WAIT_MS = 120_000  # the first measurement imports torch


def tiny(images: Path) -> ProjectSpec:
    spec = ProjectSpec(
        backbone=BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32),
        training=TrainingSpec(epochs=500, batch_size=4),
    )
    return with_folder(spec, images)


@pytest.fixture
def probe(qtbot: QtBot, services: Services, images: Path) -> Iterator[Probe]:
    """On a small project whose images are known."""
    services.document.new(tiny(images))
    qtbot.waitUntil(lambda: services.library.split is not None)
    yield Probe(services, services.document)
    services.session.close()


def test_it_answers_what_was_asked_last(qtbot: QtBot, services: Services, probe: Probe) -> None:
    spec = services.document.spec
    probe.ask(spec)
    qtbot.waitUntil(lambda: services.jobs.find("probe") is not None)
    first = services.jobs.find("probe")
    probe.ask(replace(spec, freeze=FreezeSpec(())))
    assert first is not None
    assert first.should_stop()
    qtbot.waitUntil(lambda: probe.timing is not None, timeout=WAIT_MS)
    assert probe.timing is not None
    assert probe.timing.features_s == 0


def test_the_number_of_epochs_changes_nothing(qtbot: QtBot, services: Services, probe: Probe) -> None:
    spec = services.document.spec
    probe.ask(spec)
    qtbot.waitUntil(lambda: probe.timing is not None, timeout=WAIT_MS)
    timing = probe.timing
    probe.ask(replace(spec, training=replace(spec.training, epochs=3)))
    assert probe.timing is timing


@pytest.mark.parametrize(("epochs", "measured"), [(500, 4), (3, 3)])
def test_each_prepared_view_that_an_epoch_comes_to_is_measured(
    services: Services, probe: Probe, epochs: int, measured: int
) -> None:
    spec = services.document.spec
    spec = replace(spec, augment=AugmentSpec("light", views=4), training=replace(spec.training, epochs=epochs))
    question = services.measured.question(spec)
    assert question is not None
    assert question.project.training.epochs == measured


def test_a_change_taken_back_is_not_measured_again(qtbot: QtBot, services: Services, probe: Probe) -> None:
    spec = services.document.spec
    probe.ask(spec)
    qtbot.waitUntil(lambda: probe.timing is not None, timeout=WAIT_MS)
    probe.ask(replace(spec, freeze=FreezeSpec(())))
    assert probe.timing is None
    probe.ask(spec)
    assert probe.timing is not None


def test_training_cancels_it_and_it_goes_on_afterwards(qtbot: QtBot, services: Services, probe: Probe) -> None:
    session = services.session
    probe.ask(services.document.spec)
    qtbot.waitUntil(lambda: services.jobs.find("probe") is not None)
    session.start()
    job = services.jobs.find("probe")
    assert job is None or job.should_stop()
    qtbot.waitUntil(lambda: session.step > 0, timeout=WAIT_MS)
    assert services.jobs.find("probe") is None
    assert probe.problem == "Speed is measured once the training has ended."
    session.stop()
    qtbot.waitUntil(lambda: probe.timing is not None, timeout=WAIT_MS)


def test_without_images_there_is_nothing_to_measure(services: Services, probe: Probe) -> None:
    services.document.new(ProjectSpec())
    probe.ask(services.document.spec)
    assert probe.timing is None
    assert probe.problem == ""
