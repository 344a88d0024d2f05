"""Labels by hand, by key and by drop; every one is an edit that can be undone."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.steps import use
from tlstudio.gui.data.adding import on_folders
from tlstudio.gui.data.browser import DataStep
from tlstudio.gui.data.step import DataStart
from tlstudio.gui.data.view import WAITING
from tlstudio.gui.window.main_window import MainWindow


@pytest.fixture
def flat(tmp_path: Path) -> Path:
    """Six images without class folders."""
    (tmp_path / "flat").mkdir()
    for number in range(6):
        Image.new("RGB", (16, 16), (40 * number, 0, 0)).save(tmp_path / "flat" / f"{number}.png")
    return tmp_path / "flat"


@pytest.fixture
def labelling(qtbot: QtBot, step: DataStep, flat: Path) -> DataStep:
    """The step on a flat folder, with two classes named and the first image selected."""
    use(qtbot, step, flat)
    step.adding.name([" cat", "dog", ""])
    step.grid.setFocus()
    step.grid.setCurrentIndex(step.grid.tiles.index(0))
    return step


def counts(step: DataStep) -> dict[str, int]:
    assert step.services.images.index.value is not None
    return step.services.images.index.value.counts()


def test_a_folder_without_class_folders_opens_and_asks_for_classes(qtbot: QtBot, step: DataStep, flat: Path) -> None:
    use(qtbot, step, flat)
    assert step.banner.text == "6 images have no label yet. Name your classes to label them."
    assert step.panel.classes.progress.text.text() == "0 of 6 labelled"
    assert [tile.label for tile in step.grid.tiles.tiles] == ["No label"] * 6


def test_keys_label_an_image_and_go_to_the_next(qtbot: QtBot, labelling: DataStep) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_1):
        qtbot.keyClick(labelling.grid, key)
    assert labelling.spec.data.relabelled == {"0.png": "cat", "1.png": "dog", "2.png": "cat"}
    assert labelling.grid.currentIndex().row() == 3
    assert [tile.label for tile in labelling.grid.tiles.tiles][:4] == ["cat", "dog", "cat", "No label"]
    assert labelling.panel.classes.progress.text.text() == "3 of 6 labelled"


def test_zero_takes_the_label_away_and_each_is_undone(qtbot: QtBot, labelling: DataStep) -> None:
    qtbot.keyClick(labelling.grid, Qt.Key.Key_2)
    labelling.grid.setCurrentIndex(labelling.grid.tiles.index(0))
    qtbot.keyClick(labelling.grid, Qt.Key.Key_0)
    assert labelling.spec.data.relabelled == {}
    labelling.services.document.undo_stack.undo()
    assert labelling.spec.data.relabelled == {"0.png": "dog"}
    labelling.services.document.undo_stack.undo()
    assert labelling.spec.data.relabelled == {}


def test_among_those_without_a_label_the_next_one_moves_up(qtbot: QtBot, labelling: DataStep) -> None:
    labelling.tools.filter.button(WAITING).click()
    labelling.grid.setCurrentIndex(labelling.grid.tiles.index(0))
    for _ in range(2):
        qtbot.keyClick(labelling.grid, Qt.Key.Key_1)
    assert [tile.name for tile in labelling.grid.selected()] == ["2.png"]
    assert len(labelling.grid.tiles.tiles) == 4


def test_the_last_label_leaves_nothing_waiting(qtbot: QtBot, labelling: DataStep) -> None:
    labelling.grid.selectAll()
    qtbot.keyClick(labelling.grid, Qt.Key.Key_1)
    assert len(labelling.grid.selected()) == 6  # several stay selected
    assert counts(labelling) == {"cat": 6}
    assert labelling.panel.classes.progress.text.text() == "6 of 6 labelled"


def test_new_names_never_change_the_keys_of_the_others(qtbot: QtBot, labelling: DataStep) -> None:
    labelling.adding.name(["ant"])
    assert [row.name for row in labelling.panel.classes.rows] == ["cat", "dog", "ant"]


def test_folders_can_be_taken_for_no_classes(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.adding.label_by_hand()
    qtbot.waitUntil(lambda: not step.services.images.index.is_busy)
    assert step.panel.classes.progress.text.text() == "0 of 24 labelled"


def drop(widget: QWidget, paths: list[Path]) -> QDropEvent:
    """What the system does as files are dropped on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, none)
    widget.dragEnterEvent(entered)
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none)
    dropped.setAccepted(False)
    if entered.isAccepted():
        widget.dropEvent(dropped)
    return dropped


def test_images_dropped_on_a_class_become_its_images(qtbot: QtBot, step: DataStep, images: Path, flat: Path) -> None:
    use(qtbot, step, images)
    blue, green, _red = step.panel.classes.rows
    drop(blue, [flat / "0.png", flat / "1.png"])
    qtbot.waitUntil(lambda: not step.services.images.index.is_busy)
    assert counts(step) == {"blue": 10, "green": 8, "red": 8}
    drop(green, [images / "red" / "000.png"])  # dragged from the grid: relabelled
    assert counts(step) == {"blue": 10, "green": 9, "red": 7}
    assert step.spec.data.relabelled == {"red/000.png": "green"}


def test_folders_dropped_on_the_list_become_classes_and_undo_takes_them_away(
    qtbot: QtBot, step: DataStep, images: Path, flat: Path
) -> None:
    use(qtbot, step, images)
    drop(step.panel.classes, [flat])
    qtbot.waitUntil(lambda: not step.services.images.index.is_busy)
    assert counts(step)["flat"] == 6
    step.services.document.undo_stack.undo()
    qtbot.waitUntil(lambda: not step.services.images.index.is_busy)
    assert "flat" not in counts(step)


def test_several_folders_dropped_on_an_empty_window_are_its_classes(
    qtbot: QtBot, window: MainWindow, images: Path
) -> None:
    drop(window, [images / "red", images / "blue"])
    qtbot.waitUntil(lambda: window.services.images.index.value is not None)
    assert window.services.images.index.value is not None
    assert window.services.images.index.value.counts() == {"blue": 8, "red": 8}


def test_one_class_alone_asks_for_another_folder(qtbot: QtBot, window: MainWindow, images: Path) -> None:
    window.document.edit("Add classes", on_folders(window.document.spec, [images / "red"]))
    qtbot.waitUntil(lambda: not window.services.images.index.is_busy)
    start = window.step("data")
    assert isinstance(start, DataStart)
    step = start.images
    assert "only the class 'red' so far" in step.banner.text
    qtbot.waitUntil(lambda: step.banner.button("Add a folder as a class…").isVisible())


def test_a_new_label_holds_the_order_and_the_selection(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    said: list[str] = []
    step.noted.connect(said.append)
    names = [tile.path for tile in step.grid.tiles.tiles]
    step.grid.setFocus()
    step.grid.setCurrentIndex(step.grid.tiles.index(4))
    label = step.grid.selected()[0].label
    key, other = (Qt.Key.Key_1, "blue") if label != "blue" else (Qt.Key.Key_2, "green")
    qtbot.keyClick(step.grid, key)
    assert step.grid.selected()[0].label == other
    assert [tile.path for tile in step.grid.selected()] == [names[4]]
    assert [tile.path for tile in step.grid.tiles.tiles] == names
    assert said == [f"Moved to {other}"]


def test_what_is_left_out_comes_back_to_its_place(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    names = [tile.path for tile in step.grid.tiles.tiles]
    said: list[str] = []
    step.noted.connect(said.append)
    step.grid.setCurrentIndex(step.grid.tiles.index(4))
    step.leave_out_selected()
    assert said == ["1 image left out"]
    assert [tile.path for tile in step.grid.tiles.tiles] == names[:4] + names[5:]
    assert step.grid.selected() == [] and step.grid.currentIndex().row() == 4
    step.services.document.undo_stack.undo()
    assert [tile.path for tile in step.grid.tiles.tiles] == names


def test_dragging_to_a_class_says_so(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    said: list[str] = []
    step.noted.connect(said.append)
    drop(step.panel.classes.rows[1], [images / "red" / "000.png", images / "red" / "001.png"])
    assert said == ["2 images moved to green"]


def test_the_last_label_does_not_reshuffle_the_grid(labelling: DataStep) -> None:
    names = [tile.name for tile in labelling.grid.tiles.tiles]
    for number in range(6):
        labelling.grid.setCurrentIndex(labelling.grid.tiles.index(number))
        labelling.changes.label("dog" if number % 2 else "cat")
    assert [tile.name for tile in labelling.grid.tiles.tiles] == names
