"""What was measured of the speed of projects, for every step that tells of it.

The price tag's clock: measures the project again, in the background, when it has changed and come to rest.
"""

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.services.library import Library
from tlstudio.gui.services.preferences import Preferences

if TYPE_CHECKING:
    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.data.split.split import Split
    from tlstudio.engine.training.before.timing import Timing


KEPT = 4  # the project as it is, what is offered to be frozen, and as much before a change that may be taken back


@dataclass(frozen=True, slots=True)
class Question:
    """What a measurement depends on."""

    project: ProjectSpec
    index: "Index"
    parts: "Split"
    device: str


class Measured(QObject):
    """The last timings, each with the question that it answers."""

    changed = Signal()

    def __init__(self, library: Library, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._preferences = preferences
        self._answers: deque[tuple[Question, Timing]] = deque(maxlen=KEPT)

    def question(self, project: ProjectSpec) -> Question | None:
        """What to measure for the project with the images as they are; None without images."""
        index, parts = self._library.fresh_index(), self._library.split
        if index is None or parts is None:
            return None
        training = replace(project.training, epochs=_told_apart(project))
        return Question(replace(project, training=training), index, parts, self._preferences.device)

    def keep(self, question: Question, timing: "Timing") -> None:
        self._answers.appendleft((question, timing))
        self.changed.emit()

    def timing_of(self, project: ProjectSpec) -> "Timing | None":
        """None where the project was not measured as it is now."""
        asked = self.question(project)
        return next((timing for question, timing in self._answers if question == asked), None)


def _told_apart(project: ProjectSpec) -> int:
    """The epochs of a measurement: more of them come to no other phase, and to no other prepared view."""
    phases = sum(phase.epochs for phase in project.freeze.phases)
    return phases + max(1, min(project.augment.views, project.training.epochs - phases))
