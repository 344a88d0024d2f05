"""What training sees of one image, made in the background."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.split import Split
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Cancelled, Jobs, Known, Progress, ShouldStop

if TYPE_CHECKING:
    from tlstudio.engine.training.inputs.preview import Sight

KEY = "augmentation preview"
REST_MS = 60  # that a question must stand: a spin box runs through many values
SAMPLES = 8


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    project: ProjectSpec
    index: Index
    parts: Split
    row: int  # of the training images
    first_epoch: int


class AugmentationPreview(QObject):
    """Answers the last question it was asked."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked: Question | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._start)
        self.answer: Known[Sight] = Known()

    def ask(self, question: Question) -> None:
        self._asked = question
        self._rest.start()

    def _start(self) -> None:
        question = self._asked
        assert question is not None

        def work(_progress: Progress, _should_stop: ShouldStop) -> "Sight":
            return _answer(question)

        title = self.tr("Showing what training sees")
        self._jobs.run(title, work, self._on_done, self._on_failed, key=KEY, is_quiet=True)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            self._jobs.failed.emit(error)
        if not isinstance(error, Cancelled):
            self._show(Known(problem=say_sentence(error)))

    def _on_done(self, preview: "Sight") -> None:
        self._show(Known(preview))

    def _show(self, answer: "Known[Sight]") -> None:
        self.answer = answer
        self.changed.emit()


def _answer(question: Question) -> "Sight":
    from tlstudio.engine.training.inputs.preview import training_sees  # imports torch

    index, rows = question.index, question.parts.train

    def path_of(row: int) -> Path:
        return index.folder / index.paths[rows[row]]

    return training_sees(question.project, path_of, index.labels[rows], question.row, SAMPLES, question.first_epoch)
