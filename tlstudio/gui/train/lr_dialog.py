"""Finding a learning rate: the curve of a range test, and any value of it for the project."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QWidget

from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Progress, ShouldStop
from tlstudio.gui.services.services import Services
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.train.lr_plot import LrPlot
from tlstudio.gui.widgets.fields import FloatField, number_text
from tlstudio.gui.widgets.rows import column_of, row_of

if TYPE_CHECKING:
    from tlstudio.engine.training.before.lr_finder import LrFound

SIZE = (640, 460)
FIELD_PX = 100


class LrDialog(QDialog):
    """Measures as soon as it opens, and ends the measurement when it closes."""

    chosen = Signal(float)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.setWindowTitle(self.tr("Find a learning rate"))
        self.plot = LrPlot(self)
        self.note = QLabel(self, wordWrap=True)
        self.bar = QProgressBar(self)
        self.field = FloatField(self)
        self.use = QPushButton(self.tr("Use"), self)
        self.found: LrFound | None = None
        self._lay_out()
        self.field.value_edited.connect(self.choose)
        self.plot.rate_clicked.connect(self.choose)
        self.use.clicked.connect(self._on_use)
        self.choose(services.document.spec.training.lr)
        self._start()

    def choose(self, rate: object) -> None:
        """Take this rate if it is used now; what is no number above 0 shows as a problem."""
        is_rate = isinstance(rate, (int, float)) and 0 < rate <= 100
        self.field.show_problem(not is_rate)
        self.use.setEnabled(is_rate)
        if is_rate:
            assert isinstance(rate, (int, float))
            self.field.set_value(rate)
            self.plot.show_rate(rate)
            self.use.setText(self.tr("Use {rate}").format(rate=number_text(rate)))

    def _start(self) -> None:
        images, preferences = self._services.images, self._services.preferences
        spec, index = self._services.document.spec, images.fresh_index()
        if index is None:
            self._on_failed(Exception(self.tr("The images have not been read yet. Try again in a moment.")))
            return
        trusts, cache = preferences.trusts(spec.backbone.weights), preferences.cache_gb * 10**9

        def work(progress: Progress, should_stop: ShouldStop) -> "LrFound":
            from tlstudio.engine.training.before.lr_finder import find_lr

            return find_lr(
                spec,
                index,
                device=preferences.device,
                trust_weights=trusts,
                cache_bytes=cache,
                should_stop=should_stop,
                tell=lambda _phase, done, total: progress(done, total),
            )

        title = self.tr("Trying learning rates")
        self._job = self._services.jobs.run(title, work, self._on_found, self._on_failed, key="find lr", is_quiet=True)
        self._services.jobs.changed.connect(self._show_progress)

    def _show_progress(self) -> None:
        if self._job.total:
            self.bar.setRange(0, self._job.total)
            self.bar.setValue(self._job.done)

    def _on_found(self, result: "LrFound") -> None:
        self.found = result
        self.bar.hide()
        self.plot.show_losses(result.rates, result.losses, result.smooth, result.suggestion)
        if result.suggestion is None:
            self.note.setText(self.tr("The loss did not fall at any rate, so none is suggested."))
            return
        self.note.setText(
            self.tr(
                "Suggested: {rate}, halfway down the longest fall of the loss (Smith 2017). Click to take another."
            ).format(rate=number_text(result.suggestion))
        )
        self.choose(result.suggestion)

    def _on_failed(self, error: Exception) -> None:
        self.bar.hide()
        set_role(self.note, "small error")
        self.note.setText(say_sentence(error))

    def _on_use(self) -> None:
        self.chosen.emit(float(self.field.text()))
        self.accept()

    def done(self, result: int) -> None:
        self._services.jobs.drop("find lr")
        super().done(result)

    def _lay_out(self) -> None:
        self.resize(*SIZE)
        text = self.tr("Up to a hundred steps on a network of their own, each at a higher rate than the last.")
        about = QLabel(text, self, wordWrap=True)
        set_role(about, "secondary")
        set_role(self.note, "small secondary")
        set_role(self.use, "primary")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.field.setFixedWidth(FIELD_PX)
        self.field.setAccessibleName(self.tr("Learning rate"))
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        column = column_of(10, margins=(16, 14, 16, 14), parent=self)
        for widget in (about, self.bar):
            column.addWidget(widget)
        column.addWidget(self.plot, 1)
        column.addWidget(self.note)
        column.addLayout(row_of(8, QLabel(self.tr("Learning rate"), self), self.field, None, cancel, self.use))
