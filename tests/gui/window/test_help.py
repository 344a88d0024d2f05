from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.gui.window.help import show_guide, show_shortcuts


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


def test_every_shortcut_is_listed(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = show_shortcuts(parent)
    assert dialog.isVisibleTo(parent)
    dialog.close()
