"""The health report of the project's images: made in the background when asked for, and kept up to date."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from tlstudio.engine.data.health import Finding, Health, Kind, health, write_csv
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.services.jobs import Cancelled, Job, Jobs, Progress, ShouldStop
from tlstudio.gui.services.library import Library

KEY = "health"  # of the job


class HealthCheck(QObject):
    changed = Signal()  # the report, or whether one is being made

    def __init__(self, library: Library, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self.health: Health | None = None
        self.problem = ""  # why there is no report, in a sentence
        self.features: dict[str, np.ndarray] = {}  # of images that the backbone has looked at
        library.split_changed.connect(self._on_images_changed)

    @property
    def job(self) -> Job | None:
        """The look at the images, while it lasts."""
        return self._jobs.find(KEY)

    def check(self) -> None:
        """Look at all images that have not been looked at, and report."""
        index, split, looks = self._library.index, self._library.split, self._library.looks
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
        index = self._library.index
        if index is None:
            return

        def work(progress: Progress, should_stop: ShouldStop) -> dict[str, np.ndarray]:
            from tlstudio.engine.evaluation.likeness import features_of  # torch: only once it is asked for

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
        if self._library.index is None:
            self._jobs.drop(KEY)
            self.health, self.problem, self.features = None, "", {}
            self.changed.emit()
        elif (self.health or self.job) and not self._library.is_scanning:
            self.check()

    def _on_features(self, found: dict[str, np.ndarray]) -> None:
        self.features = found
        self.check()

    def _on_done(self, found: Health) -> None:
        self.health = found
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.problem = "" if isinstance(error, Cancelled) else str(error)
        self.changed.emit()
