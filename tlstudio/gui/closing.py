"""What happens when something wants the window while it trains: the question, and its answers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from tlstudio.gui.services.session import TrainingSession


class StopGuard(QObject):
    """Lets an action through at once if nothing trains, and else only after the user has agreed to stop."""

    waits_for_end = Signal()  # the user lets the training end first

    def __init__(self, session: TrainingSession, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._then: Callable[[], object] | None = None
        self.question: QMessageBox | None = None
        session.ended.connect(self._on_ended)

    def ask(self, then: Callable[[], object], *, can_wait: bool = False) -> None:
        """Call `then` now, or when the run is saved. `can_wait` offers to let the training end first."""
        if not self._session.is_alive:
            then()
            return
        if self.question:
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Training is running"))
        box.setText(self.tr("Training is running. Stop it?"))
        box.setInformativeText(self.tr("What it has learned so far is saved, and it can go on from there later."))
        stop = box.addButton(self.tr("Stop and Save"), QMessageBox.ButtonRole.AcceptRole)
        stop.clicked.connect(lambda: self._stop(then))
        if can_wait:
            keep = box.addButton(self.tr("Keep Training, Then Close"), QMessageBox.ButtonRole.DestructiveRole)
            keep.clicked.connect(lambda: self._wait(then))
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stop)
        box.finished.connect(self._on_answered)
        self.question = box
        box.open()

    def _stop(self, then: Callable[[], object]) -> None:
        self._then = then
        self._session.stop()
        if not self._session.is_alive:
            self._on_ended()

    def _wait(self, then: Callable[[], object]) -> None:
        self._then = then
        self.waits_for_end.emit()

    def _on_answered(self) -> None:
        self.question = None

    def _on_ended(self) -> None:
        then, self._then = self._then, None
        if then:
            then()
