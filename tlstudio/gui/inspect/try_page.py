"""Try it: drop images or a folder, and see what the model says, with how much confidence in every class."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.errors import StudioError
from tlstudio.engine.predict import Answer as Predicted
from tlstudio.engine.predict import expand, open_predictor, write_csv
from tlstudio.engine.project import ObjectiveSpec, Task
from tlstudio.engine.runs.run import Run
from tlstudio.gui.answers.answer_grid import AnswerGrid
from tlstudio.gui.answers.rows import tried_answers
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.drops import dropped_images
from tlstudio.gui.services.jobs import Cancelled, Progress, ShouldStop
from tlstudio.gui.services.services import Services
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader

JOB = "try"  # key
SOME = 12  # of the run's own images, to begin with

Found = tuple[tuple[str, ...], list[Predicted], Task]  # names of the outputs, an answer for each file
NOTHING: Found = ((), [], ObjectiveSpec().task)


class TryPage(QWidget):
    answer_chosen = Signal(object)  # the Answer, or None

    def __init__(self, services: Services, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._run: Run | None = None
        self._found: Found = NOTHING
        self.banner = Banner(self)
        self.grid = AnswerGrid(loader, self)
        self._area = QFrame(self)
        self._words = QLabel(self.tr("Drop images or a folder here"), self)
        self._state = QLabel(self)
        self.choose_images = QPushButton(icon("image"), self.tr("Choose images…"), self)
        self.choose_folder = QPushButton(icon("folder"), self.tr("Choose a folder…"), self)
        self.some = QPushButton(self.tr("Try a few images that it did not learn from"), self)
        self.save = QPushButton(icon("download"), self.tr("Save as CSV…"), self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_state("")

    @property
    def class_names(self) -> tuple[str, ...]:
        return self._found[0]

    def show_run(self, run: Run | None) -> None:
        """Answer with another run from now on; its predecessor's answers go."""
        if run is None or self._run is None or run.folder != self._run.folder:
            self._services.jobs.drop(JOB)  # it would answer for the other run
            self._found = NOTHING
            self.grid.show_answers([], ())
            self._show_state("")
        self._run = run

    def try_some(self) -> None:
        """Answer for a few images of the run's test part, or of validation where there is none, spread over it."""
        if self._run is None:
            return
        try:
            paths = [path for path, _ in self._run.split_paths("test") or self._run.split_paths("val")]
        except StudioError as error:
            self._on_failed(error)
            return
        self.predict(paths[:: -(-len(paths) // SOME)])

    def predict(self, paths: Sequence[Path]) -> None:
        """Show the model's answers to these files and the images in these folders."""
        if self._run is None or not paths:
            return
        folder = self._run.folder

        def work(progress: Progress, should_stop: ShouldStop) -> Found:
            predictor = open_predictor(folder)
            files = expand(paths, predictor.modality)
            answers: list[Predicted] = []
            for answer in predictor.predict(files):
                if should_stop():
                    break
                answers.append(answer)
                progress(len(answers), len(files))
            return predictor.class_names, answers, predictor.task

        self.banner.hide()
        self._show_state(self.tr("Looking at the images…"))
        self._services.jobs.run(self.tr("Trying the model"), work, self._on_found, self._on_failed, key=JOB)

    def _on_found(self, found: Found) -> None:
        self._found = found
        names, answers, _task = found
        self.grid.show_answers(tried_answers(answers, names), names)
        bad = sum(bool(answer.error) for answer in answers)
        text = self.tr("{n} images") if len(answers) != 1 else self.tr("1 image")
        text = text.format(n=count(len(answers)))
        self._show_state(self.tr("{images}, {bad} cannot be read").format(images=text, bad=count(bad)) if bad else text)

    def _on_failed(self, error: Exception) -> None:
        self._show_state("")
        if not isinstance(error, Cancelled):
            self.banner.say("error", say_sentence(error), can_dismiss=True)

    def _show_state(self, text: str) -> None:
        self._state.setText(text)
        self.save.setVisible(bool(self._found[1]))
        self.grid.setVisible(bool(self._found[1]))
        self._foot.setVisible(not self._found[1])
        self.some.setVisible(not self._found[1])

    def _on_choose_images(self) -> None:
        endings = " ".join(f"*{suffix}" for suffix in sorted(modality_of("image").endings))
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose images"), "", self.tr("Images ({endings})").format(endings=endings)
        )
        self.predict([Path(name) for name in names])

    def _on_choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of images"))
        self.predict([Path(name)] if name else [])

    def _on_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the answers"), "answers.csv", "CSV (*.csv)")
        if name:
            names, answers, task = self._found
            title, target = self.tr("Saving the answers"), Path(name)
            self._services.jobs.run(
                title, lambda _p, _s: write_csv(target, answers, names, task), self._on_saved, self._on_failed
            )

    def _on_saved(self, _nothing: None) -> None:
        self.banner.say("success", self.tr("The answers are saved."), can_dismiss=True)

    def _connect(self) -> None:
        self.choose_images.clicked.connect(self._on_choose_images)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.some.clicked.connect(self.try_some)
        self.save.clicked.connect(self._on_save)
        self.grid.chosen.connect(self.answer_chosen)

    def _lay_out(self) -> None:
        set_role(self._area, "drop")
        set_role(self._words, "section")
        set_role(self._state, "secondary")
        row = QHBoxLayout(self._area)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(10)
        row.addWidget(IconLabel("image", "text2", 20, self))
        row.addWidget(self._words, 1)
        for widget in (self._state, self.save, self.choose_images, self.choose_folder):
            row.addWidget(widget)
        self._foot = QLabel(self.tr("The model answers here, on this computer. Nothing is uploaded or kept."), self)
        set_role(self._foot, "secondary")
        for label in (self._words, self._foot):
            label.setWordWrap(True)
        self._foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        offer = row_of(0, None, self.some, None)
        column = column_of(10, self.banner, self._area, self._foot, offer, (self.grid, 1), parent=self)
        column.addStretch(0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_images(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            set_role(self._area, "drop-hover")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self._area, "drop")

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self._area, "drop")
        event.accept()
        self.predict(dropped_images(event.mimeData()))
