import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.widgets.numbers import joined, percent, shape_text, short_count, size


@pytest.mark.parametrize(
    ("number", "text"), [(928, "928"), (412_160, "412,160"), (3_371_008, "3.37 M"), (86_530_984, "86.5 M")]
)
def test_counts_have_three_digits_from_a_million_on(qtbot: QtBot, number: int, text: str):
    assert joined(short_count(number)) == text


@pytest.mark.parametrize(
    ("number_of_bytes", "text"), [(0, "0 B"), (30_744, "30.7 KB"), (18_800_000, "18.8 MB"), (4_940_000_000, "4.94 GB")]
)
def test_sizes_name_their_unit(qtbot: QtBot, number_of_bytes: int, text: str):
    assert joined(size(number_of_bytes)) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (0.0011, "0.1 %"), (0.74, "74 %"), (0.999, "99.9 %"), (1, "100 %")]
)
def test_small_and_nearly_whole_shares_keep_a_decimal(qtbot: QtBot, share: float, text: str):
    assert percent(share) == text


def test_shapes_are_written_with_crosses():
    assert shape_text((192, 7, 7)) == "192 × 7 × 7"
