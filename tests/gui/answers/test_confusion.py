import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tlstudio.gui.answers.confusion import ConfusionMatrix, mixed

NAMES = ("global", "local", "nominal")
COUNTS = np.array([[103, 1, 1], [1, 67, 7], [0, 2, 118]])


@pytest.fixture
def matrix(qtbot: QtBot) -> ConfusionMatrix:
    made = ConfusionMatrix()
    qtbot.addWidget(made)
    made.show_counts(NAMES, COUNTS)
    made.resize(320, 300)
    made.show()
    return made


def test_the_worst_cell_is_the_largest_mistake(matrix: ConfusionMatrix) -> None:
    assert matrix.worst() == (1, 2)


def test_without_mistakes_there_is_no_worst_cell(matrix: ConfusionMatrix) -> None:
    matrix.show_counts(NAMES, np.diag([3, 4, 5]))
    assert matrix.worst() is None


def test_every_count_is_written_even_none(matrix: ConfusionMatrix) -> None:
    texts = [[matrix.cells.index(row, column).data() for column in range(3)] for row in range(3)]
    assert texts == [["103", "1", "1"], ["1", "67", "7"], ["0", "2", "118"]]


def test_a_click_chooses_a_cell(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    place = matrix.visualRect(matrix.cells.index(1, 2)).center()
    with qtbot.waitSignal(matrix.cell_chosen) as seen:
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seen.args == [1, 2]


def test_arrows_move_from_cell_to_cell(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    matrix.choose(0, 0)
    with qtbot.waitSignals([matrix.cell_chosen, matrix.cell_chosen]):
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
        qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert (matrix.currentIndex().row(), matrix.currentIndex().column()) == (1, 1)


def test_a_cell_says_what_it_counts(matrix: ConfusionMatrix) -> None:
    spoken = [matrix.cells.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (1, 2)]
    assert spoken == ["Labelled local and recognised: 67", "Labelled local, model said nominal: 7"]


def test_the_shades_follow_the_shares(matrix: ConfusionMatrix) -> None:
    cells = matrix.cells
    assert cells.strength(1, 2) == 1 > cells.strength(2, 1) > cells.strength(2, 0) == 0
    assert cells.strength(0, 0) == 103 / 105


def test_many_classes_scroll_instead_of_shrinking_away(matrix: ConfusionMatrix) -> None:
    matrix.show_counts(tuple(f"class {number}" for number in range(40)), np.eye(40, dtype=int))
    assert matrix.horizontalHeader().defaultSectionSize() >= 30
    assert matrix.horizontalScrollBar().maximum() > 0


def test_colours_mix_by_share() -> None:
    assert mixed(QColor(0, 0, 0), QColor(200, 100, 50), 0.5) == QColor(100, 50, 25)
