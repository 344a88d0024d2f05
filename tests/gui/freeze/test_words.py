import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.freeze import words
from tlstudio.gui.freeze.facts import Facts


@pytest.mark.parametrize(
    ("share", "input_px", "text"),
    [(3 / 224, 224, "3 px"), (0.656, 224, "147 px"), (1.0, 224, "all"), (0.25, 0, "25 %"), (None, 224, "–")],
)
def test_what_a_part_sees_is_written_in_pixels_of_the_input(
    qtbot: QtBot, share: float | None, input_px: int, text: str
):
    assert words.sees_text(share, input_px) == text


@pytest.mark.parametrize(
    ("depth", "what"),
    [
        (0.02, "edges and colours"),
        (0.3, "textures and simple patterns"),
        (0.7, "parts of objects"),
        (1.0, "whole objects and scenes"),
    ],
)
def test_a_depth_is_told_by_what_it_responds_to(qtbot: QtBot, depth: float, what: str):
    assert words.sees_tip(0.1, 224, depth).endswith(f"responds to {what}.")


def test_rates_are_a_number_mixed_or_none(qtbot: QtBot):
    assert [words.rate_text(frozenset(rates)) for rates in ((0.03,), (0.1, 1.0), ())] == ["0.03", "mixed", "–"]


def test_drifting_statistics_come_with_the_remedy(qtbot: QtBot):
    tip = words.statistics_tip("drift")
    assert "Freeze this layer too" in tip
    assert "kept still" in tip


def test_what_is_kept_still_is_not_said_to_train(qtbot: QtBot):
    assert words.state_word(Facts(statistics="still")) == "Kept still"
