"""What was done is said with Undo beside it; what undo changed out of view is said, and shown on request."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.data.step import DataStart
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.window.main_window import MainWindow


def test_a_new_label_is_said_and_undone_from_there(window: MainWindow, images: Path, qtbot: QtBot) -> None:
    window.document.new(with_folder(ProjectSpec(), images))
    qtbot.waitUntil(lambda: not window.services.images.index.is_busy, timeout=WAIT_MS)
    start, toast = window.step("data"), window.notes.toast
    assert isinstance(start, DataStart)
    grid = start.images.grid
    grid.select({images / "red" / "000.png"})
    start.images.changes.label("green")
    assert toast.text == "Moved to green"
    toast.button.click()
    assert window.document.spec.data.relabelled == {} and toast.text == ""


def test_undo_of_a_step_out_of_view_says_what_it_undid(window: MainWindow) -> None:
    document, toast = window.document, window.notes.toast
    document.edit("Epochs", replace(document.spec, training=replace(document.spec.training, epochs=3)))
    assert toast.text == ""
    document.undo_stack.undo()
    assert toast.text == "Undone: Epochs"
    document.undo_stack.redo()
    assert toast.text == "Done again: Epochs"
    toast.button.click()
    assert window.current_step == "train"
    document.undo_stack.undo()  # in view now
    assert toast.text == ""
