"""What there is to say of the runs above their curves: a warning, what stopped the last one, an offer to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tlstudio.gui.session import SessionState, TrainingSession
from tlstudio.gui.steps.run_history import RunHistory, key_of
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.run_curves import RunCurves


class RunBanner(Banner):
    go_on_asked = Signal()

    def __init__(self, session: TrainingSession, history: RunHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._history = history
        self._warned = 0  # warnings of the living run that were shown

    def begin(self) -> None:
        """A run starts: nothing was said of it yet."""
        self._warned = 0
        self.hide()

    def show_new_warning(self, curves: RunCurves) -> None:
        """Each warning comes up once; a dismissed one stays away."""
        if len(curves.warnings) > self._warned:
            self._warned = len(curves.warnings)
            self.say("warning", curves.warnings[-1], can_dismiss=True)

    def show_end(self) -> None:
        """How the last run ended, unless one lives."""
        session = self._session
        if session.state is SessionState.FAILED and session.problem:
            text = self.tr("Stopped by an error: {reason}")
            self.say("error", text.format(reason=session.problem), can_dismiss=True)
        elif not session.is_alive:
            self._offer_to_go_on()

    def _offer_to_go_on(self) -> None:
        runs = self._history.runs
        state = self._history.state(runs[-1]) if runs else None
        if state is None or state.status not in ("stopped", "failed"):
            self.hide()
            return
        text = self.tr("{run} ended after {done} of {epochs} epochs.")
        text = text.format(run=self._history.name(key_of(runs[-1])), done=state.epoch, epochs=state.epochs)
        self.say("info", text, [(self.tr("Go on"), self.go_on_asked.emit)], can_dismiss=True)
