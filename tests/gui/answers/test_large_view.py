"""A double click opens an image large: the whole of it, closer on request, and the next by an arrow key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS
from tlstudio.gui.answers.large_view import CLOSEST, LargeView, open_large
from tlstudio.gui.services.reading import read_whole_tile
from tlstudio.gui.services.services import Services


@pytest.fixture
def wide(tmp_path: Path) -> list[Path]:
    """Two images three times as wide as high, and a file that is none."""
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path in paths[:2]:
        Image.new("RGB", (600, 200), "red").save(path)
    paths[2].write_bytes(b"no picture")
    return paths


@pytest.fixture
def view(qtbot: QtBot, services: Services, wide: list[Path]) -> Iterator[LargeView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    made = open_large(services.jobs, lambda number: (wide[number], f"class {number}"), 3, 0, window)
    qtbot.waitUntil(lambda: not made.picture.place.isEmpty(), timeout=WAIT_MS)
    yield made
    made.close()


def test_the_whole_image_is_shown(view: LargeView) -> None:
    place, room = view.picture.place, view.picture.rect()
    assert place.width() == pytest.approx(room.width(), abs=1)
    assert place.width() / place.height() == pytest.approx(3, rel=0.02)


def test_arrow_keys_go_from_one_to_the_next_and_stop_at_the_ends(qtbot: QtBot, view: LargeView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert (view.number, view.windowTitle()) == (0, "a.png")
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (view.number, view.windowTitle()) == (1, "b.png")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.number == 2 and not view.later.isEnabled()
    qtbot.waitUntil(lambda: view.picture.place.isEmpty(), timeout=WAIT_MS)  # it cannot be read, and the view says so


def test_closer_keeps_what_the_mouse_is_on_and_never_leaves_the_picture(view: LargeView) -> None:
    picture = view.picture
    spot = QPointF(picture.rect().center()) + QPointF(40, 0)
    share = (spot.x() - picture.place.left()) / picture.place.width()
    picture.zoom_to(4.0, spot)
    assert (spot.x() - picture.place.left()) / picture.place.width() == pytest.approx(share, abs=0.01)
    picture.zoom_to(1000.0, QPointF(0, 0))
    assert picture.zoom == CLOSEST and picture.place.left() <= 0 and picture.place.right() >= picture.width()
    QTest.keyClick(view, Qt.Key.Key_0)
    assert picture.zoom == 1.0


def test_a_tile_of_a_whole_image_keeps_its_shape(wide: list[Path]) -> None:
    pixels = read_whole_tile(wide[0], 96)
    assert pixels is not None and pixels.shape == (32, 96, 4)
    assert read_whole_tile(wide[2], 96) is None
