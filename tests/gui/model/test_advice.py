from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.curves import epoch, started
from tests.support.projects import small_project
from tests.support.runs_on_disk import make_run
from tlstudio.engine.project import FreezeSpec, save_project
from tlstudio.gui.model import advice as model_advice
from tlstudio.gui.model.advice import Offer
from tlstudio.gui.model.step import ModelStep
from tlstudio.gui.services.services import Services

WAIT_MS = 60_000


@pytest.fixture
def step(
    qtbot: QtBot, services: Services, images: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModelStep]:
    """On a project that trains all of its backbone, and whose run moved only what comes last."""
    monkeypatch.setattr(model_advice, "LEAST_GAIN", 0)  # however busy this computer is
    made = ModelStep(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    services.document.spec_changed.connect(made.show_spec)
    project = tmp_path / "shapes.tlstudio"
    save_project(replace(small_project(images), freeze=FreezeSpec(())), project)
    services.document.open(project)
    made.resize(1080, 700)
    made.show()
    qtbot.waitUntil(
        lambda: services.backbone.tree is not None and services.images.split.value is not None, timeout=WAIT_MS
    )
    tree = services.backbone.tree
    assert tree is not None
    deep = {leaf.name for part in tree.children[-2:] for leaf in part.leaves()}
    moved = {leaf.name: (0.05 if leaf.name in deep else 0.001, 1.0) for leaf in tree.leaves() if leaf.parameters}
    make_run(project, [started(), replace(epoch(1, 10), moved=moved)])
    services.runs.reload()
    yield made
    services.session.close()


def offered(qtbot: QtBot, step: ModelStep) -> Offer:
    qtbot.waitUntil(lambda: step.adviser.offer is not None, timeout=WAIT_MS)
    offer = step.adviser.offer
    assert offer is not None
    return offer


def test_what_barely_moved_is_offered_with_its_measured_gain_and_frozen_by_one_click(qtbot: QtBot, step: ModelStep):
    offer = offered(qtbot, step)
    assert offer.sentence.startswith("Stem to Stage 6 barely moved in run 1 (at most 0.1 %, Stage 7 5.0 %).")
    assert offer.sentence.endswith("× faster.")
    assert step.view.banner.text == offer.sentence
    step.view.banner.button("Freeze them").click()
    assert step.spec.freeze.parts == ("stem", *(f"blocks.{number}" for number in range(6)))
    assert step.services.document.undo_stack.undoText() == "Freeze Stem to Stage 6"
    assert step.view.banner.isHidden()


def test_a_change_takes_the_offer_back_and_a_dismissal_ends_it(qtbot: QtBot, step: ModelStep):
    offered(qtbot, step)
    step.commands()["retrain_last"]()
    assert step.adviser.offer is None
    assert step.view.banner.isHidden()
    step.services.document.undo_stack.undo()
    assert not step.view.banner.isHidden()
    step.view.banner.dismissed.emit()
    assert step.adviser.offer is None
    step.show_spec(step.spec)
    assert step.view.banner.isHidden()
