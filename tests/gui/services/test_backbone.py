from pytestqt.qtbot import QtBot

from tlstudio.engine.project import BackboneSpec, ProjectSpec
from tlstudio.gui.services.jobs import Known
from tlstudio.gui.services.services import Services

WAIT_MS = 120_000  # the first description imports torch
SMALL = ProjectSpec(backbone=BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32))
OTHER = ProjectSpec(backbone=BackboneSpec("timm/mobilenetv3_small_075", weights="random", input_px=32))


def test_the_next_project_does_not_see_the_parts_of_the_last_one(qtbot: QtBot, services: Services) -> None:
    services.document.new(SMALL)
    services.backbone.describe()
    qtbot.waitUntil(lambda: services.backbone.tree is not None, timeout=WAIT_MS)
    services.document.new(OTHER)
    assert services.backbone.description == Known(is_busy=True)
    qtbot.waitUntil(lambda: services.backbone.tree is not None, timeout=WAIT_MS)


def test_the_same_backbone_is_built_once_for_two_projects(qtbot: QtBot, services: Services) -> None:
    services.document.new(SMALL)
    services.backbone.describe()
    qtbot.waitUntil(lambda: services.backbone.tree is not None, timeout=WAIT_MS)
    tree = services.backbone.tree
    services.document.new(SMALL)
    assert services.backbone.tree is tree


def test_a_backbone_that_nobody_looks_at_is_not_built(services: Services) -> None:
    services.document.new(SMALL)
    assert services.backbone.description == Known()
