"""Hands and eyes for a freeze tree in a test."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import small_tree
from tlstudio.engine.model.freezing import frozen_leaves
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import FreezeSpec
from tlstudio.gui.freeze.rate import RateEdit
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.freeze.tree import FreezeTree
from tlstudio.gui.theme.theme import color

Key = Qt.Key


def freeze(tree: FreezeTree, *parts: str) -> None:
    tree.show_freeze(frozen_leaves(small_tree(), FreezeSpec(parts)))


def row(tree: FreezeTree, name: str) -> QModelIndex:
    return tree.view.freeze_model.index_of(name)


def state(tree: FreezeTree, name: str) -> Qt.CheckState:
    return tree.view.freeze_model.state(row(tree, name))


def tick_of(tree: FreezeTree, name: str) -> QPoint:
    rect = tree.view.visualRect(row(tree, name))
    return QPoint(rect.left() + 12, rect.bottom() - 12)


def rate(tree: FreezeTree, name: str) -> str:
    return row(tree, name).siblingAtColumn(Column.RATE).data()


def edit_field(tree: FreezeTree) -> RateEdit:
    field = tree.view.viewport().findChild(RateEdit)
    assert isinstance(field, RateEdit)
    return field


def search(qtbot: QtBot, tree: FreezeTree, text: str) -> None:
    tree.bar.field.clear()
    qtbot.keyClicks(tree.bar.field, text)


def shown(tree: FreezeTree) -> list[str]:
    """Names of the rows that are there to be scrolled to, from the top."""
    model, names = tree.view.freeze_model, []
    index = model.index(0, 0)
    if tree.view.isRowHidden(0, QModelIndex()):
        index = tree.view.indexBelow(index)
    while index.isValid():
        names.append(model.part(index).name)
        index = tree.view.indexBelow(index)
    return names


def has_colour(tree: FreezeTree, token: str) -> bool:
    return shows(tree, color(token))


def shows(tree: FreezeTree, colour: QColor | str) -> bool:
    """Whether any pixel of the rows has just this colour."""
    image, wanted = tree.view.viewport().grab().toImage(), QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def leaves_of(tree: Part, parts: tuple[str, ...]) -> frozenset[str]:
    return frozen_leaves(tree, FreezeSpec(parts))


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Where the keyboard is."""
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)
