"""Many gestures drawn by chance, on the real window: each can be undone, back to the very beginning."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS, tiny
from tlstudio.engine.model.heads import HEAD_LAYERS, PRESETS
from tlstudio.engine.project import load_project
from tlstudio.gui.data.step import DataStart
from tlstudio.gui.model.step import ModelStep
from tlstudio.gui.train.step import TrainStep
from tlstudio.gui.window.main_window import MainWindow

GESTURES = 60
SETTINGS = {
    "epochs": (1, 3, 9, 40),
    "lr": (0.1, 0.01, 0.003),
    "optimizer": ("sgd", "adamw", "lion"),
    "source": ("none", "l2sp", "distill"),
    "patience": (0, 2, 5),
    "ema_decay": (0.0, 0.9),
}


class Person:
    """Somebody who does things by chance in the three steps where a project is edited."""

    def __init__(self, qtbot: QtBot, window: MainWindow, seed: int) -> None:
        self.qtbot, self.window, self.random = qtbot, window, Random(seed)
        data, model, train = (window.step(name) for name in ("data", "model", "train"))
        assert isinstance(data, DataStart)
        assert isinstance(model, ModelStep)
        assert isinstance(train, TrainStep)
        self.data, self.model, self.train = data.images, model, train
        self.gestures: list[Callable[[], None]] = [
            *(self.tick, self.tick, self.add_layer, self.delete_layer, self.choose_head),
            *(self.leave_out, self.relabel, self.rename_class, self.move, self.divide, self.change_setting, self.undo),
        ]

    def do(self) -> str:
        """One gesture; gives its name."""
        gesture = self.random.choice(self.gestures)
        gesture()
        return gesture.__name__

    def tick(self) -> None:
        tree, row = self.model.view.tree.view, QModelIndex()
        for _ in range(self.random.randint(1, 3)):
            below = tree.freeze_model.rowCount(row)
            row = tree.freeze_model.index(self.random.randrange(below), 0, row) if below else row
        tree.setCurrentIndex(row)
        keys = Qt.KeyboardModifier
        self.qtbot.keyClick(tree, Qt.Key.Key_Space, self.random.choice((keys.NoModifier, keys.ShiftModifier)))

    def add_layer(self) -> None:
        column = self.model.view.head.column
        column.select(self.random.randrange(len(column.cards) - 1))
        column.add_layer(self.random.choice(list(HEAD_LAYERS)))

    def delete_layer(self) -> None:
        card = self.random.choice(self.model.view.head.column.cards)
        card.setFocus()
        self.qtbot.keyClick(card, Qt.Key.Key_Delete)

    def choose_head(self) -> None:
        self.model.view.head.choose_preset(self.random.choice(list(PRESETS)))

    def leave_out(self) -> None:
        self._select_image()
        self.data.leave_out_selected()

    def relabel(self) -> None:
        self._select_image()
        self.data.changes.label_by_key(self.random.randint(1, 3))

    def rename_class(self) -> None:
        name = self.random.choice(self.data.grid.tiles.tiles).label
        self.data.changes.rename(name, f"{name}, again")

    def move(self) -> None:
        self._select_image()
        self.data.changes.move(self.random.choice(("train", "val", "test", None)))

    def divide(self) -> None:
        fields = self.data.panel.split.fields
        self.random.choice((fields.val, fields.test, fields.seed)).setValue(self.random.randint(5, 40))

    def change_setting(self) -> None:
        name = self.random.choice(list(SETTINGS))
        self.train.settings.rows[name].edited.emit(self.random.choice(SETTINGS[name]))

    def undo(self) -> None:
        self.window.commands.actions["undo"].trigger()

    def _select_image(self) -> None:
        self.data.grid.setCurrentIndex(
            self.data.grid.tiles.index(self.random.randrange(len(self.data.grid.tiles.tiles)))
        )


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_done_can_be_undone_and_done_again(
    qtbot: QtBot, window: MainWindow, images: Path, tmp_path: Path, seed: int
) -> None:
    document, stack = window.document, window.document.undo_stack
    document.new(tiny(images, epochs=4))
    document.save_as(tmp_path / "walk.tlstudio")
    window.commands.trigger("advanced")
    person = Person(qtbot, window, seed)
    qtbot.waitUntil(lambda: len(person.data.grid.tiles.tiles) == 24, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: person.model.view.tree.view.freeze_model.rowCount(QModelIndex()) > 0, timeout=WAIT_MS)
    first, path = document.spec, tmp_path / "walk.tlstudio"

    done = {person.do() for _ in range(GESTURES)}
    while stack.canRedo():  # the last gesture was to undo
        person.do()
    assert len(done) >= 10
    assert stack.index() > GESTURES / 3
    last = document.spec
    qtbot.waitUntil(lambda: load_project(path) == last)

    seen = [document.spec]
    while window.commands.actions["undo"].isEnabled():
        window.commands.actions["undo"].trigger()
        assert document.spec != seen[-1]  # no step of the history is empty
        seen.append(document.spec)
    assert document.spec == first
    qtbot.waitUntil(lambda: load_project(path) == first)

    while window.commands.actions["redo"].isEnabled():
        assert document.spec == seen.pop()
        window.commands.actions["redo"].trigger()
    assert document.spec == last
    qtbot.waitUntil(lambda: load_project(path) == last)
