"""Opening a table: read it in the background, show what it seems to hold, make it the project's images."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, Task
from tlstudio.gui.services.document import with_table
from tlstudio.gui.services.drops import TABLES
from tlstudio.gui.services.services import Services

if TYPE_CHECKING:
    from tlstudio.engine.data.tables.columns import TableFacts
    from tlstudio.gui.data.table_dialog import TableDialog

TableUse = Literal["new", "replace"]  # begin a project, or give this one other images


class TableCommands(QObject):
    failed = Signal(object)  # a StudioError
    images_chosen = Signal()  # for the project that is open now

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self.dialog: TableDialog | None = None  # the one that is open, or was

    def ask(self, use: TableUse = "new") -> None:
        """Ask for a table to begin with, or for another one for this project."""
        data = self._services.document.spec.data
        kinds = self.tr("Tables ({endings})").format(endings=" ".join(f"*{ending}" for ending in TABLES))
        title, anything = self.tr("Open a table"), self.tr("All files (*)")
        start = str(Path(data.table).parent) if data.table else data.folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, start, f"{kinds};;{anything}")
        if chosen:
            self.open(Path(chosen), use)

    def open(self, path: Path, use: TableUse = "new") -> None:
        """Show what the table seems to hold, let it be changed, and begin a project on it or let this one go on."""
        from tlstudio.engine.data.tables.columns import describe_table  # NumPy, not before the window is there

        self._services.jobs.run(
            self.tr("Reading the table"),
            lambda _progress, _stop: describe_table(path.absolute()),
            lambda facts: self._show(path.absolute(), facts, use),
            self.failed.emit,
            key="table",
        )

    def _show(self, path: Path, facts: "TableFacts", use: TableUse) -> None:
        from tlstudio.engine.data.tables.columns import with_table as with_facts
        from tlstudio.gui.data.table_dialog import TableDialog

        own = self._services.document.spec.data
        data = DataSpec() if use == "new" and own.folder else own  # a new project takes nothing from the old one
        folder = data.folder if data.table == str(path) else str(path.parent)
        read = replace(with_facts(data, facts, path), folder=folder)
        self.dialog = TableDialog(self._services.jobs, read, facts, self._window)
        self.dialog.chosen.connect(lambda data, task: self._on_chosen(data, task, use))
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _on_chosen(self, data: DataSpec, task: Task, use: TableUse) -> None:
        document = self._services.document
        try:
            if use == "replace":
                document.edit(self.tr("Replace the images"), with_table(document.spec, data, task))
            else:
                document.begin(self.tr("Choose a table"), lambda spec: with_table(spec, data, task))
            self.images_chosen.emit()
        except StudioError as error:  # the project that was open cannot be saved
            self.failed.emit(error)
