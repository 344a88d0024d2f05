from pytestqt.qtbot import QtBot

from tlstudio.gui.widgets.labels import ElidedLabel


def test_long_text_does_not_keep_its_place_from_shrinking(qtbot: QtBot):
    label = ElidedLabel(80)
    qtbot.addWidget(label)
    label.setText("long " * 100)
    assert label.minimumSizeHint().width() == 80
    label.resize(80, 20)
    assert not label.grab().isNull()
