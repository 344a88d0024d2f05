from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tlstudio.gui.widgets.log_slider import LogSlider


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
