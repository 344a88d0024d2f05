import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.freeze.moved import PartsMoved

MOVED = PartsMoved("2", {"near": 0.02, "far": 0.087, "hardly": 0.0002, "nowhere": 0.0})


@pytest.mark.parametrize(
    ("part", "text"), [("far", "8.7 %"), ("hardly", "< 0.1 %"), ("nowhere", "0 %"), ("frozen", "–")]
)
def test_a_share_is_written_as_a_percentage(qtbot: QtBot, part: str, text: str):
    assert MOVED.text(part) == text


def test_bars_are_scaled_to_the_part_that_moved_farthest():
    assert MOVED.bar("far") == 1
    assert MOVED.bar("near") == pytest.approx(0.02 / 0.087)
    assert MOVED.bar("nowhere") == 0
    assert MOVED.bar("frozen") is None


def test_gradient_norms_are_plain_numbers(qtbot: QtBot):
    pulled = PartsMoved("3", {"strong": 0.0131, "weak": 0.00042}, "gradient")
    assert [pulled.text(part) for part in ("strong", "weak", "frozen")] == ["0.013", "0.00042", "–"]
    assert pulled.title == "Gradient, run 3"
    assert pulled.spoken("strong") == "gradient norm 0.013 in run 3"
    assert pulled.spoken("frozen") == ""
