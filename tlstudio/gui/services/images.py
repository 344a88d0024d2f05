"""The images of the document's project: read and divided in the background once, shared by every step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, ProjectSpec, Task
from tlstudio.engine.tasks.info import OF_A_FOLDER
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.jobs import Cancelled, Jobs, Known, Progress, ShouldStop

if TYPE_CHECKING:  # what reads images needs NumPy, and the window is to be there before that
    from tlstudio.engine.data.excluded import Excluded
    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.data.image.fingerprints import Look
    from tlstudio.engine.data.split.split import Split
    from tlstudio.gui.services.reading import DividedImages

QUICK_IMAGES = 5_000  # edits to an index of so many take less than 100 ms
SCAN, SPLIT = "scan", "split"  # keys of jobs


@dataclass(slots=True)
class _Facts:
    """All that is known of one source of images. Another source, or another project, starts with a new one."""

    data: DataSpec = field(default_factory=DataSpec)  # what index and split stand for
    task: Task = OF_A_FOLDER  # what the index was read for
    fingerprints: "dict[str, Look]" = field(default_factory=dict)  # of images looked at since the folder was read
    scanned: "Index | None" = None  # before the user's edits
    scanned_without: frozenset[str] = frozenset()  # left out before anything was read
    index: "Known[Index]" = field(default_factory=lambda: Known())
    split: "Known[Split]" = field(default_factory=lambda: Known())


class Images(QObject):
    """The index and the split of the project's images, as far as they are known."""

    index_changed = Signal()
    split_changed = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._facts = _Facts()
        document.opened.connect(self._on_opened)
        document.spec_changed.connect(self._on_spec_changed)

    @property
    def index(self) -> "Known[Index]":
        return self._facts.index

    @property
    def split(self) -> "Known[Split]":
        return self._facts.split

    @property
    def fingerprints(self) -> "dict[str, Look]":
        return self._facts.fingerprints

    @property
    def problem(self) -> str:
        """Why the images cannot be trained on, in a sentence; empty if they can, or nothing is known yet."""
        return self.index.problem or self.split.problem

    def fresh_index(self) -> "Index | None":
        """Give the index, unless it is being read anew."""
        return None if self.index.is_busy else self.index.value

    def undecided(self) -> "list[Excluded]":
        """List images that cannot be read and that the user did not leave out by hand."""
        index, data = self.index.value, self._facts.data
        if index is None or not index.excluded:
            return []
        decided = {*data.excluded, *index.unlabelled}
        if data.table:  # a second row of an image that is used: nothing to decide
            decided.update(index.paths.rows_of([image.path for image in index.excluded]))
        return [image for image in index.excluded if image.path not in decided]

    def rescan(self) -> None:
        """Read the image folder again."""
        self._facts.fingerprints = {}
        self._scan(self._document.spec.data)

    def _on_opened(self) -> None:
        self._jobs.drop(SCAN)
        self._jobs.drop(SPLIT)
        self._facts = _Facts()
        self._tell()

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        if (spec.data, spec.objective.task) == (self._facts.data, self._facts.task):
            return
        self._jobs.drop(SPLIT)  # of the images as they were
        if not self._apply_edits(spec.data):
            self._scan(spec.data)

    def _apply_edits(self, data: DataSpec) -> bool:
        """Apply other settings and edits without reading the folder again; False where that does not do."""
        facts, scanned, old = self._facts, self._facts.scanned, self._facts.data
        is_other_source = source_of(data, self._document.spec.objective.task) != source_of(old, facts.task)
        if is_other_source or scanned is None or not facts.scanned_without.issubset(data.excluded):
            return False
        from tlstudio.gui.services.reading import lacks_groups, with_edits

        facts.data = data
        fingerprints = facts.fingerprints
        if facts.index.value and not facts.index.is_busy and edits_of(data) == edits_of(old):
            self._divide(facts.index.value, data)
        elif len(scanned.paths) > QUICK_IMAGES or lacks_groups(scanned, data):
            title = self.tr("Dividing the images")
            self._start(title, lambda progress, stop: with_edits(scanned, data, fingerprints, progress, stop))
        else:
            self._jobs.drop(SCAN)
            self._apply_now(scanned, data)
        return True

    def _apply_now(self, scanned: "Index", data: DataSpec) -> None:
        from tlstudio.gui.services.reading import with_edits

        try:
            self._on_read(with_edits(scanned, data, self._facts.fingerprints))
        except StudioError as error:
            self._on_failed(error)

    def _scan(self, data: DataSpec) -> None:
        old, task = self._facts, self._document.spec.objective.task
        is_other_source = source_of(data, task) != source_of(old.data, old.task)
        facts = _Facts(data, task, scanned_without=frozenset(data.excluded))
        if not is_other_source:  # the images of before stay in view while they are read again
            facts.fingerprints, facts.split = old.fingerprints, Known(old.split.value)
        facts.index = Known(None if is_other_source else old.index.value, is_busy=bool(data.folder))
        self._facts = facts
        self._tell()
        if not data.folder:
            self._jobs.drop(SCAN)
        elif is_other_source and not data.table:
            title = self.tr("Reading images")
            self._jobs.run(title, lambda _p, _s: _glance(data), self._on_glance, self._on_failed, key=SCAN)
        else:
            self._read(data, task)

    def _on_glance(self, index: "Index | None") -> None:
        """Show images that were here when the folder was last read, while it is read again."""
        if index:
            self._facts.index = Known(index, is_busy=True)
            self.index_changed.emit()
        self._read(self._facts.data, self._facts.task)

    def _read(self, data: DataSpec, task: Task) -> None:
        fingerprints = self._facts.fingerprints

        def work(progress: Progress, should_stop: ShouldStop) -> "DividedImages":
            from tlstudio.gui.services.reading import read

            return read(data, task, fingerprints, progress, should_stop)

        self._start(self.tr("Reading images"), work)

    def _start(self, title: str, work: "Callable[[Progress, ShouldStop], DividedImages]") -> None:
        self._facts.index = Known(self.index.value, self.index.problem, is_busy=True)
        self._jobs.run(title, work, self._on_read, self._on_failed, key=SCAN)

    def _on_read(self, images: "DividedImages") -> None:
        facts = self._facts
        facts.scanned, facts.index, facts.split = images.scanned, Known(images.index), images.split
        self._tell()

    def _on_failed(self, error: Exception) -> None:
        again = self.tr("The images were not read to the end. Read the folder again to use them.")
        self._facts.index = Known(problem=again if isinstance(error, Cancelled) else say_sentence(error))
        self._facts.split = Known()
        self._tell()

    def _divide(self, index: "Index", data: DataSpec) -> None:
        from tlstudio.gui.services.reading import divide

        title = self.tr("Dividing the images")
        self._jobs.run(title, lambda _p, _s: divide(index, data), self._on_divided, key=SPLIT, is_quiet=True)

    def _on_divided(self, split: "Known[Split]") -> None:
        self._facts.split = split
        self.split_changed.emit()

    def _tell(self) -> None:
        self.index_changed.emit()
        self.split_changed.emit()


def _glance(data: DataSpec) -> "Index | None":
    """Say what a large folder most likely holds, in a second; None where only reading it can say that."""
    from tlstudio.gui.services.reading import glance_at

    index = glance_at(data)
    return index if index and len(index.paths) > QUICK_IMAGES else None


def source_of(data: DataSpec, task: Task) -> tuple[object, ...]:
    """Gather what decides which images there are and what they show."""
    table = data.table, data.path_column, data.target_columns, data.label_mark, data.split_column
    return (data.folder, *table, data.labels, tuple(data.added.items()), task)


def edits_of(data: DataSpec) -> tuple[object, ...]:
    """Gather all that changes the index, and not just how it is divided."""
    return data.excluded, data.relabelled, data.class_names, data.pinned, data.groups, data.group_column
