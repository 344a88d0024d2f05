"""Whether a choice of backbone works, tried in the background before it is accepted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import BackboneSpec, Channels
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Cancelled, Jobs, Progress, ShouldStop

if TYPE_CHECKING:
    from tlstudio.engine.backbones.fitting import Fit

KEY = "check backbone"
REST_MS = 200  # that a choice must stand before it is tried: arrow keys run through many


class BackboneCheck(QObject):
    """Looks at the last choice it was asked about; only files, and other sizes and channels of images, need a look."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked: tuple[BackboneSpec, Channels, bool] | None = None  # with whether its file may be opened
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._start)
        self.is_running = False
        self.problem = ""  # why the choice cannot be used, in a sentence
        self.fit: Fit | None = None  # of the chosen file, once it is known

    def ask(self, spec: BackboneSpec, channels: Channels = "rgb", *, trusted: bool) -> None:
        """Check the file of the spec, or else its size of images, with channels."""
        if (spec, channels, trusted) == self._asked:
            return
        self._asked = (spec, channels, trusted)
        self.is_running, self.problem, self.fit = True, "", None
        self._jobs.drop(KEY)
        self._timer.start()
        self.changed.emit()

    def forget(self) -> None:
        """Nothing is chosen that needs a look."""
        if self._asked or self.problem:
            self._asked = None
            self._timer.stop()
            self._jobs.drop(KEY)
            self._show(None, "")

    def _start(self) -> None:
        assert self._asked is not None
        spec, channels, trusted = self._asked

        def work(_progress: Progress, _should_stop: ShouldStop) -> "Fit | None":
            from tlstudio.engine.backbones.fitting import check_input, fit_of  # imports torch

            if spec.weights not in ("pretrained", "random"):
                return fit_of(spec, trusted=trusted)
            return check_input(spec, channels, trusted=trusted)

        title = self.tr("Trying the backbone")
        self._jobs.run(title, work, self._on_fit, self._on_failed, key=KEY, is_quiet=True)

    def _on_fit(self, fit: "Fit | None") -> None:
        self._show(fit, say_sentence(fit.problem) if fit else "")

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._asked = None
        if not isinstance(error, StudioError):
            self._jobs.failed.emit(error)
        self._show(None, say_sentence(error))

    def _show(self, fit: "Fit | None", problem: str) -> None:
        self.is_running, self.fit, self.problem = False, fit, problem
        self.changed.emit()
