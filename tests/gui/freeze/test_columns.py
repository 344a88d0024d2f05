import pytest

from tlstudio.gui.freeze.rows import FITS, Fit, Widths, widest_fit

WIDTHS = Widths(rest=400, square=50, sees_text=40, bar=60)


@pytest.mark.parametrize(("room", "expected"), [(550, 0), (549, 1), (489, 2), (449, 3), (100, 3)])
def test_bars_go_first_then_words_then_the_column(room: int, expected: int):
    assert widest_fit(room, WIDTHS, may_have_bars=True) == FITS[expected]


def test_bars_that_are_not_wanted_stay_away_however_much_room_there_is():
    assert widest_fit(2000, WIDTHS, may_have_bars=False) == Fit(has_bars=False, has_sees_text=True, has_sees=True)
