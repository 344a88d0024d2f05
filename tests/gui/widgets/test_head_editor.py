import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tlstudio.engine.project import HeadSpec, LayerSpec
from tlstudio.gui.widgets.fields import ChoiceField, IntField
from tlstudio.gui.widgets.head_editor import HeadEditor

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
        editor.head_asked.connect(self.grant)
        editor.show_head(HEAD, MAP, CLASSES)

    def grant(self, text: str, head: HeadSpec) -> None:
        self.texts.append(text)
        self.head = head
        self.editor.show_head(head, MAP, CLASSES)


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
