from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import small_tree
from tlstudio.engine.project import PhaseSpec
from tlstudio.gui.freeze.timeline import PhaseTimeline, Schedule

HEAD, FROM_S2 = PhaseSpec(3, lr=0.01), PhaseSpec(2, "s2")
PLAIN = Schedule((), epochs=10, lr=0.003, parts=small_tree().children)
STAGED = replace(PLAIN, phases=(HEAD, FROM_S2))


@pytest.fixture
def timeline(qtbot: QtBot) -> PhaseTimeline:
    made = PhaseTimeline()
    qtbot.addWidget(made)
    made.resize(900, 100)
    made.show()
    return made


def asked(qtbot: QtBot, timeline: PhaseTimeline, gesture: Callable[[], object]) -> tuple[PhaseSpec, ...]:
    with qtbot.waitSignal(timeline.phases_asked) as got:
        gesture()
    assert got.args is not None
    return got.args[1]


def test_without_phases_it_is_a_line_that_offers_to_train_the_head_first(qtbot: QtBot, timeline: PhaseTimeline):
    timeline.show_schedule(PLAIN)
    assert not timeline.segments
    assert timeline.height() >= timeline.sizeHint().height()
    assert asked(qtbot, timeline, timeline.first_button.click) == (PhaseSpec(2),)


def test_a_frozen_backbone_has_nothing_to_unfreeze(timeline: PhaseTimeline):
    timeline.show_schedule(replace(PLAIN, parts=()))
    assert timeline.first_button.isHidden()


def test_each_phase_is_a_segment_with_its_words_and_as_wide_as_its_epochs(qtbot: QtBot, timeline: PhaseTimeline):
    timeline.show_schedule(STAGED)
    assert [segment.text() for segment in timeline.segments] == [
        "Head only · 3 epochs · 0.01",
        "From Stage 2 · 2 epochs",
        "All that is not frozen · 5 epochs · 0.003",
    ]
    first, second, last = timeline.segments
    qtbot.waitUntil(lambda: second.width() < first.width() < last.width())


def test_enter_opens_the_editor_and_escape_closes_it(qtbot: QtBot, timeline: PhaseTimeline):
    timeline.show_schedule(STAGED)
    qtbot.keyClick(timeline.segments[1], Qt.Key.Key_Return)
    assert timeline.editor.isVisible()
    assert (timeline.editor.epochs.value(), timeline.editor.part.currentText()) == (2, "From Stage 2")
    qtbot.keyClick(timeline.editor, Qt.Key.Key_Escape)
    assert timeline.editor.isHidden()
    assert not timeline.segments[1].isChecked()


def test_the_fields_change_the_chosen_phase(qtbot: QtBot, timeline: PhaseTimeline):
    timeline.show_schedule(STAGED)
    timeline.segments[1].click()
    editor = timeline.editor
    changed = asked(qtbot, timeline, lambda: editor.epochs.setValue(4))
    assert changed == (HEAD, replace(FROM_S2, epochs=4))
    assert asked(qtbot, timeline, lambda: editor.part_edited.emit("s1"))[1] == replace(FROM_S2, from_part="s1")
    editor.lr.setText("3e-4")
    assert asked(qtbot, timeline, editor.lr.editingFinished.emit)[1] == replace(FROM_S2, lr=3e-4)
    assert asked(qtbot, timeline, editor.remove_button.click) == (HEAD,)


def test_an_emptied_learning_rate_is_that_of_the_training(qtbot: QtBot, timeline: PhaseTimeline):
    timeline.show_schedule(STAGED)
    timeline.segments[0].click()
    timeline.editor.lr.clear()
    assert asked(qtbot, timeline, timeline.editor.lr.editingFinished.emit)[0] == PhaseSpec(3)


@pytest.mark.parametrize(("text", "says"), [("quick", "'quick' is not a number."), ("-1", "is not above 0")])
def test_a_learning_rate_that_cannot_be_is_said_so(qtbot: QtBot, timeline: PhaseTimeline, text: str, says: str):
    timeline.show_schedule(STAGED)
    timeline.segments[0].click()
    timeline.editor.lr.setText(text)
    with qtbot.assertNotEmitted(timeline.phases_asked):
        timeline.editor.lr.editingFinished.emit()
    assert says in timeline.editor.lr.toolTip()


def test_the_epochs_of_the_last_phase_are_those_of_the_training(qtbot: QtBot, timeline: PhaseTimeline):
    timeline.show_schedule(STAGED)
    timeline.segments[2].click()
    assert timeline.editor.remove_button.isHidden()
    with qtbot.waitSignal(timeline.epochs_asked) as got:
        timeline.editor.epochs.setValue(7)
    assert got.args == [12]


def test_another_phase_is_added_as_long_as_there_is_one(qtbot: QtBot, timeline: PhaseTimeline):
    timeline.show_schedule(STAGED)
    assert asked(qtbot, timeline, timeline.add_button.click) == (HEAD, FROM_S2, PhaseSpec(1, "s1"))
    timeline.show_schedule(replace(STAGED, epochs=6))
    assert not timeline.add_button.isEnabled()
    assert "no epoch" in timeline.add_button.toolTip()


def test_a_contradiction_stands_below_and_a_phase_without_epochs_says_so(timeline: PhaseTimeline):
    timeline.show_schedule(replace(STAGED, epochs=5, problem="They take 5 of 5 epochs."))
    assert timeline.error == "They take 5 of 5 epochs."
    assert "no epoch left" in timeline.segments[2].accessibleName()
