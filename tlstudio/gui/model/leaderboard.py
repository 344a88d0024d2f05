"""Comparing backbones on the project's images: what the dialog needs to know of the project."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.engine.evaluation.ranking import Question
from tlstudio.engine.evaluation.saved_leaderboard import place_of
from tlstudio.gui.backbones.leaderboard_dialog import LeaderboardDialog
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.services import Services


class Comparison(QObject):
    """Opens the dialog and keeps it up to date with images and training."""

    backbone_chosen = Signal(object)  # BackboneSpec
    gallery_asked = Signal()
    images_asked = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._window = parent
        self.dialog: LeaderboardDialog | None = None
        services.images.split_changed.connect(self._show_question)
        services.session.state_changed.connect(lambda _state: self._show_obstacle())

    def open(self) -> None:
        if self.dialog:
            return
        self.dialog = LeaderboardDialog(self._services.document.spec.backbone, self._services.jobs, self._window)
        self.dialog.backbone_chosen.connect(self.backbone_chosen)
        self.dialog.gallery_asked.connect(self.gallery_asked)
        self.dialog.images_asked.connect(self.images_asked)
        self.dialog.start_asked.connect(self._on_start)
        self.dialog.finished.connect(self._on_closed)
        self._show_question()
        self.dialog.open()

    def _question(self) -> Question | None:
        images, document, preferences = self._services.images, self._services.document, self._services.preferences
        index, parts = images.fresh_index(), images.split.value
        if index is None or parts is None or index.targets is not None:
            return None
        return Question(
            document.spec,
            index,
            parts,
            device=preferences.device,
            trust_weights=preferences.trusts(document.spec.backbone.weights),
            kept=place_of(document.path) if document.path else None,
        )

    def _obstacle(self) -> str:
        """Why nothing can be compared now, in a sentence; empty if it can."""
        images, spec = self._services.images, self._services.document.spec
        if not spec.data.folder:
            return self.tr("The project has no images. Which backbone suits them shows on the images themselves.")
        if images.index.is_busy:
            return self.tr("The images are still being read.")
        if self._services.session.is_alive:
            return self.tr("Compare once the training has ended.")
        if images.index.value and images.index.value.targets is not None:
            return self.tr("Backbones are compared on images of one class each, not on several labels or numbers.")
        return images.problem

    def _show_question(self) -> None:
        if self.dialog:
            self.dialog.show_question(self._question(), self._obstacle())

    def _show_obstacle(self) -> None:
        if self.dialog:
            self.dialog.set_obstacle(self._obstacle())

    def _on_start(self) -> None:
        assert self.dialog
        try:
            self._services.document.ensure_path()  # what is measured is kept beside it
        except StudioError as error:
            self.dialog.banner.say("error", say_sentence(error))
            return
        question = self._question()
        if question:
            self.dialog.measure(question)

    def _on_closed(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
            self.dialog = None
