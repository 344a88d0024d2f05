from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import deep_tree, small_tree
from tlstudio.engine.model.freezing import frozen_leaves
from tlstudio.engine.project import FreezeSpec, LrScaleSpec
from tlstudio.gui.freeze.facts import FROZEN, PARTLY, TRAINS, Freeze
from tlstudio.gui.freeze.model import FreezeModel
from tlstudio.gui.freeze.moved import PartsMoved
from tlstudio.gui.freeze.rows import Column

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


def rates_asked(qtbot: QtBot, model: FreezeModel, gesture: Callable[[], object]) -> tuple[str, dict[str, float]]:
    with qtbot.waitSignal(model.rates_asked) as signal:
        gesture()
    assert signal.args
    return signal.args[0], {entry.part: entry.scale for entry in signal.args[1]}


def test_a_rate_is_asked_for_and_changes_nothing_itself(qtbot: QtBot, model: FreezeModel):
    cell = model.index_of("s2").siblingAtColumn(Column.RATE)
    asked_for = rates_asked(qtbot, model, lambda: model.setData(cell, 0.3))
    assert asked_for == ("Learning rate of Stage 2 × 0.3", {"s2": 0.3})
    assert cell.data() == "0.1"


def test_a_rate_of_a_stage_replaces_those_of_its_blocks(qtbot: QtBot, model: FreezeModel):
    model.show_freeze(Freeze(rates=(LrScaleSpec("s1", 0.5), LrScaleSpec("s2.1", 1.0))))
    cell = model.index_of("s2").siblingAtColumn(Column.RATE)
    assert cell.data() == "mixed"
    assert rates_asked(qtbot, model, lambda: model.set_rate(cell, 0.3))[1] == {"s1": 0.5, "s2": 0.3}
    assert rates_asked(qtbot, model, lambda: model.set_rate(cell, None))[1] == {"s1": 0.5}


def test_decay_gives_every_top_part_its_rate_and_off_takes_them_away(qtbot: QtBot, model: FreezeModel):
    text, decayed = rates_asked(qtbot, model, lambda: model.set_decay(0.5))
    assert (text, decayed) == ("Layer-wise decay 0.5", {"stem": 0.062, "s1": 0.12, "s2": 0.25, "last": 0.5})
    model.show_freeze(Freeze(rates=tuple(LrScaleSpec(*pair) for pair in decayed.items())))
    assert (model.has_decay(0.5), model.has_decay(None)) == (True, False)
    assert rates_asked(qtbot, model, lambda: model.set_decay(None))[1] == {}


def test_only_what_learns_has_a_rate_to_edit(model: FreezeModel):
    freeze(model, "s1")
    editable = [
        bool(model.index_of(name).siblingAtColumn(Column.RATE).flags() & Qt.ItemFlag.ItemIsEditable)
        for name in ("s1", "s2")
    ]
    assert editable == [False, True]


def test_a_row_speaks_of_all_that_its_columns_show(qtbot: QtBot):
    model = FreezeModel()
    model.show_tree(deep_tree(10), input_px=200)
    model.show_freeze(Freeze(frozenset({"s0.0.0"})))
    spoken = [model.index_of(name).data(Qt.ItemDataRole.AccessibleTextRole) for name in ("s0.0", "s0.0.1")]
    assert spoken == [
        "Stage 1, Block 1, partly, 31 parameters, sees 60 px, learning rate × 0.1, "
        "statistics move after frozen weights",
        "Stage 1, Block 1, BatchNorm, trains, 2 parameters, learning rate × 0.1, statistics move after frozen weights",
    ]


def test_tool_tips_say_what_the_cell_is_about(qtbot: QtBot):
    model = FreezeModel()
    model.show_tree(deep_tree(10), input_px=200)
    row = model.index_of("s0.0")
    tips = {column: row.siblingAtColumn(column).data(Qt.ItemDataRole.ToolTipRole) for column in Column}
    assert tips[Column.PART] == "s0.0 · Sequential · 8 × 4 × 4"
    assert tips[Column.SEES].startswith("Each value here sees a square of 60 px in the image.")
    assert tips[Column.RATE].startswith("Learns at 0.1 of the head's learning rate, as the part around it.")


def test_a_tick_announces_only_the_rows_that_say_something_else(qtbot: QtBot, model: FreezeModel):
    announced: list[str] = []
    model.dataChanged.connect(lambda first, last: announced.append(model.part(first).name))
    freeze(model, "s2.0")
    assert announced == ["stem", "s2.0", "s2.0.conv"]  # the first of each group of siblings
