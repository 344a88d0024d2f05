import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.support.class_curves import run_of_classes, run_of_numbers
from tests.support.curves import run_of
from tlstudio.gui.curves.class_card import ClassCard
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.theme.theme import theme


@pytest.fixture
def card(qtbot: QtBot) -> ClassCard:
    made = ClassCard()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_run(run_of_classes([n / 20 for n in range(15)], [n / 20 for n in range(15)]))
    made.show()
    return made


def test_the_worst_classes_are_drawn_and_named_at_their_ends(card: ClassCard) -> None:
    assert [end.line.name for end in card.plot.ends()] == list("hgfedcba")  # the best of them on top
    assert card.choice.text() == "The 8 worst of 15"
    image, hue = card.plot.grab().toImage(), QColor(theme().tokens.other_runs[0]).rgb()
    assert any(image.pixel(x, y) == hue for x in range(image.width()) for y in range(image.height()))


def test_a_click_in_the_list_hides_a_line_and_the_choice_holds_for_other_runs(card: ClassCard) -> None:
    card.choice.fill_list()
    card.choice.list.button("a").click()
    assert [end.line.name for end in card.plot.ends()] == list("hgfedcb")
    assert not card.choice.list.worst.isChecked()
    card.show_run(run_of_classes([0.9, 0.5, 0.4]))
    assert [end.line.name for end in card.plot.ends()] == ["b", "c"]


def test_no_more_lines_than_can_be_told_apart(card: ClassCard) -> None:
    card.choice.fill_list()
    for name in "ijkl":
        card.choice.list.button(name).click()
    assert not card.choice.list.button("m").isEnabled()
    card.choice.list.worst.click()
    assert card.choice.text() == "The 8 worst of 15"


def test_the_read_out_names_classes_and_values(card: ClassCard, qtbot: QtBot) -> None:
    box = card.plot.getViewBox()
    at = card.plot.mapFromScene(box.mapViewToScene(QPointF(1.0, 0.1)))
    qtbot.mouseMove(card.plot.viewport(), at)
    qtbot.waitUntil(card.plot.read_out.isVisible)
    assert "10.0 %" in card.plot.read_out.text()
    assert "c</td>" in card.plot.read_out.text()


def test_errors_of_numbers_stand_on_a_logarithmic_axis(card: ClassCard) -> None:
    card.show_run(run_of_numbers(100.0, 0.1))
    (low, high), tops = card.plot.getViewBox().viewRange()[1], [end.at.y() for end in card.plot.ends()]
    assert (round(low), round(high)) == (-1, 2)
    assert tops[0] < tops[1]


def test_a_run_without_classes_says_so(card: ClassCard) -> None:
    curves = RunCurves()
    curves.feed(run_of(epochs=2))
    card.show_run(curves)
    assert card.missing.text() == "This run did not note its classes"
    assert card.missing.isVisible()
    assert not card.choice.isVisible()
