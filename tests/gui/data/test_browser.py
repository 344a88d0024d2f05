from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.images import write_images
from tests.support.steps import use
from tlstudio.engine.data.excluded import NOTHING_OUT
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.names import names_of
from tlstudio.gui.answers.large_view import LargeView
from tlstudio.gui.data.browser import DataStep
from tlstudio.gui.data.view import ALL, CLASS, LEFT_OUT, balance, part_marks, tiles


def test_images_show_with_their_classes_and_split(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    assert len(step.grid.tiles.tiles) == 24
    assert {tile.label for tile in step.grid.tiles.tiles[:3]} == {"red", "green", "blue"}  # mixed
    assert step.panel.isVisible()
    assert not step.banner.isVisible()


def test_thumbnails_are_made_off_the_gui_thread(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    path = step.grid.tiles.tiles[0].path
    assert step.grid.loader.get(path, 64) is None
    with qtbot.waitSignal(step.grid.loader.arrived):
        step.grid.loader.get(path, 64)
    qtbot.waitUntil(lambda: step.grid.loader.get(path, 64) is not None)


def test_a_class_can_be_shown_alone_and_a_file_be_found(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.tools.filter.button(CLASS + "red").click()
    assert {tile.label for tile in step.grid.tiles.tiles} == {"red"}
    step.tools.find_field.setText("003")
    qtbot.waitUntil(lambda: [tile.name for tile in step.grid.tiles.tiles] == ["003.png"])


def test_what_cannot_be_read_is_counted_shown_and_left_out_undoably(qtbot: QtBot, step: DataStep, images: Path) -> None:
    (images / "red" / "broken.png").write_bytes(b"not a picture")
    use(qtbot, step, images)
    assert step.banner.text == "1 of 25 images cannot be used. They stay out until you decide."
    step.banner.button("Show").click()
    assert [tile.name for tile in step.grid.tiles.tiles] == ["broken.png"]
    assert step.grid.tiles.tiles[0].problem
    step.banner.button("Leave out").click()
    assert step.spec.data.excluded == ("red/broken.png",)
    qtbot.waitUntil(lambda: not step.banner.isVisible())
    step.services.document.undo_stack.undo()
    qtbot.waitUntil(lambda: step.banner.isVisible())


def test_delete_leaves_the_selected_image_out_and_use_again_takes_it_back(
    qtbot: QtBot, step: DataStep, images: Path
) -> None:
    use(qtbot, step, images)
    step.grid.setCurrentIndex(step.grid.tiles.index(0))
    path = step.grid.selected()[0].path
    step.leave_out_selected()
    assert path not in {tile.path for tile in step.grid.tiles.tiles}
    step.show_left_out()
    step.grid.setCurrentIndex(step.grid.tiles.index(0))
    step.panel.selected.button.click()
    assert step.spec.data.excluded == ()


def test_a_folder_that_cannot_be_used_says_why_and_what_to_do(qtbot: QtBot, step: DataStep, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    use(qtbot, step, tmp_path / "empty")
    assert step.banner.kind == "error"
    qtbot.waitUntil(lambda: step.banner.button("Choose another…").isVisible())
    assert not step.panel.isVisible()


def test_shares_and_seed_are_edits(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.set_advanced(True)
    step.panel.split.fields.val.setValue(40)
    step.panel.split.fields.seed.setValue(7)
    assert (step.spec.data.val_share, step.spec.data.split_seed) == (0.4, 7)
    step.services.document.undo_stack.undo()
    assert step.panel.split.fields.seed.value() == 0


def test_shares_that_leave_nothing_to_train_on_are_explained(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.set_advanced(True)
    step.panel.split.fields.test.setValue(90)
    assert step.spec.data.test_share == 0.15
    assert "nothing to train on" in step.panel.split.problem


def test_how_images_go_in_is_an_advanced_edit(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    field = step.panel.framing.resize_field
    step.set_advanced(False)
    assert not field.isVisible()
    step.set_advanced(True)
    field.setCurrentIndex(field.findData("crop"))
    field.activated.emit(field.currentIndex())
    assert step.spec.data.resize == "crop"


def test_what_training_sees_opens_with_the_selected_image_and_closes(
    qtbot: QtBot, step: DataStep, images: Path
) -> None:
    use(qtbot, step, images)
    split, index = step.services.images.split.value, step.services.images.index.value
    assert split is not None
    assert index is not None
    path = index.folder / index.paths[split.train[4]]
    row = [tile.path for tile in step.grid.tiles.tiles].index(path)
    step.grid.setCurrentIndex(step.grid.tiles.index(row))
    step.panel.framing.link.click()
    assert step.augmentation.isVisible()
    qtbot.waitUntil(lambda: step.augmentation.name.text() == f"{path.parent.name}/{path.name}", timeout=60_000)
    step.augmentation.back.click()
    assert step.grid.isVisible()


def test_the_selected_image_tells_its_size_and_its_part(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.grid.setCurrentIndex(step.grid.tiles.index(3))
    facts = step.panel.selected.facts
    assert (facts.text("size"), facts.text("label")) == ("32 × 32", step.grid.selected()[0].label)
    assert facts.text("kind").startswith("PNG · RGB · ")
    assert step.panel.selected.facts.text("framing") == "224 × 224, whole"
    assert step.panel.selected.facts.text("part") in ("Train", "Validation", "Test")


def test_thumbnails_are_marked_with_their_part_of_the_split(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    known = step.services.images
    assert known.index.value is not None
    assert known.split.value is not None
    marks = part_marks(known.index.value, known.split.value)
    tile = step.grid.tiles.tiles[5]
    assert images / known.index.value.paths[tile.row] == tile.path
    assert [row for row, mark in enumerate(marks) if mark == "held"] == known.split.value.val.tolist()


def test_thumbnails_can_be_walked_by_keyboard(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.grid.setFocus()
    qtbot.keyClick(step.grid, Qt.Key.Key_Home)
    qtbot.keyClick(step.grid, Qt.Key.Key_Right)
    assert step.grid.currentIndex().row() == 1


def test_uneven_classes_are_named(qtbot: QtBot, step: DataStep, images: Path) -> None:
    for path in sorted((images / "red").iterdir())[2:]:
        path.unlink()
    use(qtbot, step, images)
    index = step.services.images.index.value
    assert index is not None
    assert "4.0 times as many images as red" in balance(index)


def _index_of(counts: tuple[int, ...]) -> Index:
    """So many images of the classes a, b, c."""
    names = tuple("abc"[: len(counts)])
    paths = names_of(f"{name}/{number}" for name, images in zip(names, counts, strict=True) for number in range(images))
    labels = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    return Index(Path("images"), paths, labels, names, None, NOTHING_OUT, len(paths), ())


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((100, 100), "Well balanced."),
        ((500, 500, 1000), "c has 2.0 times as many images as a, which is fine."),
        ((3, 3), "Few images: 3 of a."),
        ((3, 40), "b has 13.3 times as many images as a."),
    ],
)
def test_the_sentence_on_the_classes_is_true(counts: tuple[int, ...], words: str) -> None:
    assert balance(_index_of(counts)).startswith(words)


def test_filters_never_lose_or_repeat_an_image(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    index = step.services.images.index.value
    assert index is not None
    every = [tile.path for tile in tiles(index, ALL, "")]
    by_class = [tile.path for name in index.class_names for tile in tiles(index, CLASS + name, "")]
    assert sorted(every) == sorted(by_class)
    assert tiles(index, LEFT_OUT, "") == []


def _check_health(qtbot: QtBot, step: DataStep) -> None:
    step.panel.health.button.click()
    qtbot.waitUntil(lambda: step.health.health is not None and step.health.job is None)


def _twins(images: Path) -> None:
    """Three more files for one image, in its class and in another."""
    for name in ("red/x.png", "red/y.png", "blue/x.png"):
        Image.effect_mandelbrot((64, 64), (-2, -1.5, 1, 1.5), 40).save(images / name)


def test_a_finding_shows_its_images_and_show_all_the_others(qtbot: QtBot, step: DataStep, images: Path) -> None:
    _twins(images)
    use(qtbot, step, images)
    _check_health(qtbot, step)
    row = step.panel.health.row("two_labels")
    assert row is not None
    row.click()
    assert [tile.path.relative_to(images).as_posix() for tile in step.grid.tiles.tiles] == [
        "blue/x.png",
        "red/x.png",
        "red/y.png",
    ]
    assert step.banner.text.startswith("3 images look the same as one in another class")
    step.banner.button("Show all").click()
    assert len(step.grid.tiles.tiles) == 27
    assert not step.banner.isVisible()


def test_duplicates_but_one_of_each_are_left_out_undoably(qtbot: QtBot, step: DataStep, images: Path) -> None:
    _twins(images)
    use(qtbot, step, images)
    _check_health(qtbot, step)
    finding = step.health.finding("exact_duplicates")
    assert finding is not None
    step.show_finding(finding)
    step.banner.button("Leave out 1").click()
    assert step.spec.data.excluded == ("red/y.png",)
    qtbot.waitUntil(lambda: step.health.finding("exact_duplicates") is None and step.health.job is None)
    assert len(step.grid.tiles.tiles) == 26
    step.services.document.undo_stack.undo()
    qtbot.waitUntil(lambda: step.health.finding("exact_duplicates") is not None)


def test_leaks_of_the_split_go_once_near_duplicates_are_kept_together(
    qtbot: QtBot, step: DataStep, images: Path
) -> None:
    for number in range(6):
        coarse = np.random.default_rng(number).integers(0, 256, (8, 8, 3), dtype=np.uint8)
        for name, size in (("a", (64, 64)), ("b", (90, 90))):
            Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC).save(images / "red" / f"{name}{number}.png")
    use(qtbot, step, images)
    _check_health(qtbot, step)
    finding = step.health.finding("leaks")
    assert finding is not None
    step.show_finding(finding)
    step.banner.button("Keep together").click()
    qtbot.waitUntil(lambda: step.health.job is None and step.health.finding("leaks") is None)
    assert step.spec.data.groups == "near_duplicates"
    assert step.panel.split.fields.groups.currentData() == "near_duplicates"


def test_the_report_is_written_as_csv(qtbot: QtBot, step: DataStep, images: Path, tmp_path: Path) -> None:
    _twins(images)
    use(qtbot, step, images)
    _check_health(qtbot, step)
    step.health.export(tmp_path / "health.csv")
    assert "two_labels,1,blue/x.png," in (tmp_path / "health.csv").read_text(encoding="utf-8")


def test_another_folder_has_no_report_yet(qtbot: QtBot, step: DataStep, images: Path, tmp_path: Path) -> None:
    use(qtbot, step, images)
    _check_health(qtbot, step)
    use(qtbot, step, write_images(tmp_path / "other", 4))
    assert step.health.health is None
    assert step.panel.health.button.isVisible()


def test_number_keys_give_the_selected_images_another_class(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.tools.filter.button(CLASS + "red").click()
    step.grid.selectAll()
    step.changes.label_by_key(1)  # blue, green, red
    known = step.services.images
    assert known.index.value is not None
    assert known.index.value.counts() == {"blue": 8, "green": 16}
    step.services.document.undo_stack.undo()
    assert known.index.value.counts() == {"blue": 8, "green": 8, "red": 8}


def test_a_class_is_renamed_and_merged_in_the_project_alone(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    known = step.services.images
    step.changes.rename("red", "rouge")
    assert known.index.value is not None
    assert known.index.value.class_names == ("blue", "green", "rouge")
    step.changes.rename("rouge", "blue")
    assert known.index.value.counts() == {"blue": 16, "green": 8}
    assert (images / "red").is_dir()


def test_images_are_moved_to_a_part_of_the_split(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.grid.setCurrentIndex(step.grid.tiles.index(3))
    step.changes.move("test")
    assert step.panel.selected.facts.text("part") == "Test"
    step.changes.move("train")
    assert step.panel.selected.facts.text("part") == "Train"
    step.changes.move(None)
    assert step.spec.data.pinned == {}


def test_the_menu_of_images_offers_what_can_be_done(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    assert step.changes.menu() is None
    step.grid.setCurrentIndex(step.grid.tiles.index(0))
    menu = step.changes.menu()
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Class", "Rename or merge blue…", "Move to", "Leave out"]
    menu.deleteLater()


def test_what_stays_together_is_an_advanced_edit(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    step.set_advanced(True)
    field = step.panel.split.fields.groups
    field.setCurrentIndex(field.findData("pattern"))
    field.activated.emit(field.currentIndex())
    step.panel.split.fields.pattern.setText("(")
    step.panel.split.fields.pattern.editingFinished.emit()
    assert "not a regular expression" in step.panel.split.problem
    step.panel.split.fields.pattern.setText(r"^\d\d")
    step.panel.split.fields.pattern.editingFinished.emit()
    assert (step.spec.data.groups, step.spec.data.group_pattern) == ("pattern", r"^\d\d")


def test_images_that_look_empty_are_seen_before_the_selected_are_left_out(
    qtbot: QtBot, step: DataStep, images: Path
) -> None:
    for name in ("p.png", "q.png"):
        Image.new("RGB", (64, 64), "white").save(images / "red" / name)
    use(qtbot, step, images)
    _check_health(qtbot, step)
    finding = step.health.finding("blank")
    assert finding is not None
    step.show_finding(finding)
    assert [tile.path for tile in step.grid.selected()] == [images / path for path in finding.paths]
    step.grid.select({images / "red" / "p.png"})  # the others show something
    step.banner.button("Leave out the selected").click()
    assert step.spec.data.excluded == ("red/p.png",)


def test_a_double_click_opens_the_image_large_and_the_grid_follows(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    index = step.grid.tiles.index(2)
    middle = step.grid.visualRect(index).center()
    qtbot.mouseClick(step.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(step.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    view = step.findChild(LargeView)
    assert view is not None and view.windowTitle() == step.grid.tiles.tiles[2].name
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.accept()
    assert step.grid.selected() == [step.grid.tiles.tiles[3]]
