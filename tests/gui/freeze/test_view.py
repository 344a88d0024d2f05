import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import deep_tree
from tests.support.freeze_view import edit_field, leaves_of, press, rate, row, state
from tlstudio.engine.project import LrScaleSpec
from tlstudio.gui.freeze.facts import FROZEN, PARTLY, TRAINS
from tlstudio.gui.freeze.rate import RateEdit
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.freeze.tree import FreezeTree

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
POPS_UP = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # the offscreen platform of every menu


def test_a_rate_is_typed_where_the_row_is(qtbot: QtBot, normed: FreezeTree):
    normed.view.setCurrentIndex(row(normed, "s1"))
    qtbot.keyClick(normed.view, "0")
    assert edit_field(normed).text() == "0"
    qtbot.keyClicks(edit_field(normed), ",3")
    qtbot.keyClick(edit_field(normed), Key.Key_Return)
    qtbot.waitUntil(lambda: rate(normed, "s1") == "0.3")
    assert [rate(normed, name) for name in ("s0", "s1.0.0")] == ["0.1", "0.3"]


def test_an_empty_rate_is_inherited_again_and_escape_changes_nothing(qtbot: QtBot, normed: FreezeTree):
    normed.show_freeze(frozenset(), "follow", (LrScaleSpec("s1", 0.3),))
    normed.view.setCurrentIndex(row(normed, "s1"))
    qtbot.keyClick(normed.view, Key.Key_F2)
    qtbot.keyClick(edit_field(normed), Key.Key_Delete)
    qtbot.keyClick(edit_field(normed), Key.Key_Escape)
    qtbot.waitUntil(lambda: normed.view.viewport().findChild(RateEdit) is None)
    assert rate(normed, "s1") == "0.3"
    qtbot.keyClick(normed.view, Key.Key_F2)
    qtbot.keyClick(edit_field(normed), Key.Key_Delete)
    qtbot.keyClick(edit_field(normed), Key.Key_Return)
    qtbot.waitUntil(lambda: rate(normed, "s1") == "0.1")


def test_a_wrong_rate_is_told_beside_its_field_and_changes_nothing(qtbot: QtBot, normed: FreezeTree):
    normed.view.setCurrentIndex(row(normed, "s1"))
    qtbot.keyClick(normed.view, Key.Key_F2)
    with qtbot.assertNotEmitted(normed.rates_asked):
        qtbot.keyClicks(edit_field(normed), "-2")
        assert normed.view.bubble.text() == "The share is from 0 to 10: at 1 it learns as fast as the head."
        qtbot.keyClick(edit_field(normed), Key.Key_Return)
        assert edit_field(normed).text() == "-2"
        qtbot.keyClick(edit_field(normed), Key.Key_Escape)
    qtbot.waitUntil(lambda: not normed.view.bubble.isVisible())


def test_a_double_click_opens_the_field_and_does_not_open_the_stage(qtbot: QtBot, normed: FreezeTree):
    place = normed.view.visualRect(row(normed, "s1").siblingAtColumn(Column.RATE)).center()
    qtbot.mouseDClick(normed.view.viewport(), Button.LeftButton, pos=place)
    assert edit_field(normed).isVisible()
    assert not normed.view.isExpanded(row(normed, "s1"))


@pytest.mark.parametrize("frozen", [("s0",), ("all",)])  # the band above stage 2, and below it
def test_the_field_leaves_out_the_band_of_the_cut(normed: FreezeTree, frozen: tuple[str, ...]):
    normed.show_freeze(leaves_of(deep_tree(20, blocks_in_stage=2), frozen), rates=(LrScaleSpec("s1", 0.3),))
    cell = row(normed, "s1").siblingAtColumn(Column.RATE)
    whole, field = normed.view.visualRect(cell), RateEdit(0.1, normed.view.viewport())
    option = QStyleOptionViewItem()
    option.rect = whole  # pyright: ignore[reportAttributeAccessIssue] -- missing in the stubs
    normed.view.delegate.updateEditorGeometry(field, option, cell)
    assert field.height() < whole.height() - normed.view.band_height()
    assert whole.contains(field.geometry())


def test_a_frozen_row_says_why_it_has_no_rate(qtbot: QtBot, tree: FreezeTree):
    tree.view.setCurrentIndex(row(tree, "stem"))
    qtbot.keyClick(tree.view, Key.Key_F2)
    assert tree.view.bubble.text() == "Frozen: it does not learn. Untick it first."
    qtbot.keyClick(tree.view, Key.Key_Down)
    assert not tree.view.bubble.isVisible()


def test_the_menu_offers_rates_for_the_part_and_decay_for_all(normed: FreezeTree):
    top = normed.view.menu_for(row(normed, "s1"))
    menus = {menu.title(): menu for menu in top.findChildren(QMenu)}
    rates = [action.text() for action in menus["Learning rate"].actions() if action.text()]
    assert rates == ["× 0.01", "× 0.03", "× 0.1", "× 0.3", "× 1", "Other…", "As the part around it (× 0.1)"]
    menus["Learning rate"].actions()[3].trigger()
    assert rate(normed, "s1") == "0.3"
    decays = menus["Layer-wise decay of all learning rates"].actions()
    assert [action.text() for action in decays] == ["× 0.9", "× 0.8", "× 0.65", "× 0.5", "Off"]
    decays[3].trigger()
    assert [rate(normed, name) for name in ("s0", "s1")] == ["0.25", "0.5"]


def test_the_last_column_shows_gradients_if_so_chosen(tree: FreezeTree):
    tree.show_moved("2", {"s2.1.conv": (3.0, 30.0)}, {"s2.1.conv": 0.03, "s2.0.conv": 0.04})
    chosen = {action.text(): action for action in tree.view.measure_menu().actions()}
    assert chosen["How far it moved"].isChecked()
    chosen["Gradient norm"].trigger()
    texts = [row(tree, name).siblingAtColumn(Column.MOVED).data() for name in ("s1", "s2", "s2.1.conv")]
    assert texts == ["–", "0.05", "0.03"]  # √(0.03² + 0.04²)
    assert tree.view.head.model().headerData(Column.MOVED, Qt.Orientation.Horizontal) == "Gradient, run 2"


def test_a_run_without_gradients_says_so_in_the_menu(tree: FreezeTree):
    tree.show_moved("2", {"s2.1.conv": (3.0, 30.0)})
    action = tree.view.measure_menu().actions()[1]
    assert (action.text(), action.isEnabled()) == ("Gradient norm (not measured in run 2)", False)


@POPS_UP
def test_a_click_on_the_last_title_opens_its_menu(qtbot: QtBot, tree: FreezeTree):
    tree.show_moved("2", {"s2.1.conv": (3.0, 30.0)})
    place = QPoint(tree.view.head.sectionViewportPosition(Column.MOVED) + 20, 10)
    qtbot.mouseClick(tree.view.head.viewport(), Button.LeftButton, pos=place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "How far it moved"
    menu.close()


def test_the_keyboard_alone_does_it_all(qtbot: QtBot, normed: FreezeTree):
    view = normed.view
    normed.freeze_asked.connect(lambda _text, parts: normed.show_freeze(leaves_of(deep, parts)))
    deep = deep_tree(20, blocks_in_stage=2)
    with qtbot.waitActive(normed):
        normed.activateWindow()
    view.setFocus()
    press(qtbot, Key.Key_End)
    assert view.currentIndex() == row(normed, "s1")
    press(qtbot, Key.Key_Home, Key.Key_Right, Key.Key_Right)
    assert view.currentIndex() == row(normed, "s0.0")
    press(qtbot, Key.Key_Right)
    qtbot.keyClicks(view, "bat")
    assert view.currentIndex() == row(normed, "s0.0.1")
    press(qtbot, Key.Key_Space)
    assert [state(normed, name) for name in ("s0.0.1", "s0")] == [FROZEN, PARTLY]
    press(qtbot, Key.Key_Left)
    qtbot.keyClick(view, Key.Key_Space, Modifier.ShiftModifier)
    assert state(normed, "s0.0") == TRAINS
    press(qtbot, Key.Key_F2, Key.Key_1, Key.Key_Return)
    qtbot.waitUntil(lambda: rate(normed, "s0.0") == "1" and view.hasFocus())
    qtbot.keyClick(view, Key.Key_F, Modifier.ControlModifier)
    assert normed.bar.field.hasFocus()
    qtbot.keyClicks(normed.bar.field, "s1.1.")
    press(qtbot, Key.Key_Down)
    assert (view.hasFocus(), view.currentIndex()) == (True, row(normed, "s1.1.0"))


@POPS_UP
@pytest.mark.parametrize(
    ("key", "modifier"), [(Key.Key_Menu, Modifier.NoModifier), (Key.Key_F10, Modifier.ShiftModifier)]
)
def test_the_keyboard_opens_the_menu_of_the_row(
    qtbot: QtBot, tree: FreezeTree, key: Qt.Key, modifier: Qt.KeyboardModifier
):
    tree.view.setCurrentIndex(row(tree, "s2"))
    qtbot.keyClick(tree.view, key, modifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Freeze this part"
    menu.close()
