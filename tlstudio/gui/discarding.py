"""The question before a running run is thrown away."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from tlstudio.gui.services.session import TrainingSession


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
