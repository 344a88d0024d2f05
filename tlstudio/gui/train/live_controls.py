"""What can be changed in a run while it trains: asked for here, flagged on its curves, on record in its folder."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import MAX_EPOCHS, ProjectSpec
from tlstudio.engine.runs.events import Changed, EpochEnded, Event, RunStarted, Warned
from tlstudio.engine.runs.live_edits import (
    EPOCHS,
    LR,
    PATIENCE,
    PHASE_ENDS,
    LiveEdit,
    ask,
    phase_of,
    project_now,
    value_of,
)
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.session import SessionState, TrainingSession
from tlstudio.gui.services.setting_words import title_text
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import FloatField, IntField
from tlstudio.gui.widgets.rows import column_of

FIELD_PX = 100
SHOWN_IN = (SessionState.RUNNING, SessionState.PAUSED)


class LiveControls(QWidget):
    """Fields for the living run, and what they will do; hidden while none trains."""

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._project: ProjectSpec | None = None  # of the living run, as it goes on
        self._waits = False  # for an answer of the run
        self.fields = {
            LR: FloatField(self),
            EPOCHS: IntField(1, MAX_EPOCHS, self),
            PATIENCE: IntField(0, MAX_EPOCHS, self),
        }
        self._wanted: dict[str, float] = {}
        self.apply = QPushButton(self.tr("Apply"), self)
        self.end_phase = QPushButton(self.tr("End this phase"), self)
        self.note = QLabel(self, wordWrap=True)
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def epoch(self) -> int:
        """The one that runs."""
        started = self._session.started
        return 1 + self._session.step // started.steps_per_epoch if started else 1

    def _connect(self) -> None:
        for key, field in self.fields.items():
            field.value_edited.connect(partial(self._on_edited, key))
        self.apply.clicked.connect(self._on_apply)
        self.end_phase.clicked.connect(lambda: self._ask([LiveEdit(PHASE_ENDS, self.epoch)]))
        self._session.state_changed.connect(self._on_state)
        self._session.events_arrived.connect(self._on_events)

    def _on_state(self, state: SessionState) -> None:
        has_steps = self._project is not None and self._project.head.solver == "steps"
        self.setVisible(state in SHOWN_IN and has_steps)
        self._show_note()

    def _on_events(self, events: Sequence[Event]) -> None:
        if any(isinstance(event, RunStarted) for event in events) and self._session.run:
            self._wanted.clear()
        if any(isinstance(event, (RunStarted, Changed)) for event in events) and self._session.run:
            self._waits = False
            self._project = project_now(self._session.run)
            self._on_state(self._session.state)
        if any(isinstance(event, Warned) for event in events):  # such as that a change does not fit
            self._waits = False
        if self._project and any(isinstance(event, (RunStarted, Changed, EpochEnded, Warned)) for event in events):
            self._show_values()

    def _on_edited(self, key: str, value: object) -> None:
        if isinstance(value, (int, float)):
            self._wanted[key] = value
        if isinstance(self.fields[key], FloatField):
            self.fields[key].show_problem(not isinstance(value, (int, float)))
        self._show_values()

    def _on_apply(self) -> None:
        self._ask([LiveEdit(key, value) for key, value in self._changes().items()])

    def _ask(self, wishes: Sequence[LiveEdit]) -> None:
        assert self._session.run
        try:
            for wish in wishes:
                ask(self._session.run, wish)
        except StudioError as error:
            self._say(say_sentence(error), "small error")
            return
        self._wanted.clear()
        self._waits = True
        self._show_note()
        self.apply.setEnabled(False)

    def _changes(self) -> dict[str, float]:
        """What the fields say that is not so."""
        if self._project is None:
            return {}
        now = {key: value_of(self._project, key, self.epoch) for key in self.fields}
        return {key: value for key, value in self._wanted.items() if value != now[key]}

    def _show_values(self) -> None:
        assert self._project
        for key, field in self.fields.items():
            if key in self._wanted or not field.hasFocus():  # what is being typed stays
                field.set_value(self._wanted.get(key, value_of(self._project, key, self.epoch)))
        last = phase_of(self._project, self.epoch)
        self.end_phase.setVisible(last is not None and last > self.epoch)
        self.apply.setEnabled(bool(self._changes()))
        self._show_note()

    def _show_note(self) -> None:
        is_paused = self._session.state is SessionState.PAUSED
        if self._waits:
            self._say(self.tr("Changes when training goes on.") if is_paused else self.tr("Changes at the next step."))
        else:
            self._say(self.tr("What changes is flagged on the curves and kept with the run."))

    def _say(self, text: str, role: str = "small secondary") -> None:
        set_role(self.note, role)
        self.note.setText(text)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Change this run"), self)
        set_role(title, "section")
        words = {key: title_text(key) for key in self.fields}
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(6)
        for row, (key, field) in enumerate(self.fields.items()):
            label = QLabel(words[key], self)
            set_role(label, "secondary")
            label.setBuddy(field)
            field.setAccessibleName(words[key])
            field.setFixedWidth(FIELD_PX)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.fields[LR].setToolTip(
            self.tr("The highest of the schedule, which falls from it. What this step trains with stands above.")
        )
        set_role(self.end_phase, "link")
        self.end_phase.setToolTip(self.tr("The next parts of the backbone train from the next epoch on."))
        buttons = QHBoxLayout()
        buttons.addWidget(self.end_phase)
        buttons.addStretch(1)
        buttons.addWidget(self.apply)
        column_of(6, title, grid, buttons, self.note, margins=(0, 0, 0, 12), parent=self)
