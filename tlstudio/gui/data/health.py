"""The health of the images, in the Data step's inspector: one line for each finding.

The health report of the project's images: made in the background when asked for, and kept up to date.
"""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tlstudio.engine.data.image.health import Finding, Health, Kind, health, write_csv
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.data.health_words import GRAVE, count_of, line_of, name_of, sentence
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.images import Images
from tlstudio.gui.services.jobs import Cancelled, Job, Jobs, Progress, ShouldStop
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import RowButton, Section, row_of


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


KEY = "health"  # of the job


class HealthCheck(QObject):
    changed = Signal()  # the report, or whether one is being made

    def __init__(self, images: Images, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images, self._jobs = images, jobs
        self.health: Health | None = None
        self.problem = ""  # why there is no report, in a sentence
        self.features: dict[str, np.ndarray] = {}  # of images that the backbone has looked at
        images.split_changed.connect(self._on_images_changed)

    @property
    def job(self) -> Job | None:
        """The look at the images, while it lasts."""
        return self._jobs.find(KEY)

    def check(self) -> None:
        """Look at all images that have not been looked at, and report."""
        index, split, looks = self._images.index.value, self._images.split.value, self._images.fingerprints
        features = self.features
        if index is None:
            return
        self.problem = ""
        self._jobs.run(
            self.tr("Checking the images"),
            lambda progress, stop: health(
                index, split, known=looks, progress=progress, should_stop=stop, features=features
            ),
            self._on_done,
            self._on_failed,
            key=KEY,
        )
        self.changed.emit()

    def look_closer(self, backbone: BackboneSpec) -> None:
        """Let the backbone look at every image, then report on what is alike to it, too."""
        index = self._images.index.value
        if index is None:
            return

        def work(progress: Progress, should_stop: ShouldStop) -> dict[str, np.ndarray]:
            from tlstudio.engine.evaluation.similarity import features_of  # torch: only once it is asked for

            return features_of(index, backbone, progress=progress, should_stop=should_stop)

        self.problem = ""
        self._jobs.run(self.tr("Looking closer"), work, self._on_features, self._on_failed, key=KEY)
        self.changed.emit()

    def cancel(self) -> None:
        self._jobs.cancel(KEY)

    def finding(self, kind: Kind) -> Finding | None:
        return self.health.finding(kind) if self.health else None

    def export(self, path: Path) -> None:
        """Write the report as CSV. Raises StorageError."""
        assert self.health, "only a report can be written"
        write_csv(self.health, path)

    def _on_images_changed(self) -> None:
        """Images that have been looked at are reported on anew; others only when asked for."""
        if self._images.index.value is None:
            self._jobs.drop(KEY)
            self.health, self.problem, self.features = None, "", {}
            self.changed.emit()
        elif (self.health or self.job) and not self._images.index.is_busy:
            self.check()

    def _on_features(self, features: dict[str, np.ndarray]) -> None:
        self.features = features
        self.check()

    def _on_done(self, health: Health) -> None:
        self.health = health
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.problem = "" if isinstance(error, Cancelled) else say_sentence(error)
        self.changed.emit()
