"""Staged unfreezing as a timeline: what trains in which epochs of the run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import PhaseSpec
from tlstudio.gui.freeze.phase_editor import PhaseEditor, PhaseValues
from tlstudio.gui.freeze.phases import Phases, PhaseSegment, left_over, replaced, with_next, without
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import number_text
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that the timeline shows."""

    phases: Phases
    epochs: int  # of the whole training
    lr: float  # of the training
    parts: tuple[Part, ...]  # at the top of the tree, of which something trains
    problem: str = ""  # a sentence, where the phases contradict each other


class PhaseTimeline(QWidget):
    """One bar of epochs divided into phases, with an editor below it for the chosen one."""

    phases_asked = Signal(str, object)  # the undo text, the Phases
    epochs_asked = Signal(int)  # of the whole training

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schedule: Schedule | None = None
        self._chosen = -1
        self.segments: list[PhaseSegment] = []
        self._bar = QHBoxLayout()
        self._sentence = QLabel()
        self.first_button = QPushButton(self.tr("Train the head first…"))
        self.add_button = QPushButton(self.tr("Phase"))
        self.editor = PhaseEditor(self)
        self._error_icon, self._error = IconLabel("cross", "error", 14), QLabel(wordWrap=True)
        self._connect()
        self._lay_out()
        self._close()

    def show_schedule(self, schedule: Schedule) -> None:
        if schedule == self._schedule:
            return
        self._schedule = schedule
        has_phases = bool(schedule.phases)
        self._sentence.setText("" if has_phases else self._plain_words(schedule))
        self._sentence.setHidden(has_phases)
        following = with_next(schedule.phases, schedule.epochs, schedule.parts)
        self.first_button.setHidden(has_phases or following is None)
        self.add_button.setVisible(has_phases)
        self.add_button.setEnabled(following is not None)
        self.add_button.setToolTip("" if following else self.tr("There is no epoch or no part left for another phase."))
        self._show_segments(schedule)
        self._show_error(schedule.problem)
        self._show_editor()

    @property
    def error(self) -> str:
        return self._error.text()

    def _connect(self) -> None:
        self.first_button.clicked.connect(self._on_add)
        self.add_button.clicked.connect(self._on_add)
        self.editor.epochs_edited.connect(self._on_epochs)
        self.editor.part_edited.connect(self._on_part)
        self.editor.lr_edited.connect(self._on_lr)
        self.editor.remove_asked.connect(self._on_remove)
        self.editor.closed.connect(self._close)

    def _plain_words(self, schedule: Schedule) -> str:
        if not schedule.parts:
            return self.tr("The whole backbone is frozen, so there is nothing to unfreeze in phases.")
        if schedule.epochs == 1:
            return self.tr("All that is not frozen trains in the one epoch there is.")
        return self.tr("All that is not frozen trains in all {count} epochs.").format(count=count(schedule.epochs))

    def _show_segments(self, schedule: Schedule) -> None:
        rows = self._rows(schedule)
        while len(self.segments) > len(rows):
            self._drop_segment()
        while len(self.segments) < len(rows):
            self._add_segment()
        for number, (title, epochs, lr) in enumerate(rows):
            words = [title, self._epochs(epochs), *([number_text(lr)] if lr else [])]
            self.segments[number].show_phase(" · ".join(words), number / (len(rows) - 1), has_time=epochs > 0)
            self._bar.setStretch(number, max(1, epochs))
        if self._chosen >= len(rows):
            self._chosen = -1

    def _rows(self, schedule: Schedule) -> list[tuple[str, int, float | None]]:
        """Title, epochs and own learning rate of every phase; none where there is only the last."""
        if not schedule.phases:
            return []
        last = (self.tr("All that is not frozen"), left_over(schedule.phases, schedule.epochs), schedule.lr)
        return [*((self._title(p.from_part, schedule.parts), p.epochs, p.lr) for p in schedule.phases), last]

    def _epochs(self, number: int) -> str:
        if number < 1:
            return self.tr("no epoch left")
        return self.tr("1 epoch") if number == 1 else self.tr("{count} epochs").format(count=count(number))

    def _title(self, name: str, parts: Sequence[Part]) -> str:
        if not name:
            return self.tr("Head only")
        title = next((say_sentence(part.title) for part in parts if part.name == name), name)
        return self.tr("From {part}").format(part=title)

    def _add_segment(self) -> None:
        segment, number = PhaseSegment(self), len(self.segments)
        segment.clicked.connect(lambda: self._choose(number))
        self.segments.append(segment)
        self._bar.addWidget(segment)

    def _drop_segment(self) -> None:
        segment = self.segments.pop()
        self._bar.removeWidget(segment)
        segment.hide()
        segment.deleteLater()

    def _choose(self, number: int) -> None:
        self._chosen = -1 if number == self._chosen else number
        self._show_editor()
        if self._chosen >= 0:
            self.editor.epochs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        chosen, self._chosen = self._chosen, -1
        self._show_editor()
        if 0 <= chosen < len(self.segments):
            self.segments[chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_editor(self) -> None:
        schedule, chosen = self._schedule, self._chosen
        for number, segment in enumerate(self.segments):
            segment.setChecked(number == chosen)
        if schedule and 0 <= chosen < len(self.segments):
            parts = [(part.name, say_sentence(part.title)) for part in schedule.parts]
            self.editor.show_phase(self._values(schedule, chosen), parts, schedule.lr)
        self.editor.setVisible(chosen >= 0)

    def _values(self, schedule: Schedule, number: int) -> PhaseValues:
        if number == len(schedule.phases):
            return PhaseValues(left_over(schedule.phases, schedule.epochs), None, None)
        phase = schedule.phases[number]
        return PhaseValues(phase.epochs, phase.from_part, phase.lr)

    def _show_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._error_icon.setVisible(bool(sentence))

    def _on_add(self) -> None:
        schedule = self._schedule
        phases = with_next(schedule.phases, schedule.epochs, schedule.parts) if schedule else None
        if phases:
            text = self.tr("Add a phase") if len(phases) > 1 else self.tr("Train the head first")
            self.phases_asked.emit(text, phases)

    def _on_remove(self) -> None:
        if self._schedule:
            number, self._chosen = self._chosen, -1
            self.phases_asked.emit(self.tr("Remove a phase"), without(self._schedule.phases, number))

    def _on_epochs(self, epochs: int) -> None:
        schedule = self._schedule
        if schedule and self._chosen == len(schedule.phases):
            self.epochs_asked.emit(schedule.epochs - left_over(schedule.phases, schedule.epochs) + epochs)
        else:
            self._change(self.tr("Change the epochs of a phase"), lambda phase: replace(phase, epochs=epochs))

    def _on_part(self, name: str) -> None:
        self._change(self.tr("Change what trains in a phase"), lambda phase: replace(phase, from_part=name))

    def _on_lr(self, lr: float | str | None) -> None:
        if isinstance(lr, str):
            self.editor.lr.show_problem(self.tr("{text} is not a number.").format(text=repr(lr)))
            return
        try:
            self._change(self.tr("Change the learning rate of a phase"), lambda phase: replace(phase, lr=lr))
        except ProjectError as error:
            self.editor.lr.show_problem(say_sentence(error))

    def _change(self, text: str, change: Callable[[PhaseSpec], PhaseSpec]) -> None:
        if self._schedule and 0 <= self._chosen < len(self._schedule.phases):
            self.phases_asked.emit(text, replaced(self._schedule.phases, self._chosen, change))

    def _lay_out(self) -> None:
        set_role(self.first_button, "link")
        set_role(self.add_button, "small")
        set_role(self._sentence, "small secondary")
        set_role(self._error, "small error")
        self.add_button.setIcon(icon("plus"))
        self.add_button.setAccessibleName(self.tr("Add a phase of unfreezing"))
        name = QLabel(self.tr("Unfreezing"))
        set_role(name, "small secondary")
        self._bar.setSpacing(2)
        bar = row_of(8, IconLabel("clock", "text2", 14), name, (self._bar, 1))
        for widget in (self._sentence, self.first_button):
            bar.addWidget(widget)
        bar.addStretch(0)
        bar.addWidget(self.add_button)
        column = column_of(6, bar, self.editor, parent=self)
        error = row_of(6, self._error_icon, self._error)
        error.setStretch(1, 1)
        column.addLayout(error)
