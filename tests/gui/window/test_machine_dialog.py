from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tlstudio.gui.window.machine_dialog import MachineDialog, MachineSettings


def dialog_on(folder: Path, qtbot: QtBot) -> MachineDialog:
    (folder / "a-b.features").write_bytes(bytes(2_000_000))
    dialog = MachineDialog(folder, MachineSettings("auto", "bfloat16", 10))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_what_the_cache_takes_and_clears_it(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_on(tmp_path, qtbot)
    assert dialog.taken.text() == "Takes 2.0 MB now"
    dialog.clear.click()
    assert dialog.taken.text() == "Takes 0 KB now"
    assert not dialog.clear.isEnabled()
    assert list(tmp_path.iterdir()) == []


def test_a_new_budget_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_on(tmp_path, qtbot)
    with qtbot.waitSignal(dialog.budget_edited) as told:
        dialog.budget.setValue(3)
    assert told.args == [3]


def test_a_chosen_precision_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_on(tmp_path, qtbot)
    assert dialog.precision.currentData() == "bfloat16"
    with qtbot.waitSignal(dialog.precision_edited) as told:
        qtbot.keyClick(dialog.precision, Qt.Key.Key_Up)
    assert told.args == ["float32"]
