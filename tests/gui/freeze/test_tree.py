from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import deep_tree, small_tree
from tests.support.freeze_view import freeze, has_colour, row, shows, state, tick_of
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.freeze.tree import FreezeTree
from tlstudio.gui.theme.theme import color, theme
from tlstudio.gui.theme.tokens import DARK, LIGHT

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier


def test_keyboard_alone_freezes_and_opens(qtbot: QtBot, tree: FreezeTree):
    tree.view.setFocus()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Down, Key.Key_Space):
        qtbot.keyClick(tree.view, key)
    assert tree.view.currentIndex() == row(tree, "s2.0")
    assert state(tree, "s2.0") == Qt.CheckState.Checked
    assert state(tree, "s2") == Qt.CheckState.PartiallyChecked


def test_shift_space_trains_a_partly_frozen_part(qtbot: QtBot, tree: FreezeTree):
    freeze(tree, "stem", "s1", "s2.0")
    tree.view.setCurrentIndex(row(tree, "s2"))
    qtbot.keyClick(tree.view, Key.Key_Space, Modifier.ShiftModifier)
    assert state(tree, "s2") == Qt.CheckState.Unchecked


def test_typing_finds_a_part(qtbot: QtBot, tree: FreezeTree):
    tree.view.setFocus()
    qtbot.keyClicks(tree.view, "las")
    assert tree.view.currentIndex() == row(tree, "last")


def test_a_click_on_the_tick_toggles_and_one_on_the_name_only_selects(qtbot: QtBot, tree: FreezeTree):
    viewport = tree.view.viewport()
    qtbot.mouseClick(viewport, Button.LeftButton, pos=tick_of(tree, "s1") + QPoint(60, 0))
    assert state(tree, "s1") == Qt.CheckState.Checked
    qtbot.mouseClick(viewport, Button.LeftButton, pos=tick_of(tree, "s1"))
    assert state(tree, "s1") == Qt.CheckState.Unchecked
    assert tree.view.currentIndex() == row(tree, "s1")


def test_a_click_on_the_band_of_the_cut_does_nothing(qtbot: QtBot, tree: FreezeTree):
    rect = tree.view.visualRect(row(tree, "s2"))
    assert rect.height() > tree.view.visualRect(row(tree, "s1")).height()  # the cut stands above stage 2
    qtbot.mouseClick(tree.view.viewport(), Button.LeftButton, pos=QPoint(rect.left() + 12, rect.top() + 5))
    assert state(tree, "s2") == Qt.CheckState.Unchecked
    assert not tree.view.selectionModel().isSelected(row(tree, "s2"))


def test_the_cut_of_a_frozen_backbone_stands_below_the_last_row(qtbot: QtBot, tree: FreezeTree):
    freeze(tree, "all")
    assert tree.view.cut_below(row(tree, "last"))
    assert not tree.view.cut_below(row(tree, "s2"))


def test_the_part_with_the_cut_is_opened_at_first(qtbot: QtBot):
    made = FreezeTree()
    qtbot.addWidget(made)
    made.show_tree(small_tree(), advanced=True)
    freeze(made, "stem", "s1", "s2.0")
    assert made.view.isExpanded(row(made, "s2"))
    assert not made.view.isExpanded(row(made, "s1"))


def test_the_same_backbone_described_again_stays_open_where_it_was(tree: FreezeTree):
    tree.view.expand(row(tree, "s1"))
    tree.show_tree(None, advanced=True)
    tree.show_tree(small_tree(), advanced=True)
    freeze(tree, "stem")
    tree.view.expand(row(tree, "s1"))
    tree.show_tree(small_tree(), advanced=True)
    assert tree.view.isExpanded(row(tree, "s1"))


def test_the_menu_acts_from_its_part_on(tree: FreezeTree):
    actions = {action.text(): action for action in tree.view.menu_for(row(tree, "s2")).actions()}
    actions["Train only this"].trigger()
    assert [state(tree, name) for name in ("stem", "s1", "s2", "last")] == [
        Qt.CheckState.Checked,
        Qt.CheckState.Checked,
        Qt.CheckState.Unchecked,
        Qt.CheckState.Checked,
    ]


def test_how_far_parts_moved_is_there_once_a_run_has_moved_them(tree: FreezeTree):
    assert tree.view.isColumnHidden(Column.MOVED)
    tree.show_moved("2", {"s2.1.conv": (3.0, 30.0)})
    assert not tree.view.isColumnHidden(Column.MOVED)
    texts = [row(tree, name).siblingAtColumn(Column.MOVED).data() for name in ("s1", "s2", "s2.1.conv")]
    assert texts == ["–", "10 %", "10 %"]


def test_the_keyboard_reaches_rows_that_say_how_far_they_moved(qtbot: QtBot, tree: FreezeTree):
    tree.show_moved("2", {"s2.1.conv": (3.0, 30.0)})
    tree.view.setFocus()
    for key in (Key.Key_Down, Key.Key_Down):
        qtbot.keyClick(tree.view, key)
    spoken = tree.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Stage 2, trains, 7 parameters, learning rate × 0.1, moved 10 % in run 2"


def test_simple_mode_leaves_out_how_far_parts_moved(tree: FreezeTree):
    tree.show_tree(small_tree(), advanced=False)
    tree.show_moved("2", {"s2.1.conv": (3.0, 30.0)})
    assert tree.view.isColumnHidden(Column.MOVED)
    assert "moved" not in row(tree, "s2").data(Qt.ItemDataRole.AccessibleTextRole)


def test_without_room_the_bar_goes_and_the_number_stays(tree: FreezeTree):
    tree.show_moved("2", {"s2.1.conv": (3.0, 30.0)})
    wide_px, wide = tree.view.columnWidth(Column.MOVED), orange(tree)
    tree.set_narrow(True)
    assert 0 < tree.view.columnWidth(Column.MOVED) < wide_px
    assert (wide, orange(tree)) == (True, False)
    assert row(tree, "s2").siblingAtColumn(Column.MOVED).data() == "10 %"


def orange(tree: FreezeTree) -> bool:
    """Whether anything in the last column has the colour of learning."""
    image, left = tree.view.viewport().grab().toImage(), tree.view.columnViewportPosition(Column.MOVED)
    learn = color("learn").rgb()
    return any(image.pixel(x, y) == learn for x in range(left, image.width()) for y in range(image.height()))


def test_it_paints_in_both_schemes(qtbot: QtBot, tree: FreezeTree, qapp: object):
    freeze(tree, "stem", "s1", "s2.0")
    for scheme, other in (("light", DARK), ("dark", LIGHT)):
        theme().apply(qapp, scheme)  # pyright: ignore[reportArgumentType] -- qapp is the QApplication
        assert has_colour(tree, "panel")
        assert has_colour(tree, "learn")
        assert not shows(tree, other.learn)
    theme().apply(qapp, "light")  # pyright: ignore[reportArgumentType]


def test_batchnorm_is_a_choice_where_there_is_any(tree: FreezeTree, normed: FreezeTree):
    assert not tree.bar.batchnorm.isVisibleTo(tree)
    assert normed.bar.batchnorm.isVisible()
    normed.show_tree(deep_tree(20, blocks_in_stage=2), advanced=False)
    normed.show_freeze(frozenset())
    assert not normed.bar.isVisible()


def test_choosing_how_batchnorm_is_treated_is_one_gesture(qtbot: QtBot, normed: FreezeTree):
    with qtbot.waitSignal(normed.batchnorm_asked) as asked:
        normed.bar.batchnorm.setFocus()
        qtbot.keyClick(normed.bar.batchnorm, Key.Key_Down)
    assert asked.args == ["BatchNorm: kept still everywhere", "still"]
    assert row(normed, "s0.0.1").siblingAtColumn(Column.STATE).data() == "Kept still"
    assert "No BatchNorm of the backbone changes" in normed.bar.batchnorm.toolTip()


def test_drifting_statistics_are_marked_on_their_row_and_on_closed_parts_above(normed: FreezeTree):
    assert not has_colour(normed, "warning")
    normed.show_freeze(frozenset({"s1.0.0"}))
    assert has_colour(normed, "warning")  # on stage 2, which is closed
    normed.show_freeze(frozenset({"s1.0.0", "s1.0.1"}))
    assert not has_colour(normed, "warning")


def test_what_a_part_sees_has_a_column_where_it_is_known(tree: FreezeTree, normed: FreezeTree):
    assert tree.view.isColumnHidden(Column.SEES)
    assert not normed.view.isColumnHidden(Column.SEES)
    assert row(normed, "s0.0").siblingAtColumn(Column.SEES).data() == "67 px"  # 0.3 of 224


def test_nothing_is_clipped_where_there_is_little_room(qtbot: QtBot, normed: FreezeTree):
    normed.show_moved("2", {"s0.0.0": (3.0, 30.0)})
    normed.resize(480, 400)
    qtbot.waitUntil(lambda: not normed.view.delegate.shows_bars)
    assert normed.view.head.length() <= normed.view.viewport().width()
    assert not normed.view.delegate.shows_sees_text
