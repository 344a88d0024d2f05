import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.engine.model.heads import HEAD_LAYERS, PRESETS, HeadPreset
from tlstudio.engine.project import HeadSpec, LayerSpec, Task
from tlstudio.gui.head.card import HeadCard
from tlstudio.gui.head.editor import HeadEditor
from tlstudio.gui.widgets.fields import ChoiceField, IntField

DROPOUT, LINEAR, RELU = LayerSpec("dropout", p=0.2), LayerSpec("linear", width=128), LayerSpec("relu")
HEAD = HeadSpec("avg", (DROPOUT, LINEAR, RELU))
MAP, CLASSES = (1280, 7, 7), ("global", "local", "nominal")
Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier


class Shown:
    """An editor whose every wish is granted; `head` is what it shows, `texts` what the undo menu would say."""

    def __init__(self, editor: HeadEditor) -> None:
        self.editor = editor
        self.column = editor.column
        self.head = HEAD
        self.texts: list[str] = []
        self.task: Task = "single_label"
        editor.head_asked.connect(self.grant)
        editor.show_head(HEAD, MAP, CLASSES)

    def grant(self, text: str, head: HeadSpec) -> None:
        self.texts.append(text)
        self.head = head
        self.editor.show_head(head, MAP, CLASSES, self.task)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    editor = HeadEditor()
    qtbot.addWidget(editor)
    editor.resize(328, 560)
    editor.show()
    qtbot.waitExposed(editor)
    editor.activateWindow()
    return Shown(editor)


def test_shapes_flow_from_card_to_card(shown: Shown):
    texts = [arrow.text for arrow in shown.column.arrows]
    assert texts == ["1280 × 7 × 7 from the backbone", "1280", "1280", "128", "128", "3 · global, local, nominal"]
    assert shown.editor.parameters.accessibleName() == "164,355 parameters"  # 1281 · 128 + 129 · 3
    assert shown.editor.verdict.text() == "Shapes fit"


def test_alt_down_moves_the_layer_and_stays_on_it(qtbot: QtBot, shown: Shown):
    shown.column.cards[1].setFocus()
    qtbot.keyClick(shown.column.cards[1], Key.Key_Down, Alt)
    assert shown.head.layers == (LINEAR, DROPOUT, RELU)
    assert shown.column.selected == 2
    assert shown.texts == ["Move Dropout"]


def test_delete_removes_the_selected_layer(qtbot: QtBot, shown: Shown):
    shown.column.cards[3].setFocus()
    qtbot.keyClick(shown.column.cards[3], Key.Key_Delete)
    assert shown.head.layers == (DROPOUT, LINEAR)


def test_a_new_layer_comes_after_the_selected_card(shown: Shown):
    shown.column.select(1)
    shown.column.add_layer("gelu")
    assert [layer.kind for layer in shown.head.layers] == ["dropout", "gelu", "linear", "relu"]
    assert shown.column.selected == 2


def test_without_a_selection_a_new_layer_comes_last(shown: Shown):
    shown.column.add_layer("layernorm")
    assert shown.head.layers[-1].kind == "layernorm"


def test_typing_a_width_shows_what_it_costs_before_it_counts(qtbot: QtBot, shown: Shown):
    card = shown.column.cards[2]
    card.setFocus()
    qtbot.keyClick(card, Key.Key_Return)
    assert isinstance(card.field, IntField)
    card.field.selectAll()
    qtbot.keyClicks(card.field, "64")
    assert shown.head == HEAD
    assert shown.column.arrows[3].text == "64"
    qtbot.keyClick(card.field, Key.Key_Return)
    assert shown.head.layers[1].width == 64
    assert shown.texts == ["Change Linear"]


def test_the_field_stays_where_it_is_while_its_number_steps(qtbot: QtBot, shown: Shown):
    card = shown.column.cards[2]
    card.setFocus()
    card.edit_field()
    for _ in range(2):
        qtbot.keyClick(card.field, Key.Key_Up)
    assert shown.head.layers[1].width == 130
    assert shown.column.cards[2] is card


def test_dropout_and_pooling_are_changed_in_place(qtbot: QtBot, shown: Shown):
    shown.column.cards[1].setFocus()
    shown.column.cards[1].edit_field()
    qtbot.keyClick(shown.column.cards[1].field, Key.Key_Up)
    assert shown.head.layers[0].p == 0.25
    pool = shown.column.cards[0].field
    assert isinstance(pool, ChoiceField)
    pool.setCurrentIndex(pool.findData("avgmax"))
    pool.activated.emit(pool.currentIndex())
    assert shown.head.pool == "avgmax"
    assert shown.column.arrows[1].text == "2560"


def test_dragging_a_card_reorders(qtbot: QtBot, shown: Shown):
    card, last = shown.column.cards[1], shown.column.cards[3]
    below = card.mapFromGlobal(last.mapToGlobal(QPoint(20, last.height() - 2)))
    qtbot.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    qtbot.mouseMove(card, QPoint(20, 60))
    qtbot.mouseMove(card, below)
    qtbot.mouseRelease(card, Qt.MouseButton.LeftButton, pos=below)
    assert shown.head.layers == (LINEAR, RELU, DROPOUT)


def drag(qtbot: QtBot, widget: QWidget, onto: QWidget) -> None:
    """Press on the widget and move below the middle of another, without letting go."""
    below = widget.mapFromGlobal(onto.mapToGlobal(QPoint(20, onto.height() - 2)))
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(widget, widget.rect().center() + QPoint(0, 30))
    qtbot.mouseMove(widget, below)


def test_a_card_is_dragged_by_its_words_too(qtbot: QtBot, shown: Shown):
    words = next(label for label in shown.column.cards[1].findChildren(QLabel) if label.text() == "Dropout")
    drag(qtbot, words, shown.column.cards[3])
    qtbot.mouseRelease(words, Qt.MouseButton.LeftButton, pos=words.mapFromGlobal(QPoint(0, 10_000)))
    assert shown.head.layers == (LINEAR, RELU, DROPOUT)
    assert shown.texts == ["Move Dropout"]


def test_escape_ends_a_drag_with_nothing_moved(qtbot: QtBot, shown: Shown):
    card = shown.column.cards[1]
    drag(qtbot, card, shown.column.cards[3])
    qtbot.keyClick(card, Key.Key_Escape)
    qtbot.mouseRelease(card, Qt.MouseButton.LeftButton)
    assert shown.head == HEAD
    assert shown.texts == []


def test_presets_keep_the_pooling(shown: Shown):
    shown.editor.choose_preset("classic")
    assert shown.head == HeadSpec("avg", (LayerSpec("linear", width=1024), RELU))
    assert shown.editor.preset_button.text() == "Classic: dense 1024"


def test_a_bad_head_is_explained_where_it_breaks_with_the_remedy(qtbot: QtBot, shown: Shown):
    shown.editor.show_head(HEAD, (768,), CLASSES)
    arrow = shown.column.arrows[0]
    assert "pools its features itself" in arrow.text
    assert shown.editor.verdict.text() == "Does not fit"
    qtbot.mouseClick(arrow.fix_button, Qt.MouseButton.LeftButton)
    assert shown.head.pool == "own"


def test_without_images_the_output_stays_open(shown: Shown):
    shown.editor.show_head(HEAD, MAP, ())
    assert shown.column.arrows[-1].text == "one score per class, once there are images"
    assert shown.editor.parameters.text() == ""


def test_cards_speak_of_themselves(shown: Shown):
    assert shown.column.cards[2].accessibleName() == "Head, 3 of 5: Linear 128, 163,968 parameters"


def open_field(shown: Shown, number: int) -> HeadCard:
    """The card with the cursor in its field."""
    card = shown.column.cards[number]
    card.setFocus()
    card.edit_field()
    return card


def choose(card: HeadCard, value: str) -> None:
    assert isinstance(card.field, ChoiceField)
    card.field.setCurrentIndex(card.field.findData(value))
    card.field.activated.emit(card.field.currentIndex())


def test_the_output_is_chosen_on_its_card_and_each_choice_is_explained(shown: Shown):
    card = shown.column.cards[-1]
    choose(card, "cosine")
    assert shown.head.output == "cosine"
    assert shown.texts == ["Change Linear"]
    assert shown.editor.parameters.accessibleName() == "164,353 parameters"  # 1281 · 128 + 128 · 3 + 1
    assert "direction" in card.toolTip()
    assert isinstance(card.field, ChoiceField)
    assert "direction" in card.field.itemData(1, Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("task", "spoken", "outcome"),
    [
        ("multi_label", "Linear 3 labels", "one score per label, once there are images"),
        ("regression", "Linear 3 numbers", "one value per number, once there are images"),
    ],
)
def test_the_output_speaks_of_what_the_task_asks(shown: Shown, task: Task, spoken: str, outcome: str):
    shown.editor.show_head(HEAD, MAP, CLASSES, task)
    assert spoken in shown.column.cards[-1].accessibleName()
    shown.editor.show_head(HEAD, MAP, (), task)
    assert shown.column.arrows[-1].text == outcome


def test_a_cosine_output_for_numbers_is_mended_on_the_spot(qtbot: QtBot, shown: Shown):
    shown.task = "regression"
    shown.grant("", HeadSpec("avg", (), "cosine"))
    arrow = shown.column.arrows[1]
    assert "not numbers" in arrow.text
    assert arrow.fix_button.text() == "Use a linear output"
    qtbot.mouseClick(arrow.fix_button, Qt.MouseButton.LeftButton)
    assert shown.head.output == "linear"
    assert shown.editor.verdict.text() == "Shapes fit"


def test_the_remedy_of_a_wrong_pooling_is_a_link(qtbot: QtBot, shown: Shown):
    shown.grant("", HeadSpec("own"))
    link = shown.column.arrows[0].fix_button
    assert link.text() == "Use average pool"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert shown.head.pool == "avg"


def test_the_cross_of_a_card_removes_that_card_after_what_was_typed_counted(qtbot: QtBot, shown: Shown):
    card = open_field(shown, 2)
    assert isinstance(card.field, IntField)
    card.field.selectAll()
    qtbot.keyClicks(card.field, "64")
    qtbot.mouseClick(card.remove_button, Qt.MouseButton.LeftButton)
    assert shown.head.layers == (DROPOUT, RELU)
    assert shown.texts == ["Change Linear", "Remove Linear"]


def test_alt_up_moves_the_layer_from_its_field_too_and_what_was_typed_counts(qtbot: QtBot, shown: Shown):
    card = open_field(shown, 2)
    assert isinstance(card.field, IntField)
    card.field.selectAll()
    qtbot.keyClicks(card.field, "64")
    qtbot.keyClick(card.field, Key.Key_Up, Alt)
    assert shown.head.layers == (LayerSpec("linear", width=64), DROPOUT, RELU)
    assert shown.texts == ["Change Linear", "Move Linear"]


def test_escape_leaves_the_field_for_its_card(qtbot: QtBot, shown: Shown):
    card = open_field(shown, 1)
    qtbot.keyClick(card.field, Key.Key_Escape)
    assert card.hasFocus()
    qtbot.keyClick(card, Key.Key_Delete)
    assert shown.head.layers == (LINEAR, RELU)


def test_the_palette_has_every_layer_with_what_it_does(shown: Shown):
    offered = [action for action in shown.editor.layer_menu.actions() if not action.isSeparator()]
    assert len(offered) == len(HEAD_LAYERS)
    next(action for action in offered if action.text().startswith("LayerNorm\t")).trigger()
    assert shown.head.layers[-1].kind == "layernorm"
    assert shown.texts == ["Add LayerNorm"]


def test_a_preset_may_bring_its_output(shown: Shown):
    shown.editor.choose_preset("robust")
    assert shown.head == HeadSpec("avg", PRESETS["robust"].layers, "cosine")
    shown.editor.choose_preset("linear")
    assert shown.head.output == "linear"


def test_own_presets_stand_in_the_same_menu(qtbot: QtBot, shown: Shown):
    shown.editor.show_own({"A & B": HeadPreset("A & B", "", (RELU,))})
    action = next(action for action in shown.editor.preset_menu.actions() if action.text() == "A && B")
    action.trigger()
    assert shown.head.layers == (RELU,)
    assert shown.editor.preset_button.text() == "A & B"
    with qtbot.waitSignal(shown.editor.delete_asked) as asked:
        shown.editor.preset_menu.deletable.actions()[0].trigger()
    assert asked.args == ["A & B"]


def test_own_presets_that_cannot_be_read_are_named_with_the_reason(shown: Shown):
    shown.editor.show_own({}, "heads.json is empty.")
    told = next(action for action in shown.editor.preset_menu.actions() if action.text() == "Your own cannot be read")
    assert told.toolTip() == "heads.json is empty."
    assert not shown.editor.preset_menu.deletable.isEnabled()
