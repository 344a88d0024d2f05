"""What the File menu does: the dialogs around the document."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.engine.data.sample_sets import samples
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import SUFFIX, ProjectSpec
from tlstudio.engine.templates import Template
from tlstudio.gui.services.document import Document, with_folder
from tlstudio.gui.services.drops import pictures_folder
from tlstudio.gui.services.preferences import Preferences


class ProjectCommands(QObject):
    failed = Signal(object)  # a StudioError
    images_chosen = Signal()  # for the project that is open now

    def __init__(self, document: Document, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._preferences = preferences
        self._window = window
        document.path_changed.connect(self._on_path_changed)

    def new(self) -> None:
        self._try(self._document.new)

    def new_from(self, template: Template) -> None:
        """Start a project by this recipe, on the images that are there."""
        spec = template.apply(ProjectSpec(data=self._document.spec.data, objective=self._document.spec.objective))
        self._try(lambda: self._document.new(spec))

    def open_images(self) -> None:
        """Ask for a folder of images."""
        start = self._document.spec.data.folder or str(pictures_folder())
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Open a folder of images"), start)
        if chosen:
            self.use_images(Path(chosen))

    def use_images(self, folder: Path) -> None:
        """Make the folder the project's images."""
        self._document.edit(self.tr("Choose images"), with_folder(self._document.spec, folder.absolute()))
        self.images_chosen.emit()

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Make each folder a class of the project."""
        from tlstudio.gui.data.adding import adding_folders  # reads images, which needs NumPy

        text = self.tr("Add classes")
        self._try(lambda: self._document.edit(text, adding_folders(self._document.spec, folders)))
        self.images_chosen.emit()

    def try_sample(self) -> None:
        """Start a project on the sample that comes with the app."""
        sets = samples()
        if not sets:
            self.failed.emit(
                StudioError("The sample images are not installed. Install the package 'conformal-clip-data'.")
            )
            return
        spec = with_folder(ProjectSpec(), sets[0].folder)
        self._try(lambda: self._document.new(spec, title=self.tr("{0} sample").format(sets[0].name)))
        self.images_chosen.emit()

    def open_project(self) -> None:
        """Ask for a project file."""
        title, kinds = self.tr("Open a project"), self.tr("Projects (*{0})").format(SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(self._folder()), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> None:
        """Open a project file, or a folder of images."""
        if path.is_dir():
            self.use_images(path)
        else:
            self._try(lambda: self._document.open(path))

    def save(self) -> None:
        if self._document.path and not self._document.is_read_only:
            self._try(self._document.save)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Ask where the project shall live."""
        title, kinds = self.tr("Save the project"), self.tr("Projects (*{0})").format(SUFFIX)
        start = self._folder() / f"{self._document.name or self.tr('New project')}{SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(start), kinds)
        if chosen:
            self._try(lambda: self._document.save_as(Path(chosen)))

    def rename(self, name: str) -> None:
        self._try(lambda: self._document.rename(name))

    def _folder(self) -> Path:
        path = self._document.path
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return path.parent if path else Path(documents)

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except StudioError as error:
            self.failed.emit(error)

    def _on_path_changed(self, path: Path | None) -> None:
        if path:
            self._preferences.remember_project(path)
