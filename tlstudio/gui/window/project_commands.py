"""What the File menu does: the dialogs around the document."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

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
        """Ask for a folder of images to begin with."""
        if folder := self._ask_folder(self.tr("Open a folder of images")):
            self.use_folders([folder], "new")

    def change_images(self) -> None:
        """Ask for another folder of images for this project."""
        if folder := self._ask_folder(self.tr("Choose other images for this project")):
            self.use_folders([folder], "replace")

    def use_folders(self, folders: Sequence[Path], use: Literal["new", "replace"]) -> None:
        """Begin a project on a folder of class folders, or on several that are classes; or let this one go on there."""

        def on_them(spec: ProjectSpec) -> ProjectSpec:
            if len(folders) == 1:
                return with_folder(spec, folders[0].absolute())
            from tlstudio.gui.data.adding import on_folders  # reads images, which needs NumPy

            return on_folders(spec, folders)

        def take_them() -> None:
            if use == "new":
                self._document.begin(self.tr("Choose images"), on_them)
            else:
                self._document.edit(self.tr("Replace the images"), on_them(self._document.spec))
            self.images_chosen.emit()

        self._try(take_them)

    def try_sample(self) -> None:
        """Start a project on the sample that comes with the app."""
        sets = samples()
        if not sets:
            self.failed.emit(
                StudioError("The sample images are not installed. Install the package 'conformal-clip-data'.")
            )
            return
        text, title = self.tr("Try the sample"), self.tr("{0} sample").format(sets[0].name)

        def begin() -> None:
            self._document.new()
            self._document.begin(text, lambda spec: with_folder(spec, sets[0].folder), title)
            self.images_chosen.emit()

        self._try(begin)

    def open_project(self) -> None:
        """Ask for a project file."""
        title, kinds = self.tr("Open a project"), self.tr("Projects (*{0})").format(SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(self._folder()), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> None:
        """Open a project file."""
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

    def _ask_folder(self, title: str) -> Path | None:
        start = self._document.spec.data.folder or str(pictures_folder())
        chosen = QFileDialog.getExistingDirectory(self._window, title, start)
        return Path(chosen) if chosen else None

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
