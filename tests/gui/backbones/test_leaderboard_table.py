import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.support.leaderboards import LITE, R18, R50, VGG, entry, stands
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.leaderboard_model import Column, LeaderboardModel
from tlstudio.gui.backbones.leaderboard_table import LeaderboardTable


@pytest.fixture
def table(qtbot: QtBot) -> LeaderboardTable:
    """Three backbones that are here, the first in use, and one that is not."""
    made = LeaderboardTable(LeaderboardModel(), BackboneSpec(LITE))
    qtbot.addWidget(made)
    made.board.setParent(made)
    made.resize(900, 300)
    made.board.show_rows([entry(LITE), entry(R18), entry(R50), entry(VGG, is_here=False)])
    made.show()
    return made


def names(table: LeaderboardTable) -> list[str]:
    return [one.info.name for one in table.board.rows]


def text(table: LeaderboardTable, row: int, column: Column) -> str:
    return table.board.index(row, column).data()


def test_the_table_is_a_sound_model(table: LeaderboardTable):
    QAbstractItemModelTester(table.board, QAbstractItemModelTester.FailureReportingMode.Warning, table.board)
    table.board.take(stands(R50, "1110"))  # it goes up, which the tester follows; a warning of its fails the test
    table.board.toggle(1)
    assert table.board.rowCount() == len(names(table)) == 4
    assert names(table)[0] == R50


def test_what_is_measured_goes_up_by_accuracy_and_what_failed_goes_down(table: LeaderboardTable):
    for standing in (stands(LITE, "", error="It does not fit into memory."), stands(R18, "1100"), stands(R50, "1110")):
        table.board.take(standing)
    assert names(table) == [R50, R18, LITE, VGG]
    assert [table.board.rank(row) for row in range(4)] == [1, 2, None, None]
    assert text(table, 2, Column.ACCURACY) == "It does not fit into memory."


def test_numbers_stand_with_their_units(table: LeaderboardTable):
    table.board.take(stands(R50, "1" * 90 + "0" * 10, ms=98))
    # the interval of 90 in 100 (Wilson): 82.6 to 94.5
    assert text(table, 0, Column.ACCURACY) == "90.0 %, between 82.6 and 94.5 %"
    assert text(table, 0, Column.TIME) == "98 ms"
    assert text(table, 0, Column.SIZE) == "102 MB"
    assert text(table, 3, Column.ACCURACY).startswith("Not on this computer: ")


def test_all_intervals_are_drawn_on_one_scale_that_the_title_tells(table: LeaderboardTable):
    table.board.take(stands(R50, "1" * 90 + "0" * 10))
    table.board.take(stands(R18, "1" * 70 + "0" * 30))
    title = table.board.headerData(Column.ACCURACY, Qt.Orientation.Horizontal)
    assert title == "Accuracy, 95 % interval, drawn from 60 to 100 %"


def test_a_click_or_space_ticks_what_can_be_measured(qtbot: QtBot, table: LeaderboardTable):
    assert [spec.name for spec in table.board.asked()] == [LITE, R18, R50]
    place = table.visualRect(table.board.index(1, Column.NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [spec.name for spec in table.board.asked()] == [LITE, R50]
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [spec.name for spec in table.board.asked()] == [LITE, R18, R50]


def test_neither_what_is_elsewhere_nor_what_is_measured_can_be_ticked(qtbot: QtBot, table: LeaderboardTable):
    table.board.take(stands(R50, "1110"))
    for row in (0, 3):
        table.selectRow(row)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        assert table.board.index(row, Column.NAME).data(Qt.ItemDataRole.CheckStateRole) is None
    assert [spec.name for spec in table.board.asked()] == [LITE, R18]


def test_one_click_uses_a_row_but_not_the_one_in_use_nor_one_elsewhere(qtbot: QtBot, table: LeaderboardTable):
    table.board.take(stands(R50, "1110"))
    button = table.button(R50)
    assert button
    with qtbot.waitSignal(table.use_asked) as asked:
        button.click()
    assert asked.args == [BackboneSpec(R50)]
    assert (table.button(LITE), table.button(VGG)) == (None, None)


def test_enter_uses_the_chosen_row(qtbot: QtBot, table: LeaderboardTable):
    table.selectRow(1)
    with qtbot.waitSignal(table.use_asked) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [BackboneSpec(R18)]


def test_the_row_that_is_being_measured_says_so(table: LeaderboardTable):
    table.board.set_running(BackboneSpec(R18))
    assert text(table, 1, Column.ACCURACY) == "measuring…"
    assert not table.grab().isNull()
    table.board.take(stands(R18, "10"))
    assert text(table, 0, Column.ACCURACY).startswith("50.0 %")
    assert not table.grab().isNull()
