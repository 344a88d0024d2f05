from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.support.curves import epoch
from tlstudio.gui.curves.table import MetricsTable


@pytest.fixture
def table(qtbot: QtBot) -> MetricsTable:
    made = MetricsTable()
    qtbot.addWidget(made)
    return made


def test_the_table_holds_the_numbers_of_the_curves(table: MetricsTable) -> None:
    rows = [epoch(1, 4), epoch(2, 8)]
    table.show_epochs(rows, rows[1])
    assert table.metrics.texts(1) == ["2 · best", "0.5000", "0.5500", "75.0 %", "70.0 %", "50", "2.0"]


def test_new_epochs_are_added_without_starting_over(table: MetricsTable, qtbot: QtBot) -> None:
    rows = [epoch(1, 4), epoch(2, 8)]
    table.show_epochs(rows[:1], rows[0])
    with qtbot.assertNotEmitted(table.metrics.modelReset), qtbot.waitSignal(table.metrics.rowsInserted):
        table.show_epochs(rows, rows[1])
    assert table.metrics.texts(0)[0] == "1"


def test_another_run_replaces_the_rows(table: MetricsTable) -> None:
    table.show_epochs([epoch(1, 4), epoch(2, 8)], None)
    table.show_epochs([epoch(1, 5)], None)
    assert table.metrics.rowCount() == 1


def test_copied_rows_fit_into_a_spreadsheet(table: MetricsTable, qtbot: QtBot) -> None:
    rows = [epoch(1, 4), epoch(2, 8)]
    table.show_epochs(rows, None)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Epoch", "2"]


def test_a_rehearsed_task_stands_in_place_of_the_speed(table: MetricsTable) -> None:
    rows = [replace(epoch(1, 4), source_metrics={"accuracy": 0.6})]
    table.show_epochs(rows, None)
    assert (table.metrics.titles()[5], table.metrics.texts(0)[5]) == ("Source task", "60.0 %")


def test_classes_have_columns_while_they_are_asked_for(table: MetricsTable) -> None:
    rows = [replace(epoch(1, 4), per_class=(0.5, None))]
    table.show_epochs(rows, None)
    table.show_classes(("red", "green"))
    assert table.metrics.titles()[-3:] == ["Seconds", "red", "green"]
    assert table.metrics.texts(0)[-2:] == ["50.0 %", "–"]
    table.show_classes(())
    assert len(table.metrics.texts(0)) == len(table.metrics.titles()) == 7


def test_another_best_epoch_touches_two_rows_only(table: MetricsTable) -> None:
    rows = [epoch(n, 4 * n) for n in range(1, 5)]
    table.show_epochs(rows, rows[1])
    changed: list[int] = []
    table.metrics.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    table.show_epochs(rows, rows[3])
    assert changed == [1, 3]
    assert [table.metrics.texts(row)[0] for row in (1, 3)] == ["2", "4 · best"]
