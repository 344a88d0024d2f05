"""What happens when something wants the window while it trains: the question, and its answers.

The question before a running run is thrown away. The question what images are for that come to a project with some.
"""

from collections.abc import Callable
from typing import Literal

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


class DiscardQuestion(QObject):
    """Asks whether the living run is to be stopped and discarded; goes away when the run ends by itself."""

    def __init__(self, session: TrainingSession, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.box: QMessageBox | None = None
        session.ended.connect(self._close)

    def ask(self) -> None:
        if self.box or not self._session.is_alive:
            return
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Discard the run"), self._text(), parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setInformativeText(self.tr("It goes to the trash, from where Compare Runs brings it back."))
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        discard.clicked.connect(self._session.discard)
        keep = box.addButton(self.tr("Keep Training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.finished.connect(self._on_answered)
        self.box = box
        box.open()

    def _text(self) -> str:
        run = self._session.run
        if run is None:
            return self.tr("Discard the run? It has not begun yet.")
        epochs = run.state().epoch
        text = self.tr("Discard run {number}? No epoch of it has ended yet.")
        if epochs == 1:
            text = self.tr("Discard run {number}? Its one epoch is thrown away.")
        elif epochs:
            text = self.tr("Discard run {number}? Its {epochs} epochs are thrown away.")
        return text.format(number=int(run.name), epochs=epochs)

    def _close(self) -> None:
        if self.box:
            self.box.reject()

    def _on_answered(self) -> None:
        self.box = None


Use = Literal["new", "add", "replace"]  # what images are for: a new project, this one too, this one alone


class ImagesQuestion(QObject):
    """Asks what images are for that were dropped on a project which has some. Closing it changes nothing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.box: QMessageBox | None = None

    def ask(self, images: str, project: str, then: Callable[[Use], object], *, can_add: bool) -> None:
        """`images` and `project` are their names; `can_add`: the project can take more images."""
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Open images"), "", parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr('"{0}" has images already. What is "{1}" for?').format(project, images))
        box.setInformativeText(
            self.tr(
                'A new project leaves "{0}" as it is. Replacing sets its images and labels aside until Undo.'
            ).format(project)
        )
        new = box.addButton(self.tr("New Project"), QMessageBox.ButtonRole.AcceptRole)
        new.clicked.connect(lambda: then("new"))
        if can_add:
            add = box.addButton(self.tr("Add to This Project"), QMessageBox.ButtonRole.ActionRole)
            add.clicked.connect(lambda: then("add"))
        replace = box.addButton(self.tr("Replace the Images"), QMessageBox.ButtonRole.ActionRole)
        replace.clicked.connect(lambda: then("replace"))
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(new)
        box.finished.connect(self._on_answered)
        self.box = box
        box.open()

    def _on_answered(self) -> None:
        self.box = None
