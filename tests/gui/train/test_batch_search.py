from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.runs_on_disk import make_project
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.services.services import Services
from tlstudio.gui.train.batch_search import KEY
from tlstudio.gui.train.step import TrainStep


@pytest.fixture
def step(services: Services, images: Path, tmp_path: Path, qtbot: QtBot) -> TrainStep:
    """Of a project with a small network and 24 images."""
    services.document.open(make_project(tmp_path, images))
    backbone = BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32)
    services.document.edit("", replace(services.document.spec, backbone=backbone))
    made = TrainStep(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    made.show_spec(services.document.spec)
    qtbot.waitUntil(lambda: services.images.fresh_index() is not None, timeout=60_000)
    return made


def test_the_largest_batch_becomes_one_edit_with_its_sentence(
    step: TrainStep, services: Services, qtbot: QtBot
) -> None:
    link = step.settings.find_batch
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert (link.text(), link.isEnabled()) == ("Measuring…", False)
    qtbot.waitUntil(link.isEnabled, timeout=120_000)
    assert link.text() == "Largest that fits"
    assert services.document.spec.training.batch_size == 16  # more would be more than train
    assert step.settings.reason.text.startswith("16 images at once need about")
    services.document.undo_stack.undo()
    assert services.document.spec.training.batch_size == 32


def test_a_change_of_the_project_ends_the_search(step: TrainStep, services: Services, qtbot: QtBot) -> None:
    step.batch_search.start()
    spec = services.document.spec
    services.document.edit("", replace(spec, training=replace(spec.training, batch_size=7)))
    assert services.jobs.find(KEY) is None
    assert step.settings.find_batch.isEnabled()
    assert services.document.spec.training.batch_size == 7
