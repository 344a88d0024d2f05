import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.answers.class_bars import Bar, ClassBars, bars_of
from tlstudio.gui.widgets.numbers import whole_percent

NAMES = ("global", "local", "nominal")


def test_a_mistake_marks_the_label_and_the_wrong_answer() -> None:
    bars = bars_of([0.01, 0.02, 0.97], NAMES, label=1)
    assert bars == [Bar("global", 0.01), Bar("local", 0.02, "label"), Bar("nominal", 0.97, "wrong")]


def test_without_a_label_only_the_winner_is_marked() -> None:
    assert [bar.mark for bar in bars_of([0.2, 0.7, 0.1], NAMES)] == ["", "winner", ""]


def test_of_many_classes_the_highest_are_shown_and_the_labelled_one() -> None:
    scores = np.linspace(0, 1, 20)
    bars = bars_of(scores, tuple(map(str, range(20))), label=3, most=4)
    assert [bar.name for bar in bars] == ["3", "17", "18", "19"]


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0"), (0.004, "<1"), (0.5, "50"), (0.994, "99"), (0.996, ">99"), (1, "100")]
)
def test_what_is_not_certain_is_never_written_as_certain(share: float, text: str) -> None:
    assert whole_percent(share) == text


def test_bars_speak_their_numbers_and_make_room(qtbot: QtBot) -> None:
    bars = ClassBars()
    qtbot.addWidget(bars)
    bars.show_bars(bars_of([0.25, 0.75], ("cat", "dog")))
    assert bars.accessibleName() == "cat 25 %, dog 75 %"
    assert bars.sizeHint().height() >= 30
