from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.engine.project import (
    BackboneSpec,
    DataSpec,
    FreezeSpec,
    HeadSpec,
    LayerSpec,
    LrScaleSpec,
    PhaseSpec,
    ProjectSpec,
)
from tlstudio.gui.services.services import Services
from tlstudio.gui.window.gather import gather

WIDE = LayerSpec("linear", width=65_536)


@pytest.fixture
def project(qtbot: QtBot, services: Services, images: Path) -> ProjectSpec:
    """A project whose images and backbone are known."""
    spec = ProjectSpec(data=DataSpec(folder=str(images)), backbone=BackboneSpec(input_px=64))
    services.document.new(spec)
    services.backbone.describe()
    qtbot.waitUntil(
        lambda: services.backbone.tree is not None and services.images.index.value is not None, timeout=30_000
    )
    return spec


def test_a_good_project_can_be_trained(services: Services, project: ProjectSpec) -> None:
    assert gather(services).can_train


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"freeze": FreezeSpec(("blok.1",))}, "did you mean 'blocks.1'?"),
        ({"freeze": FreezeSpec((), phases=(PhaseSpec(10),))}, "take 10 of 10 epochs"),
        ({"freeze": FreezeSpec((), lr_scales=(LrScaleSpec("stam", 1.0),))}, "did you mean 'stem'?"),
        ({"head": HeadSpec("avg", (WIDE, WIDE))}, "Choose fewer units"),
        ({"backbone": BackboneSpec("timm/resnet50")}, "are not on this computer"),
        ({"backbone": BackboneSpec("timm/resnet5")}, "There is no backbone"),
    ],
)
def test_start_is_off_while_the_model_has_a_problem(
    services: Services, project: ProjectSpec, change: dict[str, object], sentence: str
) -> None:
    services.document.edit("Break it", replace(project, **change))
    overview = gather(services)
    assert not overview.can_train
    assert sentence in overview.model_problem
