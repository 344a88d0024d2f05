import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tlstudio.gui.freeze.rate import RateEdit, share_problem


@pytest.mark.parametrize("text", ["", "0", "0.1", "0,3", "1e-2", "10"])
def test_a_share_with_point_or_comma_is_fine(qtbot: QtBot, text: str):
    assert share_problem(text) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-1", "The share is from 0 to 10: at 1 it learns as fast as the head."),
        ("11", "The share is from 0 to 10: at 1 it learns as fast as the head."),
        ("fast", "“fast” is not a number: write a share such as 0.1."),
        ("nan", "“nan” is not a number: write a share such as 0.1."),
    ],
)
def test_anything_else_is_told_in_a_sentence(qtbot: QtBot, text: str, sentence: str):
    assert share_problem(text) == sentence


def test_an_empty_field_shows_what_it_would_inherit(qtbot: QtBot):
    field = RateEdit(0.1)
    qtbot.addWidget(field)
    field.show_share(None)
    assert (field.placeholderText(), field.share) == ("0.1", None)


def test_a_wrong_number_is_told_while_it_is_typed(qtbot: QtBot):
    field = RateEdit(0.1)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "-2")
    assert not field.hasAcceptableInput()
    assert "from 0 to 10" in field.accessibleDescription()
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert (field.hasAcceptableInput(), field.share, field.accessibleDescription()) == (True, 2.0, "")
