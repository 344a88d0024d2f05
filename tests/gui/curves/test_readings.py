import numpy as np
import pytest

from tlstudio.gui.curves.pictures import Line, Picture
from tlstudio.gui.curves.readings import log_ticks, logged, reading

PICTURE = Picture(
    total=2, ticks=(0.0, 1.0), train=Line(np.array([0.5, 1.0]), np.array([1.0, 0.1])), val=Line(np.ones(1), np.zeros(1))
)


def test_a_reading_gives_each_shown_curve_at_its_nearest_point() -> None:
    assert reading(PICTURE, 0.6).values == {"train": 1.0, "val": 0.0}
    assert reading(PICTURE, 0.9, {"val"}).values == {"train": 0.1}


def test_half_an_epoch_beyond_its_end_a_curve_has_no_value() -> None:
    assert reading(PICTURE, 1.6).values == {}


def test_on_a_logarithmic_axis_a_loss_of_zero_leaves_a_gap() -> None:
    shown = logged(PICTURE)
    assert shown.train.y.tolist() == pytest.approx([0.0, -1.0])
    assert np.isnan(shown.val.y).all()


def test_logarithmic_ticks_enclose_the_curves() -> None:
    assert [round(10**tick, 6) for tick in log_ticks(-1, 0.2)] == [0.1, 0.2, 0.5, 1.0, 2.0]
