"""The price tag's clock: measures the project again, in the background, when it has changed and come to rest."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.services.jobs import Cancelled, Job, Progress, ShouldStop
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.speed import Question

if TYPE_CHECKING:
    from tlstudio.engine.training.before.timing import Timing

REST_MS = 400  # without a change, before a measurement begins


class Probe(QObject):
    """Measures one project at a time, never while a training runs; a change cancels what is being measured."""

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None, *, key: str = "probe") -> None:
        """`key` names its jobs: a new one ends those of the same name."""
        super().__init__(parent)
        self._services = services
        self._key = key
        self._asked: Question | None = None
        self._answered: Hashable = None
        self._timing: Timing | None = None
        self._problem = ""
        self._job: Job | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._start)
        services.session.state_changed.connect(self._on_session)

    @property
    def timing(self) -> "Timing | None":
        """What the project costs; None while that is not measured, or cannot be."""
        return self._timing if self._is_answered else None

    @property
    def problem(self) -> str:
        """Why there is no timing, in a sentence; empty while it is being measured."""
        if self._asked is None:
            return self._services.library.data_problem or ""
        if self._is_answered:
            return self._problem
        return self.tr("Speed is measured once the training has ended.") if self._services.session.is_alive else ""

    def ask(self, project: ProjectSpec | None) -> None:
        """Measure the project as soon as nothing has changed for a moment; None: there is nothing to measure."""
        asked = self._services.measured.question(project) if project else None
        if asked != self._asked:
            self._asked = asked
            self._restart()

    @property
    def _is_answered(self) -> bool:
        return self._asked is not None and self._asked == self._answered

    def _restart(self) -> None:
        if self._job:
            self._job.cancel()
        if self._asked and not self._is_answered and not self._services.session.is_alive:
            self._rest.start()
        else:
            self._rest.stop()

    def _start(self) -> None:
        asked = self._asked
        if self._job or asked is None:  # what is being cancelled starts again when it has ended
            return

        def work(_progress: Progress, should_stop: ShouldStop) -> "Timing":
            from tlstudio.engine.training.before.timing import measure

            return measure(asked.project, asked.index, asked.parts, device=asked.device, should_stop=should_stop)

        self._job = self._services.jobs.run(
            self.tr("Measuring the speed"),
            work,
            lambda timing: self._answer(asked, timing, ""),
            lambda error: self._on_failed(asked, error),
            key=self._key,
            is_quiet=True,
        )

    def _on_failed(self, asked: Question, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._job = None
            self._restart()
        else:
            self._answer(asked, None, str(error))

    def _answer(self, asked: Question, timing: "Timing | None", problem: str) -> None:
        self._job = None
        self._answered, self._timing, self._problem = asked, timing, problem
        if timing:
            self._services.measured.keep(asked, timing)
        self._restart()
        self.changed.emit()

    def _on_session(self) -> None:
        self._restart()
        self.changed.emit()
