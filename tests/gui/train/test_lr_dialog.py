from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.runs_on_disk import make_project
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.services.services import Services
from tlstudio.gui.train.step import TrainStep


def test_the_suggested_rate_or_any_other_becomes_one_edit(
    services: Services, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    services.document.open(make_project(tmp_path, images))
    backbone = BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32)
    services.document.edit("", replace(services.document.spec, backbone=backbone))
    step = TrainStep(services)
    qtbot.addWidget(step)
    step.edited.connect(services.document.edit)
    qtbot.waitUntil(lambda: services.images.fresh_index() is not None, timeout=60_000)
    dialog = step.find_rate()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=120_000)
    assert dialog.found is not None
    assert float(dialog.field.text()) == dialog.found.suggestion
    dialog.plot.rate_clicked.emit(0.02)
    assert dialog.use.text() == "Use 0.02"
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert services.document.spec.training.lr == 0.02
    services.document.undo_stack.undo()
    assert services.document.spec.training.lr != 0.02
