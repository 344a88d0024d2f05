"""Evaluations of runs, made in the background once and kept."""

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.tasks.report import Report
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Cancelled, Progress, ShouldStop
from tlstudio.gui.services.services import Services

JOB = "evaluate"

Wanted = tuple[str, SplitName, tuple[int, tuple[str, ...]]]  # the run's folder, which images, and `_version`


class Evaluations(QObject):
    """Ask with `want`; `changed` tells when `report`, `problem` or `is_busy` say something else."""

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._reports: dict[Wanted, Report] = {}
        self._wanted: Wanted | None = None
        self._run: Run | None = None  # of what is wanted
        self._running: Wanted | None = None
        self.problem = ""

    @property
    def report(self) -> Report | None:
        """What was found about the wanted images, or None so far."""
        return self._reports.get(self._wanted) if self._wanted else None

    @property
    def is_busy(self) -> bool:
        return self._running is not None and self._running == self._wanted

    def want(self, run: Run, split: SplitName) -> None:
        """Look at a run's answers to one part of its images: at once where they are known."""
        wanted = (str(run.folder), split, _version(run))
        if wanted == self._wanted and (self.is_busy or self.problem or self.report):
            return
        self._wanted, self._run, self.problem = wanted, run, ""
        if self.report is None and not self.is_busy:
            self._start(run, wanted)
        self.changed.emit()

    def again(self) -> None:
        """Try once more after a problem."""
        run, wanted, self._wanted = self._run, self._wanted, None
        if run and wanted:
            self.want(run, wanted[1])

    def _start(self, run: Run, wanted: Wanted) -> None:
        self._running = wanted
        device = self._services.preferences.device

        def work(progress: Progress, should_stop: ShouldStop) -> Report:
            from tlstudio.engine.evaluation.saved_answers import evaluate_once

            return evaluate_once(run, wanted[1], device=device, progress=progress, should_stop=should_stop)

        title = self.tr("Looking at the answers of run {number}").format(number=int(run.name))
        self._services.jobs.run(
            title,
            work,
            lambda report: self._on_report(wanted, report),
            lambda error: self._on_failed(wanted, error),
            key=JOB,
        )

    def _on_report(self, wanted: Wanted, report: Report) -> None:
        self._reports[wanted] = report
        self._running = None
        self.changed.emit()

    def _on_failed(self, wanted: Wanted, error: Exception) -> None:
        self._running = None
        if wanted == self._wanted:
            self.problem = (
                self.tr("The evaluation was cancelled.") if isinstance(error, Cancelled) else say_sentence(error)
            )
        self.changed.emit()


def _version(run: Run) -> tuple[int, tuple[str, ...]]:
    """The step of the best checkpoint, and what the classes are called."""
    try:
        return run.state().best_step, run.class_names
    except StudioError:
        return -1, ()  # a damaged run: evaluating it says what is wrong
