"""Classes that are renamed in the project are renamed in its runs, too."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from tlstudio.engine.data.renaming import names_now
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, ProjectSpec
from tlstudio.engine.training.run import Run
from tlstudio.gui.background import Jobs
from tlstudio.gui.document import Document
from tlstudio.gui.library import Library


class RunNames(QObject):
    """Follows the document; an undone change is undone in the runs as well."""

    def __init__(self, document: Document, library: Library, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._library, self._jobs = document, library, jobs
        self._data = DataSpec()
        document.spec_changed.connect(self._on_spec_changed)

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        before, self._data = self._data, spec.data
        is_same_source = (before.folder, before.table) == (spec.data.folder, spec.data.table)
        if not is_same_source or before.class_names == spec.data.class_names or self._document.is_read_only:
            return
        runs = self._library.runs
        title = self.tr("Renaming a class")
        self._jobs.run(title, lambda _p, _s: rename_in(runs, spec.data), self._on_done, key="rename", is_quiet=True)

    def _on_done(self, is_other: bool) -> None:
        if is_other:
            self._library.reload_runs()


def rename_in(runs: Sequence[Run], data: DataSpec) -> bool:
    """Give the classes of the runs the names that the project has for them; whether any was another. Blocks."""
    renamed = [_rename(run, data) for run in runs]
    return any(renamed)


def _rename(run: Run, data: DataSpec) -> bool:
    try:
        names = names_now(run.project().data, data, run.split().class_names)
        if names == run.class_names:
            return False
    except StudioError:
        return False  # a damaged run: whoever opens it is told
    run.rename(names)
    return True
