"""What becomes of files and folders dropped on the window, and the frame that says that they can be."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tlstudio.engine.project import SUFFIX, DataSpec
from tlstudio.engine.tasks.info import TASKS
from tlstudio.gui.theme.theme import color
from tlstudio.gui.window.questions import ImagesQuestion, Use

if TYPE_CHECKING:
    from tlstudio.gui.data.adding import Adding
    from tlstudio.gui.window.main_window import MainWindow


class Drops(QObject):
    """Opens what is dropped. Images that come to a project with some are asked about: nothing goes in silence."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.question = ImagesQuestion(window)

    def take(self, path: Path, folders: Sequence[Path]) -> None:
        """Open a project or a table, or all folders together."""
        self._window.guard.ask(lambda: self._take(path, folders))

    @cached_property
    def adding(self) -> "Adding":
        from tlstudio.gui.data.adding import Adding  # reads images, which needs NumPy

        adding = Adding(self._window.services, self._window)
        adding.edited.connect(self._edit_data)
        return adding

    def _take(self, path: Path, folders: Sequence[Path]) -> None:
        tables = self._window.tables
        if folders:
            self._ask([folder.name for folder in folders], lambda use: self._use(folders, use), can_add=True)
        elif path.suffix.lower() == SUFFIX:
            self._window.open_path(path)
        else:
            self._ask([path.name], lambda use: tables.open(path, "new" if use == "new" else "replace"), can_add=False)

    def _ask(self, names: Sequence[str], then: Callable[[Use], object], *, can_add: bool) -> None:
        document = self._window.document
        if document.spec.data.folder:
            has_classes = TASKS[document.spec.objective.task].has_one_class
            self.question.ask(", ".join(names), document.name, then, can_add=can_add and has_classes)
        else:
            then("new")

    def _use(self, folders: Sequence[Path], use: Use) -> None:
        self._window.show_step("data")
        if use == "add":
            self.adding.add(folders)
        else:
            self._window.projects.use_folders(folders, use)

    def _edit_data(self, text: str, data: DataSpec) -> None:
        self._window.document.edit(text, replace(self._window.document.spec, data=data))


class DropFrame(QWidget):
    """Shows while something is dragged over a window that all of it takes it; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def appear(self) -> None:
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(color("accent"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
