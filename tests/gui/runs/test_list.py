from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tlstudio.gui.runs.list import RunList, RunRow, box_of

ROWS = [
    RunRow("3", "Run 3", "now", "95.7 %", is_front=True),
    RunRow("2", "Run 2", "", "94.3 %", is_shown=True),
    RunRow("1", "Run 1", "stopped"),
]


@pytest.fixture
def runs(qtbot: QtBot) -> RunList:
    made = RunList()
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    made.resize(250, 120)
    made.show()
    return made


def test_a_click_on_the_box_lays_a_run_behind(runs: RunList, qtbot: QtBot) -> None:
    place = box_of(runs.visualRect(runs.runs.index(2))).center()
    with qtbot.waitSignal(runs.toggled) as seen:
        qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seen.args == ["1", True]


def test_a_click_on_the_name_brings_a_run_to_the_front(runs: RunList, qtbot: QtBot) -> None:
    place = runs.visualRect(runs.runs.index(1)).center()
    with qtbot.waitSignal(runs.chosen) as seen:
        qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seen.args == ["2"]


def test_space_takes_a_shown_run_away(runs: RunList, qtbot: QtBot) -> None:
    runs.setCurrentIndex(runs.runs.index(1))
    with qtbot.waitSignal(runs.toggled) as seen:
        qtbot.keyClick(runs, Qt.Key.Key_Space)
    assert seen.args == ["2", False]


def test_enter_brings_the_current_run_to_the_front(runs: RunList, qtbot: QtBot) -> None:
    runs.setCurrentIndex(runs.runs.index(2))
    with qtbot.waitSignal(runs.chosen) as seen:
        qtbot.keyClick(runs, Qt.Key.Key_Return)
    assert seen.args == ["1"]


def test_the_run_in_front_cannot_be_taken_away(runs: RunList, qtbot: QtBot) -> None:
    runs.setCurrentIndex(runs.runs.index(0))
    with qtbot.assertNotEmitted(runs.toggled):
        qtbot.keyClick(runs, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("row", "spoken"),
    [(0, "Run 3, now, in front, 95.7 %"), (1, "Run 2, shown, 94.3 %"), (2, "Run 1, stopped, not shown, –")],
)
def test_a_row_says_all_that_it_shows(runs: RunList, row: int, spoken: str) -> None:
    assert runs.runs.index(row).data(Qt.ItemDataRole.AccessibleTextRole) == spoken


def test_new_numbers_keep_the_current_row(runs: RunList) -> None:
    runs.setCurrentIndex(runs.runs.index(1))
    runs.show_rows([RunRow("3", "Run 3", "now", "96.0 %", is_front=True), *ROWS[1:]])
    assert runs.currentIndex().row() == 1


def test_only_a_row_that_changed_is_drawn_anew(runs: RunList) -> None:
    changed: list[int] = []
    runs.runs.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    runs.show_rows(ROWS)
    runs.show_rows([replace(ROWS[0], score="96.0 %"), *ROWS[1:]])
    assert changed == [0]
