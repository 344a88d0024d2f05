import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot

from tlstudio.gui.curves.canvas import Canvas, thinned
from tlstudio.gui.curves.pictures import Line

RED, WHITE = QColor("red"), QColor("white")


def drawn(line: Line, width: float) -> int:
    """How many pixels of 100 × 100 a line colours that goes over x and y from 0 to 10, y upwards."""
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = QPainter(image)
    painter.setTransform(QTransform(10, 0, 0, -10, 0, 100))
    Canvas(painter, QRectF(0, 0, 10, 10)).stroke(line, RED, width, smooth=False)
    painter.end()
    return sum(image.pixelColor(x, y) == RED for x in range(100) for y in range(100))


def test_a_line_is_as_wide_as_asked_for_and_broken_at_a_gap(qtbot: QtBot) -> None:
    x = np.linspace(0, 10, 11)
    level = np.full(11, 5.0)
    assert drawn(Line(x, level), 4) == pytest.approx(400, abs=8)
    assert drawn(Line(x, np.where(x == 5, np.nan, level)), 4) == pytest.approx(320, abs=16)


def test_a_line_that_is_long_is_drawn_thin(qtbot: QtBot) -> None:
    x = np.linspace(0, 10, 11)
    level = np.full(11, 5.0)
    back_and_forth = Line(np.tile(x, 40), np.tile(level, 40))
    assert drawn(Line(x, level), 2) > 1.5 * drawn(Line(x, level), 1)
    assert drawn(back_and_forth, 2) == drawn(back_and_forth, 1)


def test_what_is_out_of_view_is_left_out_but_for_one_point_on_either_side(qtbot: QtBot) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setTransform(QTransform(10, 0, 0, 10, 0, 0))
    painter.setClipRect(QRectF(4, 0, 2, 10), Qt.ClipOperation.ReplaceClip)
    seen = Canvas(painter, QRectF(0, 0, 10, 10)).visible(Line(np.arange(0.5, 10), np.zeros(10)))
    painter.end()
    assert seen.x.tolist() == [35, 45, 55, 65]


def test_a_thinned_line_keeps_every_extreme() -> None:
    y = np.zeros(10_000)
    y[[1234, 8765]] = 1, -1
    thin = thinned(Line(np.arange(10_000.0), y), 2000)
    assert len(thin.x) <= 2000
    assert (thin.y.max(), thin.y.min()) == (1, -1)
    assert (np.diff(thin.x) >= 0).all()
