from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.gui.widgets.trees import small_tree
from tlstudio.engine.model.freezing import frozen_leaves
from tlstudio.engine.project import FreezeSpec
from tlstudio.gui.widgets.freeze_columns import Column
from tlstudio.gui.widgets.freeze_facts import FROZEN, PARTLY, TRAINS, Freeze
from tlstudio.gui.widgets.freeze_model import FreezeModel
from tlstudio.gui.widgets.freeze_moved import PartsMoved

CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def model(qtbot: QtBot) -> FreezeModel:
    made = FreezeModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show_tree(small_tree())
    return made


def freeze(model: FreezeModel, *parts: str) -> None:
    model.show_freeze(Freeze(frozen_leaves(small_tree(), FreezeSpec(parts))))


def asked(qtbot: QtBot, model: FreezeModel, gesture: Callable[[], object]) -> tuple[str, tuple[str, ...]]:
    with qtbot.waitSignal(model.freeze_asked) as signal:
        gesture()
    assert signal.args
    return signal.args[0], signal.args[1]


def test_ticks_show_the_freeze_in_three_states(model: FreezeModel):
    freeze(model, "stem", "s2.0")
    states = [model.index_of(name).data(CHECK) for name in ("stem", "s1", "s2", "s2.0", "s2.1")]
    assert states == [FROZEN, TRAINS, PARTLY, FROZEN, TRAINS]


def test_a_tick_asks_for_the_shortest_freeze_and_changes_nothing_itself(qtbot: QtBot, model: FreezeModel):
    freeze(model, "stem", "s1", "s2.0")
    index = model.index_of("s2.1")
    assert asked(qtbot, model, lambda: model.setData(index, FROZEN, CHECK)) == (
        "Freeze Stage 2, Block 2",
        ("stem", "s1", "s2"),
    )
    assert index.data(CHECK) == TRAINS


def test_a_partly_frozen_part_freezes_first(qtbot: QtBot, model: FreezeModel):
    freeze(model, "s2.0")
    index = model.index_of("s2")
    assert asked(qtbot, model, lambda: model.toggle(index))[1] == ("s2",)
    assert asked(qtbot, model, lambda: model.toggle(index, partly_trains=True))[1] == ()


def test_freezing_all_parts_is_freezing_the_backbone(qtbot: QtBot, model: FreezeModel):
    freeze(model, "stem", "s1", "s2")
    index = model.index_of("last")
    assert asked(qtbot, model, lambda: model.toggle(index))[1] == ("all",)


@pytest.mark.parametrize(
    ("gesture", "expected"),
    [
        ("freeze_before", ("all",)),
        ("train_after", ("stem", "s2.1")),
        ("train_only", ("stem", "s1", "s2.0", "last")),
    ],
)
def test_from_one_part_on(qtbot: QtBot, model: FreezeModel, gesture: str, expected: tuple[str, ...]):
    freeze(model, "stem", "s2.1", "last")
    index = model.index_of("s2.1")
    assert asked(qtbot, model, lambda: getattr(model, gesture)(index))[1] == expected


def test_a_gesture_that_changes_nothing_asks_nothing(qtbot: QtBot, model: FreezeModel):
    freeze(model, "stem")
    with qtbot.assertNotEmitted(model.freeze_asked):
        model.freeze_before(model.index_of("s1"))


def test_the_first_row_after_the_cut_carries_it(model: FreezeModel):
    freeze(model, "stem", "s1", "s2.0")
    carrying = [name for name in ("stem", "s1", "s2", "s2.0", "s2.1", "last") if model.cut_before(model.index_of(name))]
    assert carrying == ["s2.1"]
    assert model.is_cut_inside(model.index_of("s2"))


def test_rows_speak_of_themselves(model: FreezeModel):
    freeze(model, "s2.0")
    spoken = model.index_of("s2.0").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Stage 2, Block 1, frozen, 3 parameters"


def test_a_column_says_how_far_parts_moved_and_in_which_run(model: FreezeModel):
    moved = PartsMoved("2", {"s2": 0.021, "s2.1": 0.042})
    model.show_moved(moved)
    cells = [model.index_of(name).siblingAtColumn(Column.MOVED) for name in ("s1", "s2", "s2.1")]
    assert [cell.data() for cell in cells] == ["–", "2.1 %", "4.2 %"]
    assert [moved.bar(name) for name in ("s1", "s2", "s2.1")] == [None, 0.5, 1]
    assert model.headerData(Column.MOVED, Qt.Orientation.Horizontal) == "Moved, run 2"


def test_rows_speak_of_how_far_they_moved(model: FreezeModel):
    model.show_moved(PartsMoved("2", {"s2.1": 0.042}))
    speaking = Qt.ItemDataRole.AccessibleTextRole
    assert (
        model.index_of("s2.1").data(speaking)
        == "Stage 2, Block 2, trains, 4 parameters, learning rate × 0.1, moved 4.2 % in run 2"
    )
    assert model.index_of("s1").data(speaking) == "Stage 1, trains, 3 parameters, learning rate × 0.1"


def test_new_numbers_are_announced_for_every_row(qtbot: QtBot, model: FreezeModel):
    announced: list[int] = []
    model.dataChanged.connect(lambda first, last: announced.extend([last.row() - first.row() + 1]))
    model.show_moved(PartsMoved("2", {"s2.1": 0.042}))
    assert sum(announced) == len(model.parts())


def test_without_layers_blocks_are_the_finest_rows(model: FreezeModel):
    model.show_tree(small_tree(), with_layers=False)
    assert model.rowCount(QModelIndex()) == 4
    assert model.rowCount(model.index_of("s1")) == 0
    assert model.rowCount(model.index_of("s2")) == 2


def test_without_a_backbone_there_are_no_rows(model: FreezeModel):
    model.show_tree(None)
    assert model.rowCount(QModelIndex()) == 0
