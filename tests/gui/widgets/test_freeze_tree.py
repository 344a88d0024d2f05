import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.widgets.trees import deep_tree, small_tree
from tlstudio.engine.model.freezing import frozen_leaves
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import FreezeSpec, LrScaleSpec
from tlstudio.gui.theme import color, theme
from tlstudio.gui.widgets.freeze_columns import Column
from tlstudio.gui.widgets.freeze_facts import FROZEN, PARTLY, TRAINS
from tlstudio.gui.widgets.freeze_rate import RateEdit
from tlstudio.gui.widgets.freeze_tree import FreezeTree

POPS_UP = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # the offscreen platform of every menu
Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier


@pytest.fixture
def tree(qtbot: QtBot) -> FreezeTree:
    """Stem and stage 1 frozen; every gesture is carried out."""
    made = FreezeTree()
    qtbot.addWidget(made)
    made.resize(720, 460)
    made.show_tree(small_tree(), advanced=True)
    made.freeze_asked.connect(lambda _text, parts: freeze(made, *parts))
    freeze(made, "stem", "s1")
    made.show()
    qtbot.waitExposed(made)
    return made


def freeze(tree: FreezeTree, *parts: str) -> None:
    tree.show_freeze(frozen_leaves(small_tree(), FreezeSpec(parts)))


def row(tree: FreezeTree, name: str) -> QModelIndex:
    return tree.view.freeze_model.index_of(name)


def state(tree: FreezeTree, name: str) -> Qt.CheckState:
    return tree.view.freeze_model.state(row(tree, name))


def tick_of(tree: FreezeTree, name: str) -> QPoint:
    rect = tree.view.visualRect(row(tree, name))
    return QPoint(rect.left() + 12, rect.bottom() - 12)


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
    light = tree.grab().toImage()
    theme().apply(qapp, "dark")  # pyright: ignore[reportArgumentType] -- qapp is the QApplication
    dark = tree.grab().toImage()
    theme().apply(qapp, "light")  # pyright: ignore[reportArgumentType]
    assert light != dark


# What is shown of BatchNorm, rates and measures.


@pytest.fixture
def normed(qtbot: QtBot) -> FreezeTree:
    """Two stages of blocks with BatchNorm, of which nothing is frozen; every gesture is carried out."""
    made = FreezeTree()
    qtbot.addWidget(made)
    made.resize(760, 500)
    made.show_tree(deep_tree(20, blocks_in_stage=2), advanced=True, input_px=224)
    made.rates_asked.connect(lambda _text, rates: made.show_freeze(frozenset(), "follow", rates))
    made.batchnorm_asked.connect(lambda _text, policy: made.show_freeze(frozenset(), policy))
    made.show_freeze(frozenset())
    made.show()
    qtbot.waitExposed(made)
    return made


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


def has_colour(tree: FreezeTree, token: str) -> bool:
    image, wanted = tree.view.viewport().grab().toImage(), color(token).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


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


def test_a_frozen_row_says_why_it_has_no_rate(qtbot: QtBot, tree: FreezeTree):
    tree.view.setCurrentIndex(row(tree, "stem"))
    qtbot.keyClick(tree.view, Key.Key_F2)
    assert tree.view.bubble.text() == "Frozen: it does not learn. Untick it first."
    qtbot.keyClick(tree.view, Key.Key_Down)
    assert not tree.view.bubble.isVisible()


def test_the_menu_offers_rates_for_the_part_and_decay_for_all(normed: FreezeTree):
    menus = {action.text(): action.menu() for action in normed.view.menu_for(row(normed, "s1")).actions()}
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


# The filter.


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
def test_the_keyboard_opens_the_menu_of_the_row(qtbot: QtBot, tree: FreezeTree, key: Qt.Key, modifier: Modifier):
    tree.view.setCurrentIndex(row(tree, "s2"))
    qtbot.keyClick(tree.view, key, modifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Freeze this part"
    menu.close()


def leaves_of(tree: Part, parts: tuple[str, ...]) -> frozenset[str]:
    return frozen_leaves(tree, FreezeSpec(parts))


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Where the keyboard is."""
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)
