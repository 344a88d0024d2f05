import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.curves import epoch, started
from tests.support.runs_on_disk import make_project, make_run
from tests.support.steps import show
from tests.support.timings import TIMING
from tlstudio.engine.project import BackboneSpec, FreezeSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.events import Progress, Warned
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.train.plan import starting_lines
from tlstudio.gui.train.step import TrainStep


def small(spec: ProjectSpec, epochs: int = 2) -> ProjectSpec:
    """The same project on a small real network."""
    backbone = BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32)
    return replace(spec, backbone=backbone, training=TrainingSpec(epochs=epochs, batch_size=4))


def plan_of(step: TrainStep) -> list[str]:
    return step.curves_view.plan.texts if step.curves_view else []


def test_before_the_first_run_the_plan_says_what_would_happen(
    services: Services, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    services.document.open(make_project(tmp_path, images))
    services.document.edit("", small(services.document.spec, epochs=4))
    step = show(services, qtbot)
    images_line = "18 images to train on, 3 to validate, 3 kept for the test"
    qtbot.waitUntil(lambda: plan_of(step)[:1] == [images_line] and "parameters" in plan_of(step)[1], timeout=60_000)
    assert plan_of(step)[1].endswith("the backbone is frozen")
    assert plan_of(step)[2] == "4 epochs of 5 steps; the best one is kept"
    step.settings.rows["source"].edited.emit("distill")
    assert plan_of(step)[2] == "A frozen backbone forgets nothing, so the source loss is idle"
    services.document.edit("", replace(services.document.spec, freeze=FreezeSpec(())))
    assert "Li & Hoiem 2016" in plan_of(step)[2]


def test_without_images_the_plan_offers_to_choose_some(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    assert step.curves_view is not None
    with qtbot.waitSignal(step.requested) as seen:
        qtbot.mouseClick(step.curves_view.plan.button, Qt.MouseButton.LeftButton)
    assert seen.args == ["open_images"]


def test_an_old_run_is_replayed_when_its_project_opens(services: Services, tmp_path: Path, qtbot: QtBot) -> None:
    project = make_project(tmp_path)
    make_run(project)
    services.document.open(project)
    step = show(services, qtbot)
    qtbot.waitUntil(lambda: step.panel.best.text() == "82.5 %")
    assert step.curves_view is not None
    assert step.curves_view.plan.isHidden()


def test_what_was_measured_says_before_a_run_what_will_run_once(
    services: Services, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    services.document.open(make_project(tmp_path, images))
    step = show(services, qtbot)
    qtbot.waitUntil(lambda: services.images.split.value is not None)
    question = services.timings.question(services.document.spec)
    assert question is not None
    services.timings.keep(question, TIMING)
    qtbot.waitUntil(lambda: TIMING.plan in plan_of(step))
    services.document.edit("", replace(services.document.spec, freeze=FreezeSpec(())))
    qtbot.waitUntil(lambda: TIMING.plan not in plan_of(step))


def test_while_a_run_starts_the_plan_says_what_runs_once(services: Services) -> None:
    services.session.progress = Progress("Running the backbone", 412, 1400)
    services.session.started = replace(started(), plan="It runs once.")
    texts = [note.text for note in starting_lines(services.session)]
    assert texts == ["Running the backbone: 412 of 1,400", "It runs once."]


def test_an_old_run_still_says_what_ran_once(services: Services, tmp_path: Path, qtbot: QtBot) -> None:
    project = make_project(tmp_path)
    make_run(project, [replace(started(), plan="It ran once."), epoch(1, 4)])
    services.document.open(project)
    step = show(services, qtbot)
    qtbot.waitUntil(lambda: step.panel.plan.text() == "It ran once.")
    assert step.panel.plan.isVisible()


def test_the_table_shows_the_same_numbers_one_click_away(services: Services, tmp_path: Path, qtbot: QtBot) -> None:
    project = make_project(tmp_path)
    make_run(project)
    services.document.open(project)
    step = show(services, qtbot)
    qtbot.mouseClick(step.header.views.button("table"), Qt.MouseButton.LeftButton)
    assert not step.header.slider.isVisible()
    qtbot.waitUntil(lambda: step.table.metrics.rowCount() == 4)


def test_a_stopped_run_offers_to_go_on(services: Services, tmp_path: Path, qtbot: QtBot) -> None:
    project = make_project(tmp_path)
    make_run(project, status="stopped")
    services.document.open(project)
    step = show(services, qtbot)
    with qtbot.waitSignal(step.requested) as seen:
        step.banner.button("Resume").click()
    assert seen.args == ["go_on"]


def test_a_real_run_draws_its_curves_as_it_goes(services: Services, images: Path, tmp_path: Path, qtbot: QtBot) -> None:
    services.document.open(make_project(tmp_path, images))
    services.document.edit("", small(services.document.spec))
    step = show(services, qtbot)
    with qtbot.waitSignal(services.session.ended, timeout=120_000):
        services.session.start()
    assert services.session.state is SessionState.IDLE
    curves = step.history.curves(step.history.front)
    assert curves is not None
    assert (len(curves.loss), len(curves.epochs), curves.reached) == (10, 2, 2)
    step.header.views.button("table").click()
    assert step.table.metrics.rowCount() == 2


@pytest.mark.parametrize(("name", "typed", "value"), [("lr", "1e-4", 1e-4), ("weight_decay", "0,5", 0.5)])
def test_a_typed_setting_is_one_edit(services: Services, qtbot: QtBot, name: str, typed: str, value: float) -> None:
    step = show(services, qtbot)
    field = step.settings.rows[name].field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert getattr(services.document.spec.training, name) == value
    services.document.undo_stack.undo()
    assert services.document.spec.training == TrainingSpec()


def test_a_value_that_cannot_be_is_explained_and_changes_nothing(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    step.settings.rows["lr"].edited.emit(-1.0)
    assert "lr: -1 is not above 0" in step.settings.reason.text
    assert services.document.spec.training.lr == TrainingSpec().lr


def test_reset_goes_back_to_what_is_recommended(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    row = step.settings.rows["batch_size"]
    row.edited.emit(8)
    assert row.reset.isEnabled()
    row.reset.click()
    assert services.document.spec.training.batch_size == TrainingSpec().batch_size
    assert not row.reset.isEnabled()


def test_a_choice_of_quality_sets_what_it_says(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    assert step.settings.quality.current == "balanced"
    step.settings.quality.button("best").click()
    spec = services.document.spec
    assert (spec.training.epochs, spec.augment.intensity, spec.objective.label_smoothing) == (30, "light", 0.1)
    step.settings.rows["epochs"].edited.emit(7)
    assert step.settings.quality.current == ""


def test_simple_shows_the_epochs_only_and_momentum_needs_sgd(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    rows = step.settings.rows
    assert rows["momentum"].field.isHidden()
    rows["optimizer"].edited.emit("sgd")
    assert not rows["momentum"].field.isHidden()
    step.set_advanced(False)
    assert [name for name, row in rows.items() if not row.field.isHidden()] == ["epochs"]


def test_a_field_in_use_says_why_its_value_is_recommended(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    reason = step.settings.reason
    step.settings.rows["lr"].focused.emit()
    assert reason.title == "Learning rate: why 0.003?"
    assert "how far one step moves the head" in reason.text.lower()
    step.settings.rows["lr"].edited.emit(0.01)
    assert reason.title == "Learning rate: 0.003 is recommended"


def test_a_source_loss_brings_its_usual_weight_and_says_what_it_does(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    rows = step.settings.rows
    assert rows["source_weight"].field.isHidden()
    rows["source"].edited.emit("distill")
    assert services.document.spec.objective.source_weight == 1
    assert "Learning without Forgetting, Li & Hoiem 2016" in step.settings.reason.text
    assert rows["rehearsal_folder"].field.isHidden()
    slider = rows["source_weight"].slider
    assert slider is not None
    slider.setValue(0)
    assert services.document.spec.objective.source_weight == 1e-4
    assert rows["source_weight"].reset.toolTip() == "Reset λ to 1, as recommended"
    rows["source"].edited.emit("rehearse")
    assert services.document.spec.objective.source_weight == 1e-4  # chosen by hand
    assert not rows["rehearsal_folder"].field.isHidden()


def test_building_the_steps_imports_neither_networks_nor_plots() -> None:
    """They are built before torch is there; pyqtgraph comes when Train is first shown."""
    heavy = ("torch", "torchvision", "timm", "pyqtgraph", "scipy", "sklearn")
    code = "import sys, tlstudio.gui.train.step, tlstudio.gui.inspect.step; "
    code += f"print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_warning_of_the_run_comes_up_once(services: Services, qtbot: QtBot) -> None:
    step, curves = show(services, qtbot), RunCurves()
    curves.feed([Warned("a.jpg could not be read and was skipped.")])
    step.banner.show_warnings(curves)
    assert "a.jpg" in step.banner.text
    step.banner.hide()
    step.banner.show_warnings(curves)
    assert step.banner.isHidden()
