import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tlstudio.gui.curves.class_card import ClassCard
from tlstudio.gui.curves.class_lines import ClassLine
from tlstudio.gui.curves.class_plot import ClassPlot
from tlstudio.gui.curves.pictures import Line, Other, Picture
from tlstudio.gui.theme.theme import color, theme

SOLID = 8  # the style with the first hue and no pattern


@pytest.fixture
def card(qtbot: QtBot) -> ClassCard:
    made = ClassCard()
    qtbot.addWidget(made)
    epochs = np.arange(1.0, 5)
    line, whole = Line(epochs, np.linspace(0.1, 0.6, 4)), Line(epochs, np.full(4, 0.75))
    picture = Picture(8, (0.0, 0.5, 1.0), reached=4, val=whole, others=(Other("class red", line),))
    made.plot.show_lines(picture, [ClassLine("red", line)], {"red": SOLID}, percent=True)
    made.resize(500, 340)
    made.show()
    return made


@pytest.fixture
def plot(card: ClassCard) -> ClassPlot:
    return card.plot


def counted(plot: ClassPlot, hue: QColor) -> int:
    image = plot.grab().toImage()
    return sum(image.pixel(x, y) == hue.rgb() for x in range(image.width()) for y in range(image.height()))


def test_a_class_and_the_whole_are_drawn_and_the_whole_can_be_hidden(plot: ClassPlot) -> None:
    hue = QColor(theme().tokens.other_runs[0])
    assert min(counted(plot, hue), counted(plot, color("held"))) > 5
    plot.set_whole_visible(False)
    assert counted(plot, hue) > 5
    assert counted(plot, color("held")) == 0


def test_the_shade_follows_the_run(plot: ClassPlot) -> None:
    before = counted(plot, color("panel"))
    plot.show_reached(7)
    assert counted(plot, color("panel")) > before + 5_000
