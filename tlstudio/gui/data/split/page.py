"""The report on the project's split: made in the background whenever the split changes.

How the images are divided: a bar for each class, what is short, and what a split by chance would leak.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from tlstudio.engine.data.split.report import SplitReport, split_report
from tlstudio.gui.data.split.section import SplitSection
from tlstudio.gui.data.split.table import PART_TOKENS, SplitTable
from tlstudio.gui.data.split.words import how, kept_words, leak_words, noun_of, short_words
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.images import Images
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.services import Services
from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import Swatch
from tlstudio.gui.widgets.notices import Action, Banner
from tlstudio.gui.widgets.rows import column_of, row_of

KEY = "split report"  # of the job


class SplitCheck(QObject):
    changed = Signal()

    def __init__(self, document: Document, images: Images, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._images, self._jobs = document, images, jobs
        self.report: SplitReport | None = None
        images.split_changed.connect(self._on_split_changed)

    def _on_split_changed(self) -> None:
        index, split, data = self._images.index.value, self._images.split.value, self._document.spec.data
        if index is None or split is None or self._images.index.is_busy:
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


MOST_SHORT = 4  # lines of what is short


class SplitPage(QWidget):
    """Follows the project's split, and tells the section of the inspector what it finds."""

    closed = Signal()
    keep_together_pressed = Signal()  # near-duplicates

    def __init__(self, services: Services, section: SplitSection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._section = services.document, section
        self.check = SplitCheck(services.document, services.images, services.jobs, self)
        self.back = QPushButton(self.tr("Images"))
        self.how = QLabel(wordWrap=True)
        self.leaks, self.shortfall = Banner(), Banner()
        self.table, self._parts = SplitTable(), QWidget()
        set_icon(self.back, "chevron-left")
        set_role(self.back, "small")
        set_role(self.how, "secondary")
        self.back.clicked.connect(self.closed)
        self.check.changed.connect(self._on_changed)
        self._lay_out()

    def _on_changed(self) -> None:
        self._section.show_report(self.check.report)
        self._show_report(self.check.report)

    def _show_report(self, report: SplitReport | None) -> None:
        """None while nothing is known, or the images cannot be divided like that."""
        for widget in (self.table, self._parts):
            widget.setVisible(report is not None)
        if report is None:
            self.how.setText(self.tr("The images are not divided yet."))
            self.leaks.hide()
            self.shortfall.hide()
            return
        self.how.setText(how(report, self._document.spec.data.split_seed))
        self.table.split.show_split(noun_of(report), report.total, report.rows)
        self._show_short(report)
        self._show_leaks(report)

    def _show_short(self, report: SplitReport) -> None:
        lines = [short_words(short, report) for short in report.short[:MOST_SHORT]]
        more = len(report.short) - len(lines)
        if more > 0:
            lines.append(self.tr("And {0} more.").format(more))
        if lines:
            self.shortfall.say("warning", "\n".join(lines))
        else:
            self.shortfall.hide()

    def _show_leaks(self, report: SplitReport) -> None:
        if leak := leak_words(report):
            self.leaks.say("warning", leak)
        elif kept := kept_words(report):
            self.leaks.say("success" if report.groups else "info", kept)
        else:
            keep: Action = (self.tr("Keep near-duplicates together"), self.keep_together_pressed.emit)
            text = self.tr("Look-alikes on both sides of this split may make scores too good.")
            self.leaks.say("info", text, [] if report.is_given else [keep])

    def _lay_out(self) -> None:
        column = column_of(12, margins=(7, 0, 16, 16), parent=self)
        top = row_of(12, self.back, self.how)
        top.setStretch(1, 1)
        column.addLayout(top)
        column.addWidget(self.leaks)
        column.addWidget(self.shortfall)
        self._parts.setLayout(self._legend())
        column.addWidget(self._parts)
        column.addWidget(self.table, 1)
        column.addStretch(0)  # where there is no table

    def _legend(self) -> QHBoxLayout:
        names = (self.tr("Train"), self.tr("Validation"), self.tr("Test"))
        widgets: list[QWidget | None] = []
        for name, token in zip(names, PART_TOKENS, strict=True):
            label = QLabel(name)
            set_role(label, "small secondary")
            widgets += [Swatch(token), label]
        return row_of(7, *widgets, None)
