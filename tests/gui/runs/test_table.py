from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.support.recorded import recorded
from tlstudio.engine.project import AugmentSpec, BackboneSpec, FreezeSpec, HeadSpec, ProjectSpec
from tlstudio.engine.runs.table import facts_of
from tlstudio.gui.runs.model import RunsModel
from tlstudio.gui.runs.table import RunsTable, shared


def test_what_wants_little_gets_it_and_the_others_share_the_rest() -> None:
    assert shared([50, 300, 100, 200], 450) == [50, 150, 100, 150]
    assert shared([50, 60], 500) == [50, 60]


def test_four_settings_that_differ_fit_into_the_dialog(tmp_path: Path, qtbot: QtBot) -> None:
    other = ProjectSpec(
        augment=AugmentSpec("strong"),
        backbone=BackboneSpec("timm/convnextv2_nano.fcmae_ft_in22k_in1k"),
        freeze=FreezeSpec(tuple(f"stages.{number}" for number in range(4))),
        head=HeadSpec(pool="avgmax"),
    )
    model = RunsModel()
    table = RunsTable(model)
    qtbot.addWidget(table)
    table.resize(1146, 300)
    table.show()
    model.show_rows([facts_of(recorded(tmp_path / "p.tlstudio", spec)) for spec in (ProjectSpec(), other)])
    assert len(model.keys) == 4
    assert table.horizontalScrollBar().maximum() == 0
