from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.engine.errors import ProjectError, StorageError
from tlstudio.engine.project import ProjectSpec, load_project, save_project
from tlstudio.gui.services.document import Document, with_folder
from tlstudio.gui.services.recovery import rescue_lost_projects


def with_epochs(spec: ProjectSpec, epochs: int) -> ProjectSpec:
    return replace(spec, training=replace(spec.training, epochs=epochs))


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    return Document()


def test_an_edit_can_be_undone_and_done_again(document: Document) -> None:
    document.edit("Epochs", with_epochs(document.spec, 3))
    assert document.spec.training.epochs == 3
    document.undo_stack.undo()
    assert document.spec == ProjectSpec()
    document.undo_stack.redo()
    assert document.spec.training.epochs == 3


def test_an_edit_that_changes_nothing_leaves_no_trace(document: Document) -> None:
    document.edit("Nothing", ProjectSpec())
    assert document.undo_stack.count() == 0


def test_a_new_project_is_dirty_until_it_is_saved(document: Document, tmp_path: Path) -> None:
    document.edit("Epochs", with_epochs(document.spec, 3))
    assert document.is_dirty
    document.save_as(tmp_path / "mine")
    assert not document.is_dirty
    assert load_project(tmp_path / "mine.tlstudio").training.epochs == 3


def test_a_saved_project_saves_its_edits_by_itself(qtbot: QtBot, document: Document, tmp_path: Path) -> None:
    document.save_as(tmp_path / "mine.tlstudio")
    with qtbot.waitSignal(document.dirty_changed, check_params_cb=lambda is_dirty: not is_dirty):
        document.edit("Epochs", with_epochs(document.spec, 7))
    assert load_project(tmp_path / "mine.tlstudio").training.epochs == 7


def test_a_project_without_a_place_gets_one_among_the_apps_own(document: Document, app_home: Path) -> None:
    document.edit("Images", with_folder(document.spec, Path("/photos/cats: and dogs")))
    path = document.ensure_path()
    assert path == app_home / "data" / "projects" / "cats- and dogs.tlstudio"
    assert not document.is_dirty


def test_names_of_the_apps_own_projects_do_not_collide(qtbot: QtBot) -> None:
    paths = []
    for _ in range(2):
        document = Document()
        document.new(with_folder(ProjectSpec(), Path("/photos")), title="photos")
        paths.append(document.ensure_path().name)
    assert paths == ["photos.tlstudio", "photos 2.tlstudio"]


def test_a_project_that_cannot_be_read_leaves_the_open_one_alone(document: Document, tmp_path: Path) -> None:
    (tmp_path / "bad.tlstudio").write_text("{")
    document.edit("Epochs", with_epochs(document.spec, 3))
    with pytest.raises(ProjectError, match=r"bad\.tlstudio"):
        document.open(tmp_path / "bad.tlstudio")
    assert document.spec.training.epochs == 3


def test_renaming_takes_the_runs_along(document: Document, tmp_path: Path) -> None:
    document.save_as(tmp_path / "old.tlstudio")
    (tmp_path / "old.runs" / "001").mkdir(parents=True)
    document.rename("new")
    assert document.name == "new"
    assert (tmp_path / "new.runs" / "001").is_dir()
    assert not (tmp_path / "old.tlstudio").exists()


def test_renaming_never_overwrites_another_project(document: Document, tmp_path: Path) -> None:
    save_project(ProjectSpec(), tmp_path / "other.tlstudio")
    document.save_as(tmp_path / "mine.tlstudio")
    with pytest.raises(StorageError, match="'other'"):
        document.rename("other")
    assert document.name == "mine"


def test_the_second_window_on_a_project_is_read_only(document: Document, tmp_path: Path) -> None:
    document.save_as(tmp_path / "mine.tlstudio")
    second = Document()
    second.open(tmp_path / "mine.tlstudio")
    assert second.is_read_only
    with pytest.raises(ProjectError, match="another window"):
        second.save()
    document.close()
    second.open(tmp_path / "mine.tlstudio")
    assert not second.is_read_only
    second.close()


def test_opening_another_project_keeps_the_edits_of_this_one(document: Document, tmp_path: Path) -> None:
    save_project(ProjectSpec(), tmp_path / "other.tlstudio")
    document.save_as(tmp_path / "mine.tlstudio")
    document.edit("Epochs", with_epochs(document.spec, 9))
    document.open(tmp_path / "other.tlstudio")
    assert load_project(tmp_path / "mine.tlstudio").training.epochs == 9


def test_a_crash_loses_no_unsaved_project(qtbot: QtBot, document: Document, app_home: Path) -> None:
    document.edit("Images", with_folder(document.spec, Path("/photos/cats")))
    recovery = app_home / "state" / "recovery"
    qtbot.waitUntil(lambda: any(recovery.glob("*.tlstudio")))
    assert rescue_lost_projects() == []  # its window is alive
    for lock in recovery.glob("*.lock"):
        lock.unlink()  # as after a crash: the lock is stale
    assert [path.name for path in rescue_lost_projects()] == ["cats.tlstudio"]
    assert not list(recovery.glob("*.tlstudio"))


def test_saving_removes_the_recovery_copy(qtbot: QtBot, document: Document, app_home: Path, tmp_path: Path) -> None:
    document.edit("Images", with_folder(document.spec, Path("/photos/cats")))
    recovery = app_home / "state" / "recovery"
    qtbot.waitUntil(lambda: any(recovery.glob("*.tlstudio")))
    document.save_as(tmp_path / "mine.tlstudio")
    assert not list(recovery.iterdir())
