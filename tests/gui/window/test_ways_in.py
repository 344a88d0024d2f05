"""Images that come to a project with some replace nothing in silence; a look at a folder leaves nothing behind."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.images import write_images
from tests.support.projects import WAIT_MS
from tlstudio.engine.data.edits import relabel
from tlstudio.engine.project import ProjectSpec, load_project, save_project
from tlstudio.gui.app import open_window
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.window.main_window import MainWindow


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))


def answer(window: MainWindow, text: str) -> None:
    box = window.drops.question.box
    assert box is not None
    button(box, text).click()


def button(box: QMessageBox, text: str) -> QPushButton:
    return next(one for one in box.findChildren(QPushButton) if one.text() == text)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.services.images.index.is_busy, timeout=WAIT_MS)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another folder of 3 classes."""
    return write_images(tmp_path / "parts", 4)


@pytest.fixture
def table(other: Path) -> Path:
    lines = [f"red/{number:03}.png,{'a' if number % 2 else 'b'}" for number in range(4)]
    (other / "t.csv").write_text("\n".join(["file,kind", *lines]), encoding="utf-8")
    return other / "t.csv"


@pytest.fixture
def work(window: MainWindow, images: Path, tmp_path: Path, qtbot: QtBot) -> Path:
    """A project file that is open, with a label given by hand."""
    window.document.new(with_folder(ProjectSpec(), images))
    settle(window, qtbot)
    window.document.save_as(tmp_path / "mine.tlstudio")
    spec = window.document.spec
    data = relabel(spec.data, ["red/000.png"], "blue")
    window.document.edit("Label", replace(spec, data=data))
    return tmp_path / "mine.tlstudio"


def opened_folder(window: MainWindow, other: Path, table: Path, choose: Callable[[Path], None]) -> None:
    choose(other)
    window.commands.trigger("open_images")


def dropped_folder(window: MainWindow, other: Path, table: Path, choose: Callable[[Path], None]) -> None:
    drop(window, other)
    answer(window, "New Project")


def dropped_folders(window: MainWindow, other: Path, table: Path, choose: Callable[[Path], None]) -> None:
    drop(window, other / "red", other / "blue")
    answer(window, "New Project")


def tried_sample(window: MainWindow, other: Path, table: Path, choose: Callable[[Path], None]) -> None:
    window.commands.trigger("try_sample")


def opened_project(window: MainWindow, other: Path, table: Path, choose: Callable[[Path], None]) -> None:
    save_project(with_folder(ProjectSpec(), other), other / "other.tlstudio")
    window.services.preferences.remember_project(other / "other.tlstudio")
    next(one for one in window.commands.recent_menu.actions() if one.text() == "other").trigger()


@pytest.mark.parametrize("way", [opened_folder, dropped_folder, dropped_folders, tried_sample, opened_project])
def test_each_way_in_begins_another_project_and_leaves_the_old_one_as_it_was(
    way: Callable[..., None],
    window: MainWindow,
    work: Path,
    other: Path,
    table: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = window.document.spec
    way(
        window,
        other,
        table,
        lambda path: monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path)),
    )
    assert window.document.path != work and window.document.spec.data.folder != before.data.folder
    assert window.document.spec.data.relabelled == {}
    assert load_project(work) == before
    settle(window, qtbot)


@pytest.mark.parametrize("is_drop", [True, False])
def test_a_table_begins_another_project(
    window: MainWindow, work: Path, table: Path, qtbot: QtBot, is_drop: bool
) -> None:
    before = window.document.spec
    if is_drop:
        drop(window, table)
        box = window.drops.question.box
        assert box is not None and "Add to This Project" not in [one.text() for one in box.buttons()]
        answer(window, "New Project")
    else:
        window.tables.open(table)
    qtbot.waitUntil(
        lambda: window.tables.dialog is not None and window.tables.dialog.open_button.isEnabled(), timeout=WAIT_MS
    )
    assert window.tables.dialog is not None
    window.tables.dialog.accept()
    settle(window, qtbot)
    assert window.document.path is None and window.document.spec.data.table == str(table)
    assert load_project(work) == before


def test_cancelling_the_question_changes_nothing(window: MainWindow, work: Path, other: Path) -> None:
    before, steps = window.document.spec, window.document.undo_stack.count()
    drop(window, other)
    answer(window, "Cancel")
    assert (window.document.path, window.document.spec) == (work, before)
    assert window.document.undo_stack.count() == steps
    assert window.drops.question.box is None


def test_replacing_is_one_step_that_undo_takes_back(window: MainWindow, work: Path, other: Path, qtbot: QtBot) -> None:
    before = window.document.spec
    drop(window, other)
    answer(window, "Replace the Images")
    settle(window, qtbot)
    assert (window.document.path, window.document.spec.data.folder) == (work, str(other))
    while window.document.spec != before and window.document.undo_stack.canUndo():
        window.document.undo_stack.undo()
    assert window.document.spec == before


def test_adding_keeps_the_images_and_asks_about_class_folders(
    window: MainWindow, work: Path, other: Path, qtbot: QtBot
) -> None:
    drop(window, other)
    answer(window, "Add to This Project")
    box = window.drops.adding.question
    assert box is not None
    assert box.text() == '"parts" holds blue, green and red. Add them to your classes?'
    button(box, "Add Them").click()
    settle(window, qtbot)
    index = window.services.images.index.value
    assert index is not None and index.counts() == {"blue": 13, "green": 12, "red": 11}  # one was relabelled
    assert window.document.spec.data.relabelled == {"red/000.png": "blue"}


def test_choosing_other_images_for_this_project_replaces_them(
    window: MainWindow, work: Path, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    window.commands.trigger("change_images")
    assert (window.document.path, window.document.spec.data.folder) == (work, str(other))
    settle(window, qtbot)


def test_looking_at_folders_and_the_sample_leaves_no_project(
    qtbot: QtBot, app_home: Path, images: Path, other: Path
) -> None:
    window = open_window()
    drop(window, images)
    qtbot.waitUntil(lambda: window.services.recommender.recipe is not None, timeout=WAIT_MS)
    drop(window, other)
    answer(window, "New Project")
    settle(window, qtbot)
    window.commands.trigger("try_sample")
    window.document.undo_stack.undo()
    assert window.document.is_empty and not window.document.name
    window.document.undo_stack.redo()
    settle(window, qtbot)
    window.close()
    assert window.services.preferences.recent_projects() == []
    assert list((app_home / "data").rglob("*.tlstudio")) == []
