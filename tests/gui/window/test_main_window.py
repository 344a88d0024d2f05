from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS, tiny
from tlstudio.engine.data.edits import relabel
from tlstudio.engine.project import load_project
from tlstudio.engine.runs.live_edits import recorded
from tlstudio.gui.app import open_window
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.train.step import TrainStep
from tlstudio.gui.window.commands import MENUS, SEPARATOR
from tlstudio.gui.window.handlers import ON_MODEL, handlers
from tlstudio.gui.window.main_window import MainWindow, first_size
from tlstudio.gui.window.overview import STEPS


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))


def label(window: MainWindow) -> None:
    """Something of the user's, which is kept."""
    spec = window.document.spec
    window.document.edit("Label", replace(spec, data=relabel(spec.data, ["red/000.png"], "blue")))


def test_an_empty_window_offers_what_helps(window: MainWindow) -> None:
    window.services.jobs.close()
    assert window.current_step == "data"
    assert not window.frame.top_bar.primary.isEnabled()
    assert window.frame.rail.buttons["data"].entry.line == "Start here"


@pytest.mark.parametrize("number", range(5))
def test_every_step_opens_without_a_project(qtbot: QtBot, window: MainWindow, number: int) -> None:
    window.commands.actions[f"show_{STEPS[number]}"].trigger()
    assert window.current_step == STEPS[number]
    assert window.frame.rail.buttons[STEPS[number]].isChecked()


def test_every_command_of_the_menus_can_be_carried_out(window: MainWindow) -> None:
    listed = {command.name for commands in MENUS.values() for command in commands if command is not SEPARATOR}
    assert listed - {"undo", "redo", "recent"} == set(handlers(window))


def test_no_two_commands_share_a_shortcut() -> None:
    keys = [command.shortcut for commands in MENUS.values() for command in commands if command.shortcut]
    assert len(keys) == len(set(keys))


def test_a_dropped_folder_becomes_the_projects_images(qtbot: QtBot, window: MainWindow, images: Path) -> None:
    drop(window, images)
    qtbot.waitUntil(lambda: window.services.images.index.value is not None)
    qtbot.waitUntil(lambda: window.frame.top_bar.primary.isEnabled())
    assert window.document.name == "shapes"
    assert window.frame.rail.buttons["data"].entry.line == "24 images"
    window.document.undo_stack.undo()
    assert window.document.is_empty


def test_closing_keeps_an_unsaved_project(qtbot: QtBot, app_home: Path, images: Path) -> None:
    window = open_window()
    drop(window, images)
    label(window)
    window.close()
    saved = app_home / "data" / "projects" / "shapes.tlstudio"
    assert load_project(saved).data.folder == str(images)
    assert window.services.preferences.recent_projects() == [saved]


def test_the_title_shows_whether_there_are_unsaved_edits(qtbot: QtBot, window: MainWindow, images: Path) -> None:
    drop(window, images)
    label(window)
    qtbot.waitUntil(window.isWindowModified)
    window.document.save()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert window.windowTitle().startswith("shapes[*]")


def test_renaming_in_the_top_bar_renames_the_file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.document.save_as(tmp_path / "old.tlstudio")
    window.frame.top_bar.renamed.emit("new")
    assert window.document.path == tmp_path / "new.tlstudio"


def test_advanced_and_simple_are_two_views_of_one_project(qtbot: QtBot, window: MainWindow) -> None:
    before = window.document.spec
    window.commands.trigger("advanced")
    assert window.frame.rail.mode.current == "advanced"
    assert window.services.preferences.is_advanced
    window.commands.trigger("simple")
    assert window.frame.rail.mode.current == "simple"
    assert window.document.spec == before


def test_a_narrow_window_has_a_narrow_rail_and_nothing_is_cut(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(960, 640)
    qtbot.waitUntil(lambda: window.frame.rail.width() == 72)
    assert window.size().width() == 960
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.frame.rail.width() == 200)


def test_a_narrow_window_brings_the_side_panel_back_by_a_button(qtbot: QtBot, window: MainWindow, images: Path) -> None:
    button = window.frame.top_bar.panel
    assert not button.isVisible()  # an empty window has none
    drop(window, images)
    qtbot.waitUntil(lambda: window.services.images.split.value is not None)
    qtbot.waitUntil(button.isChecked)
    panel = window.step("data").images.panel  # pyright: ignore[reportAttributeAccessIssue] # a DataStart
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: not panel.isVisible() and not button.isChecked())
    button.click()
    assert panel.isVisible() and button.isChecked()


def test_closing_while_training_asks_and_stopping_saves(qtbot: QtBot, images: Path) -> None:
    window = open_window()
    window.document.new(tiny(images, epochs=500))
    window.start_training()
    assert window.current_step == "train"
    qtbot.waitUntil(lambda: window.session.step > 0, timeout=WAIT_MS)
    window.close()
    assert window.isVisible()
    question = window.guard.question
    assert question is not None
    stop = next(button for button in question.buttons() if "Stop" in button.text())
    with qtbot.waitSignal(window.session.ended, timeout=WAIT_MS):
        stop.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    run = window.session.run
    assert run is not None
    assert run.state().status == "stopped"


def test_cancelling_that_question_keeps_training(qtbot: QtBot, window: MainWindow, images: Path) -> None:
    window.document.new(tiny(images, epochs=500))
    window.start_training()
    window.close()
    question = window.guard.question
    assert question is not None
    next(b for b in question.buttons() if question.buttonRole(b) is QMessageBox.ButtonRole.RejectRole).click()
    assert window.isVisible()
    assert window.session.is_alive


def test_discarding_asks_first_and_keeping_changes_nothing(qtbot: QtBot, window: MainWindow, images: Path) -> None:
    window.document.new(tiny(images, epochs=500))
    window.start_training()
    qtbot.waitUntil(lambda: window.session.last_epoch is not None, timeout=WAIT_MS)
    window.frame.top_bar.stop_menu.discard.trigger()
    question = window.discard_question.box
    assert question is not None
    assert question.text().startswith("Discard run 1? Its ")
    next(one for one in question.buttons() if one.text() == "Keep Training").click()
    assert window.session.is_alive
    window.commands.trigger("discard")
    question = window.discard_question.box
    assert question is not None
    with qtbot.waitSignal(window.session.ended, timeout=WAIT_MS):
        next(one for one in question.buttons() if one.text() == "Discard").click()
    assert window.services.runs.all == ()
    assert window.session.state is SessionState.IDLE


def test_a_project_that_failed_says_so_in_a_banner(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.document.new(tiny(tmp_path / "nowhere", epochs=1))
    with qtbot.waitSignal(window.session.ended, timeout=WAIT_MS):
        window.start_training()
    assert window.frame.banner.kind == "error"
    assert "nowhere" in window.frame.banner.text


def test_a_complete_run_trains_more_epochs_on_request(qtbot: QtBot, window: MainWindow, images: Path) -> None:
    window.document.new(tiny(images, epochs=1))
    window.commands.trigger("continue_training")
    assert window.runs.continue_dialog is None  # there is no run yet
    with qtbot.waitSignal(window.session.ended, timeout=WAIT_MS):
        window.start_training()
    step = window.step("train")
    assert isinstance(step, TrainStep)
    step.banner.button("See its mistakes").click()
    assert window.current_step == "inspect"
    window.show_step("train")
    step.banner.button("Train more epochs…").click()
    dialog = window.runs.continue_dialog
    assert dialog is not None
    dialog.field.setValue(2)
    assert "up to epoch 3;" in dialog.note.text()
    with qtbot.waitSignal(window.session.ended, timeout=WAIT_MS):
        dialog.start_button.click()
    run = window.services.runs.all[-1]
    assert (run.name, run.state().epoch, run.state().status) == ("001", 3, "completed")
    assert [(one.key, one.new) for one in recorded(run)] == [("training.epochs", 3)]


def test_an_interrupted_run_is_offered_when_its_project_opens(qtbot: QtBot, images: Path, tmp_path: Path) -> None:
    first = open_window()
    first.document.new(tiny(images, epochs=500))
    first.document.save_as(tmp_path / "mine.tlstudio")
    first.start_training()
    qtbot.waitUntil(lambda: first.services.runs.trained is not None, timeout=WAIT_MS)
    first.session.close()
    run = first.services.runs.all[0]
    run.set_state(replace(run.state(), status="running", process=0))  # as a crash leaves it
    first.close()
    second = open_window(tmp_path / "mine.tlstudio")
    assert second.frame.banner.text.startswith("Run 1 was interrupted at epoch ")
    assert second.frame.banner.button("Resume").isVisible()
    second.close()


def test_a_template_begins_a_project_on_the_images_that_are_there(window: MainWindow, images: Path) -> None:
    drop(window, images)
    window.commands.actions["template_classic"].trigger()
    spec = window.document.spec
    assert (spec.data.folder, spec.backbone.name) == (str(images), "torchvision/resnet50")
    assert not window.document.undo_stack.canUndo()


def test_each_step_has_the_commands_that_the_menus_send_it(window: MainWindow) -> None:
    assert set(window.step("model").commands()) == set(ON_MODEL)
    assert set(window.step("data").commands()) == {"add_folder", "show_augmentation"}
    assert set(window.step("export").commands()) == {"export"}


@pytest.mark.parametrize(
    ("free", "first"), [((1920, 1053), (1280, 800)), ((1366, 728), (1280, 688)), ((1024, 728), (1024, 688))]
)
def test_the_first_window_fits_the_screen(free: tuple[int, int], first: tuple[int, int]) -> None:
    assert first_size(QSize(*free)) == QSize(*first)
