"""The document: the project as it is now, where it lives, what was done to it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from tlstudio.engine.errors import ProjectError, StorageError, StudioError
from tlstudio.engine.project import SUFFIX, DataSpec, ProjectSpec, Task, load_project, runs_folder, save_project
from tlstudio.engine.storage import make_folder
from tlstudio.engine.tasks.info import OF_A_FOLDER
from tlstudio.gui.services.recovery import RecoveryCopy, file_name, free_place

AUTOSAVE_MS = 800
JOINABLE = 1  # to Qt, steps of the history with the same number may become one


class Document(QObject):
    """One project and its history. Everything that changes it goes through `edit`."""

    opened = Signal()  # another project is here, before the two signals below: what was known of the last one is void
    spec_changed = Signal(object)  # the ProjectSpec
    path_changed = Signal(object)  # the Path, or None while the project has no place
    dirty_changed = Signal(bool)
    stepped = Signal(str, bool, object, object)  # what was undone (True) or done again, the specs before and after
    save_failed = Signal(object)  # the StudioError of a save that nobody asked for

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spec = ProjectSpec()
        self._path: Path | None = None
        self._title = ""
        self._lock: QLockFile | None = None
        self._recovery = RecoveryCopy()
        self.is_read_only = False  # another window has it
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)
        self._autosave = QTimer(self, interval=AUTOSAVE_MS, singleShot=True)
        self._autosave.timeout.connect(self._on_autosave)

    @property
    def spec(self) -> ProjectSpec:
        return self._spec

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def is_dirty(self) -> bool:
        """Whether there are edits that the project file does not have."""
        return not self.undo_stack.isClean()

    @property
    def is_empty(self) -> bool:
        """Whether this is a new project to which no images were given."""
        return self._path is None and not self._spec.data.folder

    @property
    def name(self) -> str:
        """The project's name as shown; empty for a new project without images."""
        if self._path:
            return self._path.stem
        return "" if self.is_empty else self._title or Path(self._spec.data.folder).name

    def edit(self, text: str, spec: ProjectSpec, *, joins: bool = False) -> None:
        """Make `spec` the project, as one step of the history that is called `text`.

        With `joins` it becomes part of the step before, unless that one has been saved.
        """
        if spec != self._spec:
            self.undo_stack.push(_Edit(self, text, self._spec, spec, joins=joins))

    def new(self, spec: ProjectSpec | None = None, title: str = "") -> None:
        """Start a project that has no place yet."""
        self._keep()
        self._title = title
        self._take(spec or ProjectSpec(), None)

    def begin(self, text: str, choose_images: Callable[[ProjectSpec], ProjectSpec], title: str = "") -> None:
        """Give images to a project that has none, as a step of history; where there are some, begin a new project.

        A new project is only looked at until more is done: it is not kept. Raises StorageError.
        """
        if self._spec.data.folder:
            self.new()
        is_look = self._path is None and not self.undo_stack.canUndo()
        self._title = "" if self._path else title
        self.edit(text, choose_images(self._spec))
        if is_look:
            self.undo_stack.setClean()

    def extend_look(self, text: str, spec: ProjectSpec) -> None:
        """Make what the app adds to the choice of the images part of that step; a look stays one."""
        is_look = self._path is None and not self.is_dirty
        if is_look:
            self.undo_stack.resetClean()  # a clean step of the history would take nothing in
        self.edit(text, spec, joins=True)
        if is_look:
            self.undo_stack.setClean()

    def open(self, path: Path) -> None:
        """Raises ProjectError or StorageError, and then keeps what was open."""
        path = path.absolute()
        spec = load_project(path)
        self._keep()
        self._take(spec, path)

    def save(self) -> Path:
        """Write the project file; a project without a place gets one. Raises StorageError."""
        if self._path is None:
            return self.ensure_path()
        if self.is_read_only:
            raise ProjectError("{name} is open in another window. Save it under another name.", name=self._path.name)
        self._write(self._path)
        return self._path

    def save_as(self, path: Path) -> None:
        """Write the project to another place and go on there. Raises StorageError."""
        path = (path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)).absolute()
        make_folder(path.parent)
        save_project(self._spec, path)
        self._move_to(path)

    def ensure_path(self) -> Path:
        """The project file, saved. A project that has no place gets one among the app's own projects."""
        if self._path is None:
            self.save_as(free_place(self.name))
        elif self.is_dirty and not self.is_read_only:
            self._write(self._path)
        assert self._path is not None
        return self._path

    def rename(self, name: str) -> None:
        """Give the project another name; its file and its runs move with it. Raises StorageError."""
        name = file_name(name)
        if self._path is None:
            self._title = name
            self.path_changed.emit(None)
        elif name != self._path.stem:
            self._rename_files(self._path, self._path.with_name(name + SUFFIX))

    def close(self) -> None:
        """Leave nothing unsaved and let other windows have the project."""
        self._keep()
        self._unlock()

    def set_spec(self, spec: ProjectSpec) -> None:
        """Only for the history: show `spec` and have it saved soon."""
        self._spec = spec
        self._autosave.start()
        self.spec_changed.emit(spec)

    def _take(self, spec: ProjectSpec, path: Path | None) -> None:
        self._unlock()
        self._path = path
        if path:
            self._title = ""
            self._lock_file(path)
        self._spec = spec
        self.undo_stack.clear()
        self.opened.emit()
        self.path_changed.emit(path)
        self.spec_changed.emit(spec)

    def _keep(self) -> None:
        """Save what would be lost. A project without images and without a place holds nothing to lose."""
        self._autosave.stop()
        if self.is_dirty and not self.is_empty and not self.is_read_only:
            self.ensure_path()
        self._recovery.forget()

    def _write(self, path: Path) -> None:
        save_project(self._spec, path)
        self._autosave.stop()
        self.undo_stack.setClean()

    def _move_to(self, path: Path) -> None:
        self._unlock()
        self._path = path
        self._lock_file(path)
        self._autosave.stop()
        self.undo_stack.setClean()
        self._recovery.forget()
        self.path_changed.emit(path)

    def _rename_files(self, old: Path, new: Path) -> None:
        if new.exists() or runs_folder(new).exists():
            raise StorageError(
                "There is already a project called {stem!r} in {parent}. Choose another name.",
                stem=new.stem,
                parent=new.parent,
            )
        self.ensure_path()
        try:
            old.rename(new)
            if runs_folder(old).exists():
                runs_folder(old).rename(runs_folder(new))
        except OSError as error:
            raise StorageError("Cannot rename {old}: {reason}.", old=old.name, reason=error.strerror) from error
        self._move_to(new)

    def _on_clean_changed(self, is_clean: bool) -> None:
        self.dirty_changed.emit(not is_clean)

    def _on_autosave(self) -> None:
        if self.is_read_only:
            return
        try:
            if self._path:
                self._write(self._path)
            elif self.is_dirty and not self.is_empty:
                self._recovery.write(self._spec)
        except StudioError as error:
            self.save_failed.emit(error)

    def _lock_file(self, path: Path) -> None:
        self._lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        self._lock.setStaleLockTime(0)  # stale only once its process is gone
        is_taken = not self._lock.tryLock(0) and self._lock.error() == QLockFile.LockError.LockFailedError
        self.is_read_only = is_taken

    def _unlock(self) -> None:
        if self._lock:
            self._lock.unlock()
            self._lock = None
        self.is_read_only = False


class _Edit(QUndoCommand):
    """The one undo command: swaps the old spec for the new one and back."""

    def __init__(
        self, document: Document, text: str, old: ProjectSpec, new: ProjectSpec, *, joins: bool = False
    ) -> None:
        super().__init__(text)
        self.new = new
        self.joins = joins
        self._document = document
        self._old = old
        self._was_undone = False

    def undo(self) -> None:
        self._was_undone = True
        self._document.set_spec(self._old)
        self._document.stepped.emit(self.text(), True, self.new, self._old)

    def redo(self) -> None:
        """Also how it is done for the first time, of which there is nothing to say."""
        self._document.set_spec(self.new)
        if self._was_undone:
            self._document.stepped.emit(self.text(), False, self._old, self.new)

    # What Qt asks of a step of the history.

    def id(self) -> int:
        return JOINABLE

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or not other.joins:
            return False
        self.new = other.new
        return True


def with_folder(spec: ProjectSpec, folder: Path) -> ProjectSpec:
    """The spec on another folder of images; what was changed by hand, and a table, belonged to the old one."""
    data = replace(_untouched(spec.data), folder=str(folder), table="", path_column="", target_columns=())
    return replace(spec, data=data, objective=replace(spec.objective, task=OF_A_FOLDER))


def with_table(spec: ProjectSpec, data: DataSpec, task: Task) -> ProjectSpec:
    """The spec on the images of a table."""
    return replace(spec, data=_untouched(data), objective=replace(spec.objective, task=task))


def _untouched(data: DataSpec) -> DataSpec:
    """Without what was changed by hand."""
    by_hand = replace(data, excluded=(), relabelled={}, pinned={}, class_names={})
    return replace(by_hand, labels="auto", classes=(), added={})
