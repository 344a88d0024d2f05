"""A download of weights: its bar, its words, its cancelling."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.backbones.download import Connection, fetch
from tlstudio.engine.errors import StudioError
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Cancelled, Job, Jobs, Progress, ShouldStop
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.numbers import MEGABYTE, joined, size
from tlstudio.gui.widgets.rows import row_of

STEPS = 1000  # of the bar


class DownloadBar(QWidget):
    """Hidden until `start`; then `arrived`, or `failed` with a sentence that is empty if the user cancelled."""

    arrived = Signal()
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.bar, self.words = QProgressBar(), QLabel()
        self.bar.setMinimumWidth(160)
        self.bar.setMaximum(STEPS)
        set_role(self.words, "small secondary")
        self.setLayout(row_of(10, self.bar, self.words))
        self.hide()
        jobs.changed.connect(self._show_progress)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, info: BackboneInfo, proxy: str, mirror: str) -> None:
        """Fetch the weights of a backbone; what came before and was cancelled or cut off goes on."""

        def work(progress: Progress, should_stop: ShouldStop) -> object:
            def told(done: int, total: int | None) -> None:
                progress(done, total or max(done, round(info.size_mb * MEGABYTE)))

            return fetch(info, told, should_stop, Connection(proxy, mirror))

        title = self.tr("Downloading {name}").format(name=info.title)
        self._job = self._jobs.run(title, work, self._on_arrived, self._on_failed, key="download")
        self.show()
        self._show_progress()

    def cancel(self) -> None:
        if self._job:
            self._job.cancel()

    def _show_progress(self) -> None:
        job = self._job
        if job is None:
            return
        self.bar.setValue(STEPS * job.done // job.total if job.total else 0)
        words = self.tr("{done} of {total}") if job.total else self.tr("Connecting…")
        self.words.setText(words.format(done=joined(size(job.done)), total=joined(size(job.total))))

    def _on_arrived(self, _path: object) -> None:
        self._end()
        self.arrived.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, StudioError):
            self._jobs.failed.emit(error)
        self.failed.emit("" if isinstance(error, Cancelled) else say_sentence(error))

    def _end(self) -> None:
        self._job = None
        self.hide()
        self.words.clear()
