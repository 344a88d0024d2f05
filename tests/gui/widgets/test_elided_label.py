from pytestqt.qtbot import QtBot

from tlstudio.gui.widgets.elided_label import LEAST_PX, ElidedLabel


def test_long_text_does_not_keep_its_place_from_shrinking(qtbot: QtBot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("long " * 100)
    assert label.minimumSizeHint().width() == LEAST_PX
    label.resize(LEAST_PX, 20)
    assert not label.grab().isNull()
