"""What trains on this computer, and how fast: the device, and step timings of projects, measured in the background."""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.images import Images
from tlstudio.gui.services.jobs import Cancelled, Job, Jobs, Known, Progress, ShouldStop
from tlstudio.gui.services.preferences import Preferences

if TYPE_CHECKING:
    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.data.split.split import Split
    from tlstudio.engine.training.before.timing import Timing
    from tlstudio.gui.services.services import Services

REST_MS = 400  # without a change, before a measurement begins
TIMINGS = 4  # the project as it is, what is offered to be frozen, and as much before a change that may be taken back


class Device(QObject):
    """What trains, in words."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.name = ""  # empty until known

    def find(self, device: str) -> None:
        """Import what trains, which takes seconds, and name what it trains on."""
        title = self.tr("Getting ready to train")
        self._jobs.run(title, lambda _progress, _stop: _device_name(device), self._on_found, is_quiet=True)

    def _on_found(self, name: str) -> None:
        self.name = name
        self.changed.emit()


def _device_name(wanted: str) -> str:
    from tlstudio.engine.training.setup.device import choose_device, describe, memory_bytes

    device = choose_device(wanted)
    total = memory_bytes(device) if device.type == "cpu" else None  # a GPU says its own
    name = say_sentence(describe(device))
    return f"{name} · {total / 1e9:.0f} GB" if total else name


@dataclass(frozen=True, slots=True)
class TimingQuestion:
    """What a step timing depends on."""

    project: ProjectSpec
    index: "Index"
    parts: "Split"
    device: str


class StepTimings(QObject):
    """The last step timings, each with the question that it answers, for every step that tells of them."""

    changed = Signal()

    def __init__(self, images: Images, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._preferences = preferences
        self._answers: deque[tuple[TimingQuestion, Timing]] = deque(maxlen=TIMINGS)

    def question(self, project: ProjectSpec) -> TimingQuestion | None:
        """Say what to measure for the project with the images as they are; None without images."""
        index, parts = self._images.fresh_index(), self._images.split.value
        if index is None or parts is None:
            return None
        training = replace(project.training, epochs=_epochs_that_differ(project))
        return TimingQuestion(replace(project, training=training), index, parts, self._preferences.device)

    def keep(self, question: TimingQuestion, timing: "Timing") -> None:
        self._answers.appendleft((question, timing))
        self.changed.emit()

    def timing_of(self, project: ProjectSpec) -> "Timing | None":
        """None where the project was not measured as it is now."""
        asked = self.question(project)
        return next((timing for question, timing in self._answers if question == asked), None)


def _epochs_that_differ(project: ProjectSpec) -> int:
    """Count the epochs of a measurement: more of them come to no other phase, and to no other prepared view."""
    phases = sum(phase.epochs for phase in project.freeze.phases)
    return phases + max(1, min(project.augment.views, project.training.epochs - phases))


class StepTimer(QObject):
    """Times one project again when it has changed and come to rest; never while a training runs.

    A change cancels what is being measured.
    """

    changed = Signal()

    def __init__(self, services: "Services", parent: QObject | None = None, *, key: str = "step timing") -> None:
        """`key` names its jobs: a new one ends those of the same name."""
        super().__init__(parent)
        self._services = services
        self._key = key
        self._asked: TimingQuestion | None = None
        self._answered: Hashable = None
        self._answer: Known[Timing] = Known()
        self._job: Job | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._start)
        services.session.state_changed.connect(self._on_session)

    @property
    def timing(self) -> "Timing | None":
        """What the project costs; None while that is not measured, or cannot be."""
        return self._answer.value if self._is_answered else None

    @property
    def problem(self) -> str:
        """Why there is no timing, in a sentence; empty while it is being measured."""
        if self._asked is None:
            return self._services.images.problem
        if self._is_answered:
            return self._answer.problem
        return self.tr("Speed is measured once the training has ended.") if self._services.session.is_alive else ""

    def ask(self, project: ProjectSpec | None) -> None:
        """Measure the project as soon as nothing has changed for a moment; None: there is nothing to measure."""
        asked = self._services.timings.question(project) if project else None
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
            lambda timing: self._on_measured(asked, timing),
            lambda error: self._on_failed(asked, error),
            key=self._key,
            is_quiet=True,
        )

    def _on_measured(self, asked: TimingQuestion, timing: "Timing") -> None:
        self._services.timings.keep(asked, timing)
        self._note(asked, Known(timing))

    def _on_failed(self, asked: TimingQuestion, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._job = None
            self._restart()
        else:
            self._note(asked, Known(problem=say_sentence(error)))

    def _note(self, asked: TimingQuestion, answer: "Known[Timing]") -> None:
        self._job = None
        self._answered, self._answer = asked, answer
        self._restart()
        self.changed.emit()

    def _on_session(self) -> None:
        self._restart()
        self.changed.emit()
