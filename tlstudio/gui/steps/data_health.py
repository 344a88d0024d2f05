"""The health of the images, in the Data step's inspector: one line for each finding."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tlstudio.engine.data.health import Finding, Health
from tlstudio.gui.services.jobs import Job
from tlstudio.gui.steps.health_words import GRAVE, count_of, line_of, name_of, sentence
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import RowButton, row_of
from tlstudio.gui.widgets.sections import Section


class HealthSection(Section):
    check_pressed = Signal()
    cancel_pressed = Signal()
    closer_pressed = Signal()
    export_pressed = Signal()
    finding_pressed = Signal(object)  # a Finding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Health"), self.tr("Export as CSV…"), parent)
        self.words = QLabel(wordWrap=True)
        set_role(self.words, "small secondary")
        self.button = QPushButton(self.tr("Check the images"))
        set_role(self.button, "small")
        self.closer = QPushButton(self.tr("Look closer with the backbone"))
        self.closer.setToolTip(self.tr("Finds images that look alike though their pixels differ. It takes longer."))
        set_role(self.closer, "small")
        self.bar = QProgressBar(textVisible=False)
        self.cancel = QPushButton(self.tr("Cancel"))
        set_role(self.cancel, "small")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self._looking = QWidget()
        self._looking.setLayout(row_of(8, self.bar, self.cancel))
        self.body.addWidget(self.words)
        self.body.addWidget(self._looking)
        self.body.addLayout(row_of(0, self.button, None))
        self.body.addLayout(self.rows)
        self.body.addLayout(row_of(0, self.closer, None))
        self.link.clicked.connect(self.export_pressed)
        self.button.clicked.connect(self.check_pressed)
        self.closer.clicked.connect(self.closer_pressed)
        self.cancel.clicked.connect(self.cancel_pressed)
        self.show_health(None, None, "")

    def show_health(self, health: Health | None, job: Job | None, problem: str, *, is_close: bool = False) -> None:
        """`job` is the look at the images while it lasts; a report stays until there is another.

        `is_close`: the backbone has looked, too.
        """
        self._looking.setVisible(job is not None)
        self.button.setVisible(health is None and job is None)
        self.link.setVisible(health is not None)
        self.closer.setVisible(health is not None and job is None and not is_close)
        self.words.setText(problem or self._words(health, job))
        self.words.setVisible(bool(self.words.text()))
        self._show_findings(health)
        if job:
            self.show_progress(job)

    def show_progress(self, job: Job) -> None:
        self.bar.setRange(0, job.total)
        self.bar.setValue(job.done)

    def row(self, kind: str) -> RowButton | None:
        """The line of a finding, if the report has it."""
        return self.findChild(RowButton, kind)

    def _words(self, health: Health | None, job: Job | None) -> str:
        if job:
            return self.tr("Looking at every image once …")
        if health is None:
            return self.tr("Finds duplicates, blank and odd images, and what the split would leak.")
        return "" if health.findings else self.tr("Nothing is wrong with these images.")

    def _show_findings(self, health: Health | None) -> None:
        while item := self.rows.takeAt(0):
            widget = item.widget()
            if widget:
                widget.setParent(None)
                widget.deleteLater()
        for finding in health.findings if health else ():
            self.rows.addWidget(self._row(finding, health is not None and health.is_given))

    def _row(self, finding: Finding, is_given: bool) -> RowButton:
        icon = "warning" if finding.kind in GRAVE else "info"
        row = RowButton(icon, name_of(finding), line_of(finding), count_of(finding))
        row.setObjectName(finding.kind)
        row.setToolTip(sentence(finding, is_given))
        row.clicked.connect(lambda: self.finding_pressed.emit(finding))
        return row
