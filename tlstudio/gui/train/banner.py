"""What the Train step says above the curves: a run's warnings, how the last one ended, and what can be done then."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tlstudio.engine.errors import RunError
from tlstudio.engine.runs.continue_training import check_can_continue
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.state import RunState
from tlstudio.engine.runs.verdict import Verdict, verdict
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.runs.history import RunHistory, key_of
from tlstudio.gui.runs.words import where_it_stands
from tlstudio.gui.services.session import SessionState, TrainingSession
from tlstudio.gui.widgets.notices import Action, Banner

ENDED_EARLY = ("stopped", "failed")


class TrainBanner(Banner):
    """An offer that was dismissed stays away until there is another."""

    wanted = Signal(str)  # the name of a command

    def __init__(self, session: TrainingSession, history: RunHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._history = history
        self._warned = 0  # warnings of the living run that were shown
        self._dismissed = ""
        self.dismissed.connect(self._on_dismissed)

    def begin(self) -> None:
        """A run starts: nothing has been said of it."""
        self._warned, self._dismissed = 0, ""
        self.hide()

    def show_warnings(self, curves: RunCurves) -> None:
        """Each warning comes up once; a dismissed one stays away."""
        if len(curves.warnings) > self._warned:
            self._warned = len(curves.warnings)
            self.say("warning", curves.warnings[-1], can_dismiss=True)

    def show_end(self) -> None:
        """How the last run ended, while none is alive."""
        session = self._session
        if session.state is SessionState.FAILED and session.problem:
            self.say(
                "error",
                self.tr("Stopped by an error: {reason}").format(reason=say_sentence(session.problem)),
                can_dismiss=True,
            )
        elif not session.is_alive:
            self._offer()

    def _offer(self) -> None:
        runs = self._history.runs
        state = self._history.state(runs[-1]) if runs else None
        if state and state.status in ENDED_EARLY:
            go_on = (self.tr("Resume"), lambda: self.wanted.emit("go_on"))
            self._suggest("info", where_it_stands(runs[-1], self._history.name(key_of(runs[-1])), state), go_on)
        elif state and self._has_just_ended(runs[-1]):
            curves = self._history.curves(key_of(runs[-1]))
            said = verdict(curves.epochs) if curves else None
            words = self._complete(runs[-1], state), say_sentence(said.sentence) if said else ""
            self._suggest("success", " ".join(filter(None, words)), *self._next(runs[-1], said))
        else:
            self.hide()

    def _next(self, run: Run, said: Verdict | None) -> list[Action]:
        """What can be done now, first what the curves speak for."""
        look = (self.tr("See its mistakes"), lambda: self.wanted.emit("show_inspect"))
        more = (self.tr("Train more epochs…"), lambda: self.wanted.emit("continue_training"))
        if not _can_continue(run):
            return [look]
        return [more, look] if said and said.kind == "improving" else [look, more]

    def _has_just_ended(self, run: Run) -> bool:
        result = self._session.result
        return result is not None and result.status == "completed" and result.run == key_of(run)

    def _complete(self, run: Run, state: RunState) -> str:
        text = self.tr("{run} is complete after {epochs} epochs.")
        if state.epoch == 1:
            text = self.tr("{run} is complete after its one epoch.")
        text = text.format(run=self._history.name(key_of(run)), epochs=state.epoch)
        return f"{text} {say_sentence(state.reason)}".strip()

    def _suggest(self, kind: str, text: str, *actions: Action) -> None:
        if text == self._dismissed:
            self.hide()
        else:
            self.say(kind, text, actions, can_dismiss=True)

    def _on_dismissed(self) -> None:
        self._dismissed = self.text


def _can_continue(run: Run) -> bool:
    try:
        check_can_continue(run)
    except RunError:
        return False
    return True
