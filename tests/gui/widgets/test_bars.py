import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.widgets.bars import Interval, scale_of


@pytest.mark.parametrize(
    ("low", "high"), [(0.931, 0.977), (0.498, 0.768), (0.0, 0.3), (0.9, 1.0), (0.0, 1.0), (0.5, 0.501)]
)
def test_the_scale_encloses_the_interval_within_0_and_100(low: float, high: float) -> None:
    first, middle, last = scale_of(low, high)
    assert 0 <= first <= low * 100 < high * 100 <= last <= 100
    assert middle == (first + last) / 2


def test_the_interval_is_spoken(qtbot: QtBot) -> None:
    interval = Interval()
    qtbot.addWidget(interval)
    interval.show_interval(0.96, 0.931, 0.977)
    assert interval.accessibleName() == "95 % interval 93.1 to 97.7 %"
