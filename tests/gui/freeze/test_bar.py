from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import deep_tree
from tests.support.freeze_view import freeze, row, search, shown
from tlstudio.gui.freeze.tree import FreezeTree

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier


def test_a_filter_hides_what_does_not_match_and_opens_the_way_to_what_does(qtbot: QtBot, tree: FreezeTree):
    search(qtbot, tree, "s2.1.conv")
    assert shown(tree) == ["s2", "s2.1", "s2.1.conv"]
    assert tree.bar.found.text() == "1 of 10 parts"
    assert tree.view.currentIndex() == row(tree, "s2.1.conv")


def test_clearing_the_filter_restores_what_was_open(qtbot: QtBot, tree: FreezeTree):
    tree.view.expand(row(tree, "s1"))
    before = shown(tree)
    search(qtbot, tree, "block 2")
    qtbot.keyClick(tree.bar.field, Key.Key_Escape)
    assert shown(tree) == before
    assert (tree.bar.field.text(), tree.bar.found.text()) == ("", "")


def test_a_filter_that_nothing_matches_says_so(qtbot: QtBot, tree: FreezeTree):
    search(qtbot, tree, "transformer")
    assert (shown(tree), tree.bar.found.text()) == ([], "0 of 10 parts")


def test_a_tick_keeps_the_filter_and_another_backbone_drops_it(qtbot: QtBot, tree: FreezeTree):
    search(qtbot, tree, "block")
    freeze(tree, "stem")
    assert shown(tree) == ["s2", "s2.0", "s2.1"]
    tree.show_tree(deep_tree(5), advanced=True)
    assert (tree.bar.field.text(), shown(tree)) == ("", ["s0"])
