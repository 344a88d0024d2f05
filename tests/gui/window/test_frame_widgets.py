from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFocusFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.gui.services.reading import read_tile
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.segment import Segment
from tlstudio.gui.widgets.thumbnails import ThumbnailGrid
from tlstudio.gui.window.rail import COMPACT_WIDTH, WIDTH, Entry, Rail
from tlstudio.gui.window.status_bar import StatusBar, Work
from tlstudio.gui.window.top_bar import RunLine, TopBar

OPTIONS = [("a", "First"), ("b", "Second"), ("c", "Third")]


def rings() -> list[QWidget]:
    """What has a visible ring around it."""
    frames = [widget for widget in QApplication.allWidgets() if isinstance(widget, QFocusFrame)]
    return [frame.widget() for frame in frames if frame.isVisible()]


def test_a_button_reached_by_keyboard_has_a_ring_and_one_pressed_with_the_mouse_has_not(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    first, second = QPushButton("First"), QPushButton("Second")
    for button in (first, second):
        layout.addWidget(button)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert rings() == []
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert rings() == [second]


def test_a_segment_gives_the_chosen_key_once(qtbot: QtBot) -> None:
    segment = Segment("Choice", OPTIONS)
    qtbot.addWidget(segment)
    with qtbot.waitSignal(segment.chosen) as signal:
        segment.button("b").click()
    assert signal.args == ["b"]
    assert segment.current == "b"
    assert not segment.button("a").isChecked()


def test_showing_a_choice_is_no_choice_of_the_users(qtbot: QtBot) -> None:
    segment = Segment("Choice", OPTIONS)
    qtbot.addWidget(segment)
    with qtbot.assertNotEmitted(segment.chosen):
        segment.set_current("c")
    segment.set_current("unknown")
    assert segment.current == ""


def test_a_segment_that_does_not_fit_becomes_a_combo_box(qtbot: QtBot) -> None:
    segment = Segment("Choice", OPTIONS)
    qtbot.addWidget(segment)
    segment.set_current("b")
    segment.resize(80, 28)
    segment.show()
    combo = segment.findChild(QComboBox)
    assert combo is not None
    assert combo.isVisible()
    assert combo.currentText() == "Second"


def test_a_segment_shortens_its_texts_before_it_becomes_a_combo_box(qtbot: QtBot) -> None:
    long = [(key, "A rather long text for a choice") for key in "abc"]
    segment = Segment("Choice", long, short={"a": "A", "b": "B"})
    qtbot.addWidget(segment)
    segment.resize(segment.sizeHint().width() - 40, 28)
    segment.show()
    assert [segment.button(key).text() for key in "ab"] == ["A", "B"]
    assert segment.button("a").isVisible()
    segment.resize(segment.sizeHint().width(), 28)
    assert segment.button("a").text() == "A rather long text for a choice"


def test_a_starred_choice_says_why_it_is_recommended(qtbot: QtBot) -> None:
    segment = Segment("Choice", OPTIONS)
    qtbot.addWidget(segment)
    segment.star("b", "Recommended for few images.")
    assert segment.button("b").toolTip() == "Recommended for few images."
    assert not segment.button("b").icon().isNull()
    segment.star("a", "Recommended for many.")
    assert segment.button("b").icon().isNull()


def test_other_options_keep_the_choice_if_it_is_still_there(qtbot: QtBot) -> None:
    segment = Segment("Choice", OPTIONS)
    qtbot.addWidget(segment)
    segment.set_current("b")
    segment.set_options([("b", "Second"), ("d", "Fourth")])
    assert segment.current == "b"


def test_a_banner_replaces_its_message_and_actions(qtbot: QtBot) -> None:
    banner, pressed = Banner(), list[str]()
    qtbot.addWidget(banner)
    banner.say("warning", "One.", [("Do", lambda: pressed.append("one"))])
    banner.say("error", "Two.", [("Do", lambda: pressed.append("two"))])
    banner.button("Do").click()
    assert (banner.text, banner.kind, pressed) == ("Two.", "error", ["two"])
    assert banner.accessibleName() == "Two."


def test_the_rail_tells_assistive_technology_what_it_shows(qtbot: QtBot) -> None:
    rail = Rail({"data": ("data", "Data"), "model": ("model", "Model")})
    qtbot.addWidget(rail)
    rail.set_entry("data", Entry("2,000 images", "tick"))
    assert rail.buttons["data"].accessibleDescription() == "2,000 images"
    assert rail.width() == WIDTH
    rail.set_compact(True)
    assert rail.width() == COMPACT_WIDTH
    assert rail.buttons["data"].toolTip() == "Data: 2,000 images"


def test_a_step_is_chosen_by_keyboard(qtbot: QtBot) -> None:
    rail = Rail({"data": ("data", "Data"), "model": ("model", "Model")})
    qtbot.addWidget(rail)
    rail.show()
    with qtbot.waitSignal(rail.step_chosen) as signal:
        qtbot.keyClick(rail.buttons["model"], Qt.Key.Key_Space)
    assert signal.args == ["model"]


def test_a_name_is_changed_with_return_and_kept_with_escape(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_name("old", "Saved", can_rename=True)
    bar.name.setText("new")
    with qtbot.waitSignal(bar.renamed) as signal:
        qtbot.keyClick(bar.name, Qt.Key.Key_Return)
    assert signal.args == ["new"]
    bar.name.setText("other")
    qtbot.keyClick(bar.name, Qt.Key.Key_Escape)
    assert bar.name.text() == "old"


def test_a_living_run_takes_the_place_of_the_reason(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_primary("Pause", "pause", is_enabled=True, reason="", is_ready=False)
    bar.show_run(RunLine("Training", "epoch 1 of 2", "3 s left", 5, 10))
    assert bar.strip.isVisible()
    assert bar.stop.isVisible()
    bar.show_run(None)
    assert not bar.stop.isVisible()


def test_background_work_is_shown_with_its_count_and_can_be_cancelled(qtbot: QtBot) -> None:
    bar, cancelled = StatusBar("All local."), list[bool]()
    qtbot.addWidget(bar)
    bar.show_work([Work("Reading images", 1204, 2000, lambda: cancelled.append(True))])
    assert bar.words == "Reading images 1,204 of 2,000"
    bar.cancel.click()
    assert cancelled == [True]


def test_a_row_of_thumbnails_fills_its_width(qtbot: QtBot) -> None:
    grid = ThumbnailGrid(read_tile)
    qtbot.addWidget(grid)
    grid.resize(806, 400)
    grid.show()
    room = grid.width() - 11  # the scroll bar and a pixel
    columns = room // grid.cell.width()
    assert columns == 5
    assert room - columns * grid.cell.width() < columns


def test_choices_that_come_while_it_is_shown_get_their_room(qtbot: QtBot) -> None:
    segment = Segment("Class shown")
    qtbot.addWidget(segment)
    segment.show()
    segment.set_options([("a", "First"), ("b", "Second")])
    assert segment.sizeHint().width() > 60
