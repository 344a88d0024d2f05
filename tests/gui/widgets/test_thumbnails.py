"""A grid of any number of thumbnails, by mouse and by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tlstudio.gui.services.reading import read_tile
from tlstudio.gui.widgets.thumbnails import ThumbnailGrid, Tile

COLUMNS = 5


def tiles_of(count: int, label: str = "a") -> list[Tile]:
    return [Tile(Path(f"{number}.png"), label, str(number), "unread") for number in range(count)]


@pytest.fixture
def grid(qtbot: QtBot) -> ThumbnailGrid:
    """Fifty tiles in ten lines, of which four are in view."""
    grid = ThumbnailGrid(read_tile)
    qtbot.addWidget(grid)
    grid.setStyleSheet("QScrollBar { width: 10px; }")  # as in the window
    grid.resize(806, 800)
    grid.show()
    grid.show_tiles(tiles_of(50))
    assert grid.columns == COLUMNS
    return grid


def middle(grid: ThumbnailGrid, row: int) -> QPoint:
    return grid.visualRect(grid.tiles.index(row)).center()


def names(grid: ThumbnailGrid) -> list[int]:
    return [int(tile.name) for tile in grid.selected()]


def test_every_tile_has_its_place_and_is_found_there(grid: ThumbnailGrid) -> None:
    for place in (0, grid.verticalScrollBar().maximum()):
        grid.verticalScrollBar().setValue(place)
        assert [grid.indexAt(middle(grid, row)).row() for row in range(50)] == list(range(50))
    assert not grid.indexAt(QPoint(400, 5000)).isValid()
    assert grid.visualRect(grid.tiles.index(49)).bottom() == grid.viewport().height() - 1


def test_keys_move_by_tile_line_page_and_to_the_ends(grid: ThumbnailGrid) -> None:
    grid.setCurrentIndex(grid.tiles.index(0))
    seen = []
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_End,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(grid, key)
        seen.append(grid.currentIndex().row())
    assert seen == [1, 6, 1, 1, 21, 49, 49, 48, 0]
    assert names(grid) == [0]


def test_what_the_keys_reach_comes_into_view(grid: ThumbnailGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Home)
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.verticalScrollBar().value() == grid.verticalScrollBar().maximum()
    grid.scrollTo(grid.tiles.index(2))
    assert grid.verticalScrollBar().value() == 0


def test_shift_selects_all_from_one_tile_to_another(grid: ThumbnailGrid) -> None:
    click, view = QTest.mouseClick, grid.viewport()
    click(view, Qt.MouseButton.LeftButton, pos=middle(grid, 8))
    click(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, middle(grid, 11))
    assert names(grid) == [8, 9, 10, 11]
    click(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, middle(grid, 4))
    assert names(grid) == [4, 5, 6, 7, 8]
    click(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, middle(grid, 6))
    assert names(grid) == [4, 5, 7, 8]
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected_count() == 50


def test_other_words_on_the_same_images_leave_the_view_where_it_is(grid: ThumbnailGrid) -> None:
    grid.verticalScrollBar().setValue(300)
    grid.setSelection(QRect(middle(grid, 12), middle(grid, 13)), grid.selectionModel().SelectionFlag.ClearAndSelect)
    grid.show_tiles(tiles_of(50, "b"))
    assert grid.verticalScrollBar().value() == 300
    assert [tile.label for tile in grid.selected()] == ["b", "b"]


def test_of_other_images_the_first_selected_stays_so(grid: ThumbnailGrid) -> None:
    grid.setCurrentIndex(grid.tiles.index(12))
    grid.show_tiles(tiles_of(50)[10:])
    assert names(grid) == [12]
    assert grid.currentIndex().row() == 2
    grid.show_tiles(tiles_of(10))
    assert names(grid) == []


def test_a_million_tiles_can_be_scrolled_to_the_last(grid: ThumbnailGrid) -> None:
    grid.show_tiles(tiles_of(50) * 20_000)
    grid.setCurrentIndex(grid.tiles.index(0))
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.currentIndex().row() == 999_999
    assert grid.viewport().rect().contains(middle(grid, 999_999))


def test_larger_squares_keep_the_first_in_view(grid: ThumbnailGrid) -> None:
    grid.verticalScrollBar().setValue(grid.cell.height() * 2)
    grid.set_side(256)
    assert grid.columns == 2
    assert grid.viewport().rect().contains(middle(grid, 2 * COLUMNS))
