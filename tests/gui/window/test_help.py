from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.gui.window.help import show_guide, show_shortcuts
from tlstudio.gui.window.main_window import MainWindow


def test_the_guide_explains_the_five_steps(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = show_guide(parent)
    page = dialog.findChild(QTextBrowser)
    assert page is not None
    text = page.toPlainText()
    assert all(
        f"{number} · {step}" in text for number, step in enumerate(("Data", "Model", "Train", "Inspect", "Export"), 1)
    )
    dialog.close()


def test_every_shortcut_is_listed(window: MainWindow) -> None:
    dialog = show_shortcuts(window)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    shown = QKeySequence.SequenceFormat.NativeText
    actions = [action for action in window.commands.actions.values() if not action.shortcut().isEmpty()]
    assert len(actions) > 10
    for action in actions:
        assert action.shortcut().toString(shown) in texts, action.text()
    assert {"Space", "F2"} <= set(texts)  # of the freeze tree, which no menu has
    dialog.close()
