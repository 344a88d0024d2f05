from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.curves import epoch, run_of, steps
from tests.support.runs_on_disk import make_project, make_run
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.notes import notes_of
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import trashed_runs
from tlstudio.gui.runs.commands import RunCommands
from tlstudio.gui.runs.dialog import RunsDialog
from tlstudio.gui.runs.history import RunHistory, key_of
from tlstudio.gui.services.services import Services

WAIT_MS = 20_000


@pytest.fixture
def runs(tmp_path: Path) -> list[Run]:
    project = make_project(tmp_path)
    return [make_run(project), make_run(project, status="stopped")]


@pytest.fixture
def commands(qtbot: QtBot, services: Services, runs: list[Run], tmp_path: Path) -> Iterator[RunCommands]:
    services.document.open(tmp_path / "shapes.tlstudio")
    window = QWidget()
    qtbot.addWidget(window)
    made = RunCommands(services, window, ask=lambda _title, _question: True)
    made.open()
    qtbot.waitUntil(lambda: len(shown(made).model.rows) == 2)
    yield made
    if made.dialog:
        made.dialog.reject()


def shown(commands: RunCommands) -> RunsDialog:
    assert commands.dialog
    return commands.dialog


def texts(dialog: RunsDialog, column: str) -> list[str]:
    """What a column says, from the top, as the table shows it."""
    number = [one.key for one in dialog.model.columns].index(column)
    shown_rows = dialog.table.filter
    return [shown_rows.index(row, number).data() for row in range(shown_rows.rowCount())]


def wait_for(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=WAIT_MS)


def test_the_newest_run_is_on_top_with_its_interval_and_state(commands: RunCommands) -> None:
    dialog = shown(commands)
    assert texts(dialog, "name") == ["Run 2", "Run 1"]
    assert texts(dialog, "score") == ["82.5 %", "82.5 %"]
    assert texts(dialog, "interval")[0].startswith("68.")
    assert texts(dialog, "state") == ["stopped, 4 of 4", "completed"]


def test_what_is_written_into_a_cell_is_kept_with_the_run(commands: RunCommands, runs: list[Run], qtbot: QtBot) -> None:
    dialog = shown(commands)
    names = [one.key for one in dialog.model.columns]
    dialog.model.setData(dialog.model.index(0, names.index("note")), "new lamp")
    wait_for(qtbot, lambda: texts(dialog, "note") == ["new lamp", ""])
    dialog.model.toggle_star(0)
    assert (notes_of(runs[1]).note, notes_of(runs[1]).is_starred) == ("new lamp", True)


def test_a_name_of_a_page_is_refused_in_the_dialog(commands: RunCommands) -> None:
    dialog = shown(commands)
    dialog.model.setData(dialog.model.index(0, 1), "x" * 81)
    assert "at most 80 letters" in dialog.banner.text


def test_words_and_stars_narrow_the_table(commands: RunCommands, qtbot: QtBot) -> None:
    dialog = shown(commands)
    dialog.search.setText("stopped run")
    assert texts(dialog, "name") == ["Run 2"]
    dialog.search.clear()
    dialog.views.button("starred").click()
    assert texts(dialog, "name") == []


def test_a_title_sorts_by_numbers(commands: RunCommands) -> None:
    dialog = shown(commands)
    dialog.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert texts(dialog, "name") == ["Run 1", "Run 2"]


def test_a_deleted_run_is_in_the_trash_until_it_is_restored(
    commands: RunCommands, runs: list[Run], qtbot: QtBot
) -> None:
    dialog = shown(commands)
    dialog.choose([runs[0]])
    dialog.delete_button.click()
    wait_for(qtbot, lambda: texts(dialog, "name") == ["Run 2"])
    dialog.views.button("trash").click()
    assert texts(dialog, "name") == ["Run 1"]
    dialog.choose([row.run for row in dialog.model.rows])
    dialog.restore_button.click()
    wait_for(qtbot, lambda: texts(dialog, "name") == [])
    assert runs[0].folder.is_dir()


def test_the_trash_is_emptied_after_a_question(commands: RunCommands, runs: list[Run], tmp_path: Path) -> None:
    shown(commands).delete_asked.emit(runs)
    assert len(trashed_runs(tmp_path / "shapes.tlstudio")) == 2
    commands.ask = lambda _title, _question: False
    shown(commands).empty_asked.emit()
    assert len(trashed_runs(tmp_path / "shapes.tlstudio")) == 2
    commands.ask = lambda _title, _question: True
    shown(commands).empty_asked.emit()
    assert trashed_runs(tmp_path / "shapes.tlstudio") == []


def test_two_chosen_runs_can_be_compared(commands: RunCommands, runs: list[Run]) -> None:
    dialog = shown(commands)
    dialog.choose(runs[:1])
    assert (dialog.compare_button.isEnabled(), dialog.open_button.isEnabled()) == (False, True)
    dialog.choose(runs)
    assert (dialog.compare_button.isEnabled(), dialog.open_button.isEnabled()) == (True, False)


def test_a_button_that_can_do_nothing_says_why(commands: RunCommands, runs: list[Run]) -> None:
    dialog = shown(commands)
    assert dialog.compare_button.toolTip() == "Choose two runs: Ctrl+click takes another"
    assert dialog.continue_button.toolTip() == "Choose one run"
    dialog.choose(runs[:1])
    assert dialog.continue_button.toolTip() == "Go on with this run for some epochs more"
    assert dialog.delete_button.toolTip() == "Move to the trash"


def test_a_run_without_a_checkpoint_says_that_it_cannot_go_on(commands: RunCommands, runs: list[Run]) -> None:
    dialog = shown(commands)
    dialog.choose(runs[:1])
    dialog.continue_button.click()
    assert "no checkpoint that can be resumed" in dialog.banner.text
    assert commands.continue_dialog is None


def test_the_project_of_a_run_is_opened_as_it_was(commands: RunCommands, runs: list[Run], qtbot: QtBot) -> None:
    with qtbot.waitSignal(commands.project_asked) as asked:
        shown(commands).open_asked.emit(runs[0])
    assert asked.args == [runs[0].project(), "shapes, run 1"]
    assert isinstance(runs[0].project(), ProjectSpec)
    assert commands.dialog is None


def test_a_run_of_another_program_appears_and_grows(
    commands: RunCommands, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    history = RunHistory(services)
    history.reload()
    project = tmp_path / "shapes.tlstudio"
    run = make_run(project, run_of()[:11], status="running")
    services.runs.look()
    wait_for(qtbot, lambda: len(shown(commands).model.rows) == 3)
    wait_for(qtbot, lambda: history.curves(key_of(run)) is not None)
    for event in (*steps(11, 20, 10), epoch(2, 20)):
        run.record(event)
    run.close()
    services.runs.look()
    curves = history.curves(key_of(run))
    assert curves
    assert (curves.step, len(curves.epochs)) == (20, 1)
