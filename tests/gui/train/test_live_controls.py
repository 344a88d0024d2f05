from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.runs_on_disk import make_project
from tlstudio.engine.project import BackboneSpec, FreezeSpec, PhaseSpec, TrainingSpec
from tlstudio.engine.runs.live_edits import EPOCHS, LR, recorded
from tlstudio.gui.services.services import Services
from tlstudio.gui.train.step import TrainStep


def test_a_running_run_is_changed_from_its_panel(
    services: Services, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    services.document.open(make_project(tmp_path, images))
    backbone = BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32)
    training, freeze = TrainingSpec(epochs=60, batch_size=4), FreezeSpec(("stem",), phases=(PhaseSpec(58),))
    services.document.edit("", replace(services.document.spec, backbone=backbone, training=training, freeze=freeze))
    step, session = TrainStep(services), services.session
    qtbot.addWidget(step)
    step.show_spec(services.document.spec)
    step.show()
    assert step.live.isHidden()
    session.start()
    qtbot.waitUntil(lambda: session.step > 0 or session.problem is not None, timeout=120_000)
    assert session.problem is None
    session.pause()
    assert step.live.isVisible()
    assert (step.live.fields[LR].text(), step.live.end_phase.isVisible()) == ("0.003", True)
    step.live.fields[LR].value_edited.emit(0.01)
    step.live.fields[EPOCHS].value_edited.emit(59)
    qtbot.mouseClick(step.live.apply, Qt.MouseButton.LeftButton)
    assert step.live.note.text() == "Changes when training goes on."
    session.resume()
    run = session.run
    assert run is not None
    qtbot.waitUntil(lambda: len(recorded(run)) == 2, timeout=120_000)
    with qtbot.waitSignal(session.ended, timeout=120_000):
        session.stop()
    curves = step.history.curves(step.history.front)
    assert curves is not None
    assert [(words, curves.total_epochs) for _, words in curves.marks] == [("Rate 0.01 · 59 epochs", 59)]
    assert step.live.isHidden()
