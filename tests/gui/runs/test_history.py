from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.runs_on_disk import make_project, make_run
from tlstudio.engine.codec import dumps
from tlstudio.engine.runs.run import Run
from tlstudio.gui.runs.history import RunHistory, key_of
from tlstudio.gui.services.services import Services


@pytest.fixture
def runs(tmp_path: Path) -> list[Run]:
    project = make_project(tmp_path)
    return [make_run(project), make_run(project, status="stopped")]


@pytest.fixture
def history(services: Services, runs: list[Run], tmp_path: Path) -> RunHistory:
    services.document.open(tmp_path / "shapes.tlstudio")
    made = RunHistory(services)
    made.reload()
    return made


def wait_for(qtbot: QtBot, history: RunHistory, key: str) -> None:
    qtbot.waitUntil(lambda: history.curves(key) is not None)


def test_the_last_run_is_in_front_until_another_is_chosen(history: RunHistory, runs: list[Run]) -> None:
    assert history.front == key_of(runs[1])
    history.choose(key_of(runs[0]))
    assert history.front == key_of(runs[0])


def test_the_list_names_every_run_and_how_it_ended(history: RunHistory) -> None:
    rows = history.rows()
    assert [(row.name, row.note, row.is_front) for row in rows] == [("Run 2", "stopped", True), ("Run 1", "", False)]
    assert rows[0].score == "82.5 %"


def test_the_log_of_an_old_run_becomes_its_curves(history: RunHistory, runs: list[Run], qtbot: QtBot) -> None:
    wait_for(qtbot, history, key_of(runs[0]))
    curves = history.curves(key_of(runs[0]))
    assert curves is not None
    assert (len(curves.loss), len(curves.epochs)) == (40, 4)


def test_a_run_laid_behind_keeps_its_colour_in_the_list(history: RunHistory, runs: list[Run], qtbot: QtBot) -> None:
    history.set_behind(key_of(runs[0]), True)
    wait_for(qtbot, history, key_of(runs[0]))
    assert [name for name, _ in history.named_behind()] == ["Run 1"]
    assert history.rows()[1].is_shown


def test_a_run_brought_to_the_front_is_no_longer_behind(history: RunHistory, runs: list[Run]) -> None:
    history.set_behind(key_of(runs[0]), True)
    history.choose(key_of(runs[0]))
    assert history.behind == []


def test_a_damaged_log_is_a_warning_and_no_crash(history: RunHistory, runs: list[Run], qtbot: QtBot) -> None:
    runs[0].metrics_path.write_text("no event\n", encoding="utf-8")
    wait_for(qtbot, history, key_of(runs[0]))
    curves = history.curves(key_of(runs[0]))
    assert curves is not None
    assert "Not an event" in curves.warnings[0]


def test_a_damaged_run_stays_in_the_list(history: RunHistory, runs: list[Run]) -> None:
    (runs[1].folder / "run.json").write_text("{", encoding="utf-8")
    history.reload()
    assert history.rows()[0].note == "damaged"


def test_a_run_that_trains_elsewhere_is_followed_again_after_another_project(
    history: RunHistory, runs: list[Run], qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    wait_for(qtbot, history, key_of(runs[1]))
    services.document.new(services.document.spec)
    history.reload()
    assert not history.runs
    state = replace(runs[1].state(), status="running")
    (runs[1].folder / "run.json").write_text(dumps(state))
    runs[1].own()  # as the program that trains it does
    services.document.open(tmp_path / "shapes.tlstudio")
    history.reload()
    assert history.state(runs[1]) == state
    history.follow()
    wait_for(qtbot, history, key_of(runs[1]))
    runs[1].close()
