"""What training sees: an image of the user's beside what becomes of it, and the settings that decide it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.data.augment.grid import Picture, PictureGrid
from tlstudio.gui.data.augment.preview import SAMPLES, AugmentationPreview, Question
from tlstudio.gui.data.augment.settings import AugmentationSettings
from tlstudio.gui.data.view import place_in_training
from tlstudio.gui.services.services import Services
from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.numbers import count, percent
from tlstudio.gui.widgets.rows import column_of, hairline, row_of
from tlstudio.gui.widgets.thumbnail_loader import to_image

if TYPE_CHECKING:
    from tlstudio.engine.training.inputs.preview import Sample, Sight

LEAP = 0.618034  # of all images, to the next one: the golden section never comes back to the same ones soon


class AugmentationPage(QWidget):
    edited = Signal(str, object)  # the undo text, the new ProjectSpec
    closed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._place = 0.0  # of the image among those that train, of 1
        self._first_epoch = 1
        self.preview = AugmentationPreview(services.jobs, self)
        self.settings = AugmentationSettings(services)
        self.grid = PictureGrid()
        self.back, self.next_button = QPushButton(self.tr("Images")), QPushButton(self.tr("Next image"))
        self.more = QPushButton(self.tr("More epochs"))
        self.name, self.said = ElidedLabel(60), QLabel(wordWrap=True)
        self.grid.setAccessibleName(self.tr("The image and what training sees of it"))
        self._lay_out()
        self._connect()

    def open(self, selected: Sequence[str] = ()) -> None:
        """Show the first of these paths that trains, or else the last image again."""
        images = self._services.images
        places = (place_in_training(images.index.value, images.split.value, path) for path in selected)
        first = next((place for place in places if place is not None), None)
        if first is not None:
            self._place, self._first_epoch = first, 1
        self.look()

    def show_spec(self, spec: ProjectSpec) -> None:
        self.settings.show_spec(spec)
        self.look()

    def look(self) -> None:
        """Find out what training sees now, where somebody looks."""
        question = self._question()
        if self.isVisible() and question:
            if not self.grid.pictures:
                self.grid.expect(SAMPLES + 1)
            self.preview.ask(question)

    def _question(self) -> Question | None:
        index, parts = self._services.images.index.value, self._services.images.split.value
        if index is None or parts is None or not len(parts.train):
            return None
        row = min(len(parts.train) - 1, int(self._place * len(parts.train)))
        return Question(self._services.document.spec, index, parts, row, self._first_epoch)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("What training sees"))
        set_role(title, "title")
        set_icon(self.back, "chevron-left", "text2")
        set_icon(self.next_button, "chevron-right", "text2")
        set_icon(self.more, "refresh", "text2")
        for label in (self.name, self.said):
            set_role(label, "secondary")
        left = column_of(
            12,
            row_of(10, self.back, title, self.name, None, self.more, self.next_button),
            (self.grid, 1),
            self.said,
            margins=(16, 14, 16, 12),
        )
        row_of(0, (left, 1), hairline(is_vertical=True), self.settings, parent=self)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.next_button.clicked.connect(self._on_next)
        self.more.clicked.connect(self._on_more)
        self.settings.edited.connect(self.edited)
        self.preview.changed.connect(self._show_preview)
        images = self._services.images
        images.split_changed.connect(lambda: self.show_spec(self._services.document.spec))

    def _on_next(self) -> None:
        self._place, self._first_epoch = (self._place + LEAP) % 1, 1
        self.look()

    def _on_more(self) -> None:
        preview = self.preview.answer.value
        if preview and preview.samples:
            self._first_epoch = preview.samples[-1].epoch + 1
            self.look()

    def _show_preview(self) -> None:
        preview, problem = self.preview.answer.value, self.preview.answer.problem
        self.said.setText(problem or self._words(preview))
        set_role(self.said, "error" if problem else "secondary")
        self.more.setEnabled(preview is not None and any(not sample.view for sample in preview.samples))
        if preview is None:
            self.grid.expect(1)
            return
        self.name.setText(_short(preview.path))
        self.name.setToolTip(str(preview.path))
        original = Picture(to_image(preview.original), self.tr("As it is"))
        self.grid.show_pictures([original, *self._pictures(preview.samples)])

    def _pictures(self, samples: "Sequence[Sample]") -> list[Picture]:
        return [Picture(to_image(sample.pixels), self._caption(sample)) for sample in samples]

    def _caption(self, sample: "Sample") -> str:
        if sample.view and not sample.partner:
            return self.tr("View {0}").format(sample.view)
        epoch = self.tr("Epoch {0}").format(count(sample.epoch))
        if sample.partner is None:
            return epoch
        share = percent(1 - sample.share)
        return self.tr("{0} · {1} of {2}").format(epoch, share, _short(sample.partner))

    def _words(self, preview: "Sight | None") -> str:
        if preview is None:
            return ""
        if not preview.samples:
            return self.tr("In every epoch training sees the image as prediction does.")
        views = len(preview.samples)
        if preview.samples[0].view and not preview.samples[0].partner:
            return self.tr("{0} prepared views take turns, so what is frozen runs once for each.").format(views)
        return self.tr("The very pixels that training takes, with the seed of the project. Prediction sees the first.")

    # What Qt asks of a widget.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
