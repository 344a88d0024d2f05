"""The report on the project's split: made in the background whenever the split changes."""

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.data.split_report import SplitReport, split_report
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.library import Library

KEY = "split report"  # of the job


class SplitCheck(QObject):
    changed = Signal()

    def __init__(self, document: Document, library: Library, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._library, self._jobs = document, library, jobs
        self.report: SplitReport | None = None
        library.split_changed.connect(self._on_split_changed)

    def _on_split_changed(self) -> None:
        index, split, data = self._library.index, self._library.split, self._document.spec.data
        if index is None or split is None or self._library.is_scanning:
            self._jobs.drop(KEY)
            self._show(None)
            return
        title = self.tr("Counting the parts")
        failed = lambda _error: self._show(None)  # noqa: E731 -- the split itself said why
        self._jobs.run(
            title, lambda _p, _s: split_report(index, data, split), self._show, failed, key=KEY, is_quiet=True
        )

    def _show(self, report: SplitReport | None) -> None:
        self.report = report
        self.changed.emit()
