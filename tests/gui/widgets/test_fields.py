from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tlstudio.gui.widgets.fields import (
    ChoiceField,
    FloatField,
    FolderField,
    IntField,
    LogSlider,
    number_text,
    read_number,
)


@pytest.mark.parametrize(("text", "value"), [("3e-3", 0.003), (" 0,5 ", 0.5), ("12", 12.0), ("much", "much")])
def test_numbers_are_read_as_people_write_them(text: str, value: float | str) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(("value", "text"), [(0.003, "0.003"), (0.0, "0"), (1e-5, "1e-05"), (30.0, "30")])
def test_numbers_are_written_short(value: float, text: str) -> None:
    assert number_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False), st.booleans())
def test_what_is_written_is_read_back_to_six_digits(value: float, has_comma: bool) -> None:
    text = number_text(value)
    assert read_number(text.replace(".", ",") if has_comma else text) == pytest.approx(value, rel=5.1e-6)


def test_a_number_counts_when_it_is_finished(qtbot: QtBot) -> None:
    field = FloatField()
    qtbot.addWidget(field)
    field.set_value(0.003)
    field.clear()
    qtbot.keyClicks(field, "1e-4")
    with qtbot.waitSignal(field.value_edited) as seen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert seen.args == [1e-4]


def test_up_doubles_and_escape_takes_back_what_was_typed(qtbot: QtBot) -> None:
    field = FloatField()
    qtbot.addWidget(field)
    field.set_value(0.25)
    with qtbot.waitSignal(field.value_edited) as seen:
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert seen.args == [0.5]
    qtbot.keyClicks(field, "9")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "0.25"


def test_setting_a_value_is_no_edit(qtbot: QtBot) -> None:
    number, choice = IntField(1, 100), ChoiceField({"a": "A", "b": "B"})
    qtbot.addWidget(number)
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(number.value_edited), qtbot.assertNotEmitted(choice.value_edited):
        number.set_value(7)
        choice.set_value("b")
    assert (number.value(), choice.currentText()) == (7, "B")


def test_a_folder_goes_by_its_name(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    field = FolderField("Which?")
    qtbot.addWidget(field)
    field.set_value("")
    assert field.text() == "Choose…"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "cats"))
    with qtbot.waitSignal(field.value_edited) as seen:
        field.click()
    assert seen.args == [str(tmp_path / "cats")]
    field.set_value(str(tmp_path / "cats"))
    assert field.text() == "cats"


def test_a_key_moves_the_slider_by_a_twentieth_of_a_power_of_ten(qtbot: QtBot) -> None:
    slider = LogSlider(1e-4, 1e3)
    qtbot.addWidget(slider)
    slider.set_value(1.0)
    with qtbot.waitSignal(slider.value_edited) as seen:
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert seen.args == [1.1]
    with qtbot.waitSignal(slider.value_edited) as seen:
        qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert seen.args == [1e-4]


def test_a_value_below_the_slider_stands_at_its_end(qtbot: QtBot) -> None:
    slider = LogSlider(1e-4, 1e3)
    qtbot.addWidget(slider)
    for value in (0.0, 1e-9):
        slider.set_value(value)
        assert slider.value() == 0
