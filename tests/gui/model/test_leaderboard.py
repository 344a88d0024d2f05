"""From the button on the card to another backbone in the project."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.small import SMALL, put_weights
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, save_project
from tlstudio.gui.backbones.leaderboard_dialog import LeaderboardDialog
from tlstudio.gui.model.step import ModelStep
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.session import SessionState

LITE = "tlstudio/efficientnet_lite0"


@pytest.fixture(autouse=True)
def empty_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TLSTUDIO_WEIGHTS", "HF_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def step(qtbot: QtBot, services: Services, images: Path, tmp_path: Path) -> ModelStep:
    """The step, not shown, on a saved project of three classes with the small network, wired as the window does."""
    made = ModelStep(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    services.document.spec_changed.connect(made.show_spec)
    spec = ProjectSpec(data=DataSpec(folder=str(images)), backbone=BackboneSpec(SMALL, input_px=32))
    save_project(spec, tmp_path / "p.tlstudio")
    services.document.open(tmp_path / "p.tlstudio")
    qtbot.waitUntil(lambda: services.images.split.value is not None)
    return made


def opened(qtbot: QtBot, step: ModelStep) -> LeaderboardDialog:
    """The dialog, once it knows what is on this computer."""
    step.view.card.compare_button.click()
    dialog = step.comparison.dialog
    assert dialog
    qtbot.waitUntil(lambda: bool(dialog.board.rows), timeout=30_000)
    return dialog


def measure(qtbot: QtBot, dialog: LeaderboardDialog) -> None:
    dialog.start_button.click()
    qtbot.waitUntil(lambda: not dialog.board.asked() and dialog.close_button.text() == "Close", timeout=30_000)


def only(dialog: LeaderboardDialog, *names: str) -> None:
    """Tick no others."""
    for row, entry in enumerate(dialog.board.rows):
        if dialog.board.is_ticked(row) != (entry.info.name in names):
            dialog.board.toggle(row)


def test_what_is_ticked_is_measured_and_one_click_changes_the_project(qtbot: QtBot, step: ModelStep):
    put_weights(SMALL)
    step.services.document.edit("x", replace(step.spec, backbone=BackboneSpec(LITE, input_px=32)))
    dialog = opened(qtbot, step)
    assert dialog.sentence.text() == "Which backbone sees the most in your images?"
    only(dialog, SMALL)
    measure(qtbot, dialog)
    assert dialog.sentence.text().startswith("Only MobileNet V3 Small 050 was measured: ")
    button = dialog.table.button(SMALL)
    assert button
    button.click()
    qtbot.waitUntil(lambda: step.spec.backbone == BackboneSpec(SMALL), timeout=30_000)
    assert step.services.document.undo_stack.undoText() == "Change the backbone to MobileNet V3 Small 050"
    assert step.comparison.dialog is None


def test_a_second_look_shows_what_is_known(qtbot: QtBot, step: ModelStep):
    put_weights(SMALL)
    first = opened(qtbot, step)
    only(first, SMALL)
    measure(qtbot, first)
    first.close_button.click()
    second = opened(qtbot, step)
    assert second.sentence.text().startswith("Only MobileNet V3 Small 050 was measured: ")


def test_one_backbone_alone_is_said_so_and_the_gallery_is_a_click_away(qtbot: QtBot, step: ModelStep):
    dialog = opened(qtbot, step)
    assert dialog.banner.text.startswith("Only one backbone is on this computer: EfficientNet-Lite0.")
    assert len([entry for entry in dialog.board.rows if not entry.is_here]) == 6
    dialog.more_button.click()
    assert step.comparison.dialog is None
    assert step.backbone.dialog is not None


def test_cancel_ends_the_comparison_first_and_the_dialog_then(qtbot: QtBot, step: ModelStep):
    dialog = opened(qtbot, step)
    dialog.start_button.click()
    assert (dialog.start_button.isEnabled(), dialog.close_button.text()) == (False, "Cancel")
    dialog.close_button.click()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=30_000)
    assert dialog.board.asked()
    dialog.close_button.click()
    assert step.comparison.dialog is None


def test_closing_while_it_measures_forgets_the_job(qtbot: QtBot, step: ModelStep):
    dialog = opened(qtbot, step)
    dialog.start_button.click()
    dialog.accept()
    assert step.services.jobs.find("compare") is None


def test_without_images_it_offers_to_open_some(qtbot: QtBot, step: ModelStep):
    step.services.document.new(ProjectSpec())
    step.comparison.open()
    dialog = step.comparison.dialog
    assert dialog
    assert dialog.empty.isVisible()
    assert not dialog.start_button.isVisible()
    with qtbot.waitSignal(step.requested) as asked:
        dialog.empty.button.click()
    assert asked.args == ["open_images"]


def test_nothing_is_compared_while_a_training_runs(qtbot: QtBot, step: ModelStep):
    session = step.services.session
    dialog = opened(qtbot, step)
    session.state = SessionState.RUNNING
    session.state_changed.emit(session.state)
    assert not dialog.start_button.isEnabled()
    assert dialog.start_button.accessibleDescription() == "Compare once the training has ended."
    session.state = SessionState.IDLE
    session.state_changed.emit(session.state)
    assert dialog.start_button.isEnabled()


def test_nothing_ticked_is_nothing_to_start(qtbot: QtBot, step: ModelStep):
    dialog = opened(qtbot, step)
    only(dialog)
    assert not dialog.start_button.isEnabled()
    assert dialog.start_button.accessibleDescription() == "Tick what to compare"
