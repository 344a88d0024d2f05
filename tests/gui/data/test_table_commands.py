"""A table is opened, looked at, changed and used."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from tlstudio.gui.data.table_dialog import TableDialog
from tlstudio.gui.services.drops import dropped_path
from tlstudio.gui.window.main_window import MainWindow


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Eight images in a flat folder, and a table of their tags and ages; two of its rows are bad."""
    lines = ["file,tags,age"]
    for number in range(8):
        Image.new("RGB", (16, 16), (30 * number, 0, 0)).save(tmp_path / f"{number}.png")
        lines.append(f"{number}.png,{'x;y' if number % 2 else 'y'},{number + 0.5}")
    (tmp_path / "t.csv").write_text("\n".join([*lines, "0.png,y,0.5", "missing.png,x,1.25"]), encoding="utf-8")
    return tmp_path / "t.csv"


def opened(window: MainWindow, table: Path, qtbot: QtBot) -> TableDialog:
    window.tables.open(table)
    qtbot.waitUntil(lambda: window.tables.dialog is not None and window.tables.dialog.open_button.isEnabled())
    assert window.tables.dialog is not None
    return window.tables.dialog


def used(window: MainWindow, qtbot: QtBot) -> None:
    known = window.services.images
    qtbot.waitUntil(lambda: known.index.value is not None and known.split.value is not None, timeout=10_000)


def test_a_table_is_guessed_and_used(window: MainWindow, table: Path, qtbot: QtBot) -> None:
    dialog = opened(window, table, qtbot)
    assert dialog.verdict.text().startswith("8 of 10 rows can be used; 2 cannot. The first is 0.png, line 10: the same")
    dialog.accept()
    used(window, qtbot)
    spec, index = window.document.spec, window.services.images.index.value
    assert (spec.objective.task, spec.data.target_columns, spec.data.folder) == (
        "multi_label",
        ("tags",),
        str(table.parent),
    )
    assert index is not None
    assert index.counts() == {"x": 4, "y": 8}
    qtbot.waitUntil(lambda: window.document.spec.training.epochs == 60)  # of the recipe for so few images
    assert "4 training images a class" in window.services.recommender.reason  # 12 labels of 8 images, 5 to train on
    assert [image.path for image in window.services.images.undecided()] == ["missing.png"]


def test_another_column_changes_the_task(window: MainWindow, table: Path, qtbot: QtBot) -> None:
    dialog = opened(window, table, qtbot)
    dialog.boxes["tags"].setChecked(False)
    assert dialog.verdict.text() == "Tick what the model shall learn."
    assert not dialog.open_button.isEnabled()
    dialog.boxes["age"].setChecked(True)
    qtbot.waitUntil(dialog.open_button.isEnabled)
    dialog.accept()
    used(window, qtbot)
    assert window.document.spec.objective.task == "regression"


def test_a_used_table_is_taken_back_by_one_undo(window: MainWindow, table: Path, qtbot: QtBot) -> None:
    opened(window, table, qtbot).accept()
    used(window, qtbot)
    window.document.undo_stack.undo()
    assert (window.document.spec.data.table, window.document.spec.objective.task) == ("", "single_label")


def test_what_does_not_fit_is_said_and_cannot_be_used(window: MainWindow, table: Path, qtbot: QtBot) -> None:
    dialog = opened(window, table, qtbot)
    dialog.path_column.value_edited.emit("age")
    qtbot.waitUntil(lambda: "0 of 10 rows" in dialog.verdict.text())
    assert not dialog.open_button.isEnabled()
    dialog.reject()


def test_a_table_that_is_none_is_one_sentence(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "t.csv").write_text("nothing")
    window.tables.failed.disconnect()
    with qtbot.waitSignal(window.tables.failed) as seen:
        window.tables.open(tmp_path / "t.csv")
    assert seen.args is not None
    assert "only one column" in str(seen.args[0])


def test_a_table_can_be_dropped(table: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    assert dropped_path(data) == table
