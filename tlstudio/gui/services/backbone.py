"""The backbone of the document's project: the tree of its parts and what it gives the head."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.project import BackboneSpec, Channels, ProjectSpec
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.jobs import Jobs, Known, Progress, ShouldStop

if TYPE_CHECKING:
    from tlstudio.engine.model.describe import Description
    from tlstudio.engine.model.parts import Part

Blueprint = tuple[BackboneSpec, Channels, bool]  # what to build: the last says whether it pools its features itself


class Backbone(QObject):
    """Builds a backbone once, in the background, and keeps its description until the project has another one."""

    changed = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self.description: Known[Description] = Known()
        self._is_needed = False  # somebody looks at it
        self._blueprint: Blueprint | None = None  # of what is described, or being described
        self._spare: tuple[Blueprint, Description] | None = None  # described before the project changes to it
        document.opened.connect(self._on_opened)
        document.spec_changed.connect(self._on_spec_changed)

    @property
    def tree(self) -> "Part | None":
        return self.description.value.tree if self.description.value else None

    @property
    def feature_shape(self) -> tuple[int, ...] | None:
        """Shape of what the backbone hands to the head for one image."""
        return self.description.value.feature_shape if self.description.value else None

    def describe(self) -> None:
        """Build the current backbone once and keep its tree. Call when somebody looks at it: it needs torch."""
        self._is_needed = True
        blueprint = blueprint_of(self._document.spec)
        if blueprint == self._blueprint:
            return
        self._blueprint = blueprint
        if self._spare and self._spare[0] == blueprint:
            self._jobs.drop("describe")
            self._show(Known(self._spare[1]))
        else:
            self._start(blueprint)

    def note_description(self, blueprint: Blueprint, description: "Description") -> None:
        """Keep what a backbone is made of, for when the project changes to it."""
        self._spare = blueprint, description

    def _on_opened(self) -> None:
        """Forget the last project's backbone, unless the new one is built by the same blueprint."""
        if self._blueprint and self.description.value and not self.description.is_busy:
            self._spare = self._blueprint, self.description.value
        self._jobs.drop("describe")
        self._blueprint = None
        self._show(Known())

    def _on_spec_changed(self, _spec: ProjectSpec) -> None:
        if self._is_needed:
            self.describe()

    def _start(self, blueprint: Blueprint) -> None:
        self._show(Known(self.description.value, is_busy=True))  # the tree of before stays in view

        title, done = self.tr("Looking at the backbone"), self._on_described
        self._jobs.run(title, description_job(blueprint), done, self._on_failed, key="describe", is_quiet=True)

    def _on_described(self, description: "Description") -> None:
        self._show(Known(description))

    def _on_failed(self, error: Exception) -> None:
        self._show(Known(problem=say_sentence(error)))

    def _show(self, description: "Known[Description]") -> None:
        self.description = description
        self.changed.emit()


def blueprint_of(spec: ProjectSpec) -> Blueprint:
    """Say what is to be built for a project."""
    return spec.backbone, spec.data.channels, spec.head.pool == "own"


def description_job(blueprint: Blueprint) -> "Callable[[Progress, ShouldStop], Description]":
    """Prepare the job that builds a backbone and describes it."""

    def work(_progress: Progress, _should_stop: ShouldStop) -> "Description":
        from tlstudio.engine.model.describe import describe_backbone

        backbone, channels, own_pooling = blueprint
        return describe_backbone(backbone, channels, own_pooling=own_pooling)

    return work
