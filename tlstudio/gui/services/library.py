"""Facts about the project that several steps show: gathered in the background once, shared by all.

What reads images is imported when there are some to read: it needs NumPy, and the window is to be there before that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, ProjectSpec, Task
from tlstudio.engine.runs.events import CheckpointSaved, Event, RunStarted
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import runs_of
from tlstudio.engine.runs.state import RunState
from tlstudio.gui.services.backbone import Wanted, describing, wanted_of
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.jobs import Cancelled, Jobs, Progress, ShouldStop

if TYPE_CHECKING:
    from tlstudio.engine.data.excluded import Excluded
    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.data.image.fingerprints import Look
    from tlstudio.engine.data.split.split import Split
    from tlstudio.engine.model.describe import Description
    from tlstudio.engine.model.parts import Part
    from tlstudio.gui.services.images import Images

QUICK_IMAGES = 5_000  # changes to an index of so many take less than 100 ms


@dataclass(frozen=True, slots=True)
class Trained:
    """A run that has a checkpoint, and how far it came."""

    run: Run
    state: RunState

    @property
    def name(self) -> str:
        return self.run.name


class Library(QObject):
    """The images, the backbone and the runs of the document's project, as far as they are known."""

    index_changed = Signal()
    split_changed = Signal()
    backbone_changed = Signal()
    runs_changed = Signal()
    device_changed = Signal()
    export_changed = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self.index: Index | None = None
        self.looks: dict[str, Look] = {}  # of images that have been looked at since the folder was read
        self.index_problem: str | None = None  # a sentence; set where the folder cannot be used
        self.is_scanning = False
        self.split: Split | None = None
        self.split_problem: str | None = None
        self.description: Description | None = None
        self.backbone_problem: str | None = None
        self.is_describing = False
        self.runs: tuple[Run, ...] = ()  # oldest first
        self.trained: Trained | None = None  # the newest run with a checkpoint
        self.exported = ""  # what was exported last, in a word
        self.export_ok = False
        self.is_exporting = False
        self.device = ""  # what trains, in words; empty until known
        self._data = DataSpec()  # what index and split stand for
        self._task: Task = "single_label"  # what the index was read for
        self._scanned: Index | None = None
        self._scanned_without: frozenset[str] = frozenset()  # left out before anything was read
        self._described: Wanted | None = None
        self._prepared: tuple[Wanted, Description] | None = None
        document.spec_changed.connect(self._on_spec_changed)
        document.path_changed.connect(self._on_path_changed)

    @property
    def tree(self) -> "Part | None":
        return self.description.tree if self.description else None

    @property
    def feature_shape(self) -> tuple[int, ...] | None:
        """Shape of what the backbone hands to the head for one image."""
        return self.description.feature_shape if self.description else None

    @property
    def data_problem(self) -> str | None:
        """Why the images cannot be trained on, in a sentence."""
        return self.index_problem or self.split_problem

    def fresh_index(self) -> "Index | None":
        """The index, unless it is being read anew."""
        return None if self.is_scanning else self.index

    def undecided(self) -> "list[Excluded]":
        """Images that cannot be read and that the user did not leave out by hand."""
        if self.index is None or not self.index.excluded:
            return []
        decided = {*self._data.excluded, *self.index.unlabelled}
        if self._data.table:  # a second row of an image that is used: nothing to decide
            decided.update(self.index.paths.rows_of([image.path for image in self.index.excluded]))
        return [image for image in self.index.excluded if image.path not in decided]

    def rescan(self) -> None:
        """Read the image folder again."""
        self.looks = {}
        self._scan(self._document.spec.data)

    def describe(self) -> None:
        """Build the current backbone once and keep its tree. Call when somebody looks at it: it needs torch."""
        wanted = wanted_of(self._document.spec)
        if wanted == self._described:
            return
        self._described = wanted
        if self._prepared and self._prepared[0] == wanted:
            self._jobs.drop("describe")
            self._on_description(self._prepared[1])
        else:
            self._describe(wanted)

    def note_description(self, wanted: Wanted, description: "Description") -> None:
        """Keep what a backbone is made of, for when the project changes to it."""
        self._prepared = wanted, description

    def reload_runs(self) -> None:
        path = self._document.path
        self.runs = tuple(runs_of(path)) if path else ()
        self.trained = next((run for run in map(_trained, reversed(self.runs)) if run), None)
        self.runs_changed.emit()

    def note_events(self, events: list[Event]) -> None:
        """A run that has its first checkpoint can be inspected and exported."""
        if any(isinstance(event, (CheckpointSaved, RunStarted)) for event in events):
            self.reload_runs()

    def set_exporting(self, is_exporting: bool) -> None:
        self.is_exporting = is_exporting
        self.export_changed.emit()

    def set_exported(self, what: str, is_ok: bool) -> None:
        """Remember what the last export of this project came to; an empty `what` forgets it."""
        self.exported, self.export_ok, self.is_exporting = what, is_ok, False
        self.export_changed.emit()

    def find_device(self, device: str) -> None:
        """Import what trains, and name what it trains on."""
        title = self.tr("Getting ready to train")
        self._jobs.run(title, lambda _progress, _stop: _device(device), self._on_device, is_quiet=True)

    def _on_path_changed(self, _path: Path | None) -> None:
        self.reload_runs()
        self.set_exported("", False)

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        self._jobs.drop("split")  # of the images as they were
        if (spec.data, spec.objective.task) != (self._data, self._task) and not self._change(spec.data):
            self._scan(spec.data)
        if self._described and wanted_of(spec) != self._described:
            self.describe()

    def _change(self, data: DataSpec) -> bool:
        """Apply other settings and changes without reading the folder again; False where that does not do."""
        old, scanned = self._data, self._scanned
        is_other_source = source_of(data, self._document.spec.objective.task) != source_of(old, self._task)
        if is_other_source or scanned is None or not self._scanned_without.issubset(data.excluded):
            return False
        from tlstudio.gui.services.images import images_of, lacks_groups

        self._data = data
        looks = self.looks
        if self.index and not self.is_scanning and changes_of(data) == changes_of(old):
            self._split(self.index, data)
        elif len(scanned.paths) > QUICK_IMAGES or lacks_groups(scanned, data):
            title = self.tr("Dividing the images")
            self._start(title, lambda progress, stop: images_of(scanned, data, looks, progress, stop))
        else:
            self._jobs.drop("scan")
            self._try(scanned, data)
        return True

    def _try(self, scanned: "Index", data: DataSpec) -> None:
        from tlstudio.gui.services.images import images_of

        try:
            self._on_index(images_of(scanned, data, self.looks))
        except StudioError as error:
            self._on_index_failed(error)

    def _scan(self, data: DataSpec) -> None:
        task = self._document.spec.objective.task
        is_other_source = source_of(data, task) != source_of(self._data, self._task)
        self._data, self._task = data, task
        self._scanned, self._scanned_without = None, frozenset(data.excluded)
        self.index_problem = self.split_problem = None
        if is_other_source:
            self.index = self.split = None
            self.looks = {}
        self.is_scanning = bool(data.folder)
        self.index_changed.emit()
        self.split_changed.emit()
        if not data.folder:
            self._jobs.drop("scan")
            return
        if is_other_source and not data.table:
            title = self.tr("Reading images")
            self._jobs.run(
                title, lambda _p, _s: _first_look(data), self._on_first_look, self._on_index_failed, key="scan"
            )
        else:
            self._read(data, task)

    def _on_first_look(self, found: "Index | None") -> None:
        """Images that were here when the folder was last read are shown while it is read again."""
        if found:
            self.index = found
            self.index_changed.emit()
        self._read(self._data, self._task)

    def _read(self, data: DataSpec, task: Task) -> None:
        looks = self.looks

        def work(progress: Progress, should_stop: ShouldStop) -> "Images":
            from tlstudio.gui.services.images import read

            return read(data, task, looks, progress, should_stop)

        self._start(self.tr("Reading images"), work)

    def _start(self, title: str, work: "Callable[[Progress, ShouldStop], Images]") -> None:
        self.is_scanning = True
        self._jobs.run(title, work, self._on_index, self._on_index_failed, key="scan")

    def _on_index(self, found: "Images") -> None:
        self._scanned, self.index = found.scanned, found.index
        self.split, self.split_problem = found.split, found.split_problem
        self.index_problem, self.is_scanning = None, False
        self.index_changed.emit()
        self.split_changed.emit()

    def _on_index_failed(self, error: Exception) -> None:
        again = self.tr("The images were not read to the end. Read the folder again to use them.")
        self.index_problem = again if isinstance(error, Cancelled) else str(error)
        self.index, self.split, self.is_scanning = None, None, False
        self.index_changed.emit()
        self.split_changed.emit()

    def _split(self, index: "Index", data: DataSpec) -> None:
        from tlstudio.gui.services.images import divided

        title = self.tr("Dividing the images")
        self._jobs.run(title, lambda _p, _s: divided(index, data), self._on_split, key="split", is_quiet=True)

    def _on_split(self, found: "tuple[Split | None, str | None]") -> None:
        self.split, self.split_problem = found
        self.split_changed.emit()

    def _describe(self, wanted: Wanted) -> None:
        self.backbone_problem = None
        self.is_describing = True
        self.backbone_changed.emit()

        title = self.tr("Looking at the backbone")
        done, failed = self._on_description, self._on_describe_failed
        self._jobs.run(title, describing(wanted), done, failed, key="describe", is_quiet=True)

    def _on_description(self, description: "Description") -> None:
        self.description, self.backbone_problem, self.is_describing = description, None, False
        self.backbone_changed.emit()

    def _on_describe_failed(self, error: Exception) -> None:
        self.description, self.backbone_problem, self.is_describing = None, str(error), False
        self.backbone_changed.emit()

    def _on_device(self, name: str) -> None:
        self.device = name
        self.device_changed.emit()


def _first_look(data: DataSpec) -> "Index | None":
    """What a large folder most likely holds, in a second; None where only reading it can say that."""
    from tlstudio.gui.services.images import glance_at

    found = glance_at(data)
    return found if found and len(found.paths) > QUICK_IMAGES else None


def _trained(run: Run) -> Trained | None:
    """None for a run without a checkpoint, or one whose files are damaged."""
    try:
        if not run.checkpoints():
            return None
        return Trained(run, run.state())
    except (StudioError, OSError):
        return None


def _device(wanted: str) -> str:
    from tlstudio.engine.training.setup.device import choose_device, describe, memory_bytes

    device = choose_device(wanted)
    total = memory_bytes(device) if device.type == "cpu" else None  # a GPU says its own
    return f"{describe(device)} · {total / 1e9:.0f} GB" if total else describe(device)


def source_of(data: DataSpec, task: Task) -> tuple[object, ...]:
    """What decides which images there are and what they show."""
    table = data.table, data.path_column, data.target_columns, data.label_mark, data.split_column
    return (data.folder, *table, data.labels, tuple(data.added.items()), task)


def changes_of(data: DataSpec) -> tuple[object, ...]:
    """All that changes the index, and not just how it is divided."""
    return data.excluded, data.relabelled, data.class_names, data.pinned, data.groups, data.group_column
