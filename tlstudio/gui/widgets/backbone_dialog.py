"""The dialog that changes the backbone: a table of the catalogue, the weights, and their download."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tlstudio.engine.backbones.catalogue import BackboneInfo, catalogue
from tlstudio.engine.backbones.download import fetch
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.background import Cancelled, Job, Jobs, Progress, ShouldStop
from tlstudio.gui.icons import icon
from tlstudio.gui.theme import set_role
from tlstudio.gui.widgets.backbone_table import BackboneModel, BackboneTable, size_text
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.quantities import count, joined, size
from tlstudio.gui.widgets.rows import hairline, row_of
from tlstudio.gui.widgets.weights_choice import WeightsChoice


class BackboneDialog(QDialog):
    """Offers every backbone; `backbone_chosen` says which, once its weights are here.

    `trust(path)` is called with a pickled file of weights that the user said to trust.
    """

    backbone_chosen = Signal(object)  # BackboneSpec

    def __init__(
        self,
        spec: BackboneSpec,
        jobs: Jobs,
        *,
        is_trusted: bool,
        trust: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spec = spec
        self._jobs = jobs
        self._trust = trust
        self._job: Job | None = None
        self._name = spec.name  # of the chosen row, kept while the table is filtered
        self.search, self.family = QLineEdit(), QComboBox()
        self.only_here = QCheckBox(self.tr("On this computer"))
        self._found, self._title, self._reason = QLabel(), QLabel(), QLabel()
        self.backbones = BackboneModel(catalogue().values(), self)
        self.table = BackboneTable(self.backbones, self)
        self.weights = WeightsChoice(self)
        self.banner = Banner(self)
        self.progress, self._progress_text = QProgressBar(), QLabel()
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.use_button = QPushButton()
        self._set_up()
        self._lay_out()
        self._connect()
        self.weights.choose(spec.weights, is_trusted=is_trusted)
        self._filter()

    @property
    def info(self) -> BackboneInfo | None:
        """The chosen backbone, if the table shows it."""
        number = self.backbones.number_of(self._name)
        return self.backbones.row(number).info if number >= 0 else None

    def choose(self, name: str) -> None:
        """Choose the row of this backbone, if it is shown."""
        number = self.backbones.number_of(name)
        if number >= 0:
            index = self.backbones.index(number, 0)
            rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, rows)
            self.table.scrollTo(index)

    def use(self) -> None:
        """Take the chosen backbone, after its download where one is needed."""
        if not self.use_button.isEnabled():
            return
        if self.weights.needs_download:
            self._download()
        else:
            self._finish()

    def _set_up(self) -> None:
        self.setWindowTitle(self.tr("Change the backbone"))
        self.resize(1000, 640)
        self.search.setPlaceholderText(self.tr("Find by name, family, licence…"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setAccessibleName(self.tr("Find a backbone"))
        self.family.setAccessibleName(self.tr("Family"))
        self.family.addItem(self.tr("All families"), "")
        for family in self.backbones.families():
            self.family.addItem(family, family)
        self.use_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        self.weights.choose_button.setAutoDefault(False)
        self.progress.hide()
        for widget, role in (
            (self._title, "title"),
            (self._found, "secondary"),
            (self._reason, "small secondary"),
            (self._progress_text, "small secondary"),
            (self.use_button, "primary"),
            (self.cancel_button, "tall"),
        ):
            set_role(widget, role)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(row_of(10, self.search, self.family, self.only_here, None, self._found))
        column.addWidget(self.table, 1)
        column.addWidget(self._title)
        column.addWidget(self.weights)
        column.addWidget(self.banner)
        column.addWidget(hairline(self))
        self.search.setMinimumWidth(300)
        self.progress.setMinimumWidth(180)
        foot = row_of(10, self.progress, self._progress_text, None, self._reason, self.cancel_button, self.use_button)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.family.currentIndexChanged.connect(self._filter)
        self.only_here.toggled.connect(self._filter)
        self.backbones.modelReset.connect(lambda: self.choose(self._name))
        self.table.selectionModel().currentRowChanged.connect(lambda new, _old: self._on_row(new.row()))
        self.table.doubleClicked.connect(lambda _index: self.use())
        self.weights.changed.connect(self._show_state)
        self.use_button.clicked.connect(self.use)
        self.cancel_button.clicked.connect(self.reject)
        self._jobs.changed.connect(self._show_progress)

    def _filter(self) -> None:
        self.backbones.filter(self.search.text(), self.family.currentData() or "", only_here=self.only_here.isChecked())
        shown, total = self.backbones.rowCount(), self.backbones.total
        words = self.tr("{shown} of {total}") if shown < total else self.tr("{total} backbones")
        self._found.setText(words.format(shown=count(shown), total=count(total)))
        self._show_state()

    def _on_row(self, number: int) -> None:
        if number >= 0:
            row = self.backbones.row(number)
            self._name = row.info.name
            self.banner.hide()
            self.weights.show_backbone(row.info, row.weights)
        self._show_state()

    def _show_state(self) -> None:
        """Let the title and the button say what would happen now."""
        info, is_loading = self.info, self._job is not None
        self._title.setText(info.title if info else self.tr("Nothing chosen"))
        reason = self.weights.obstacle if info else self.tr("Choose a backbone")
        self._reason.setText("" if is_loading else reason)
        self.use_button.setDisabled(is_loading or bool(reason))
        self.use_button.setAccessibleDescription(reason)
        if info and self.weights.needs_download:
            self.use_button.setText(self.tr("Download {size} and use").format(size=size_text(info)))
        else:
            self.use_button.setText(self.tr("Use this backbone"))
        for widget in (self.table, self.search, self.family, self.only_here, self.weights):
            widget.setDisabled(is_loading)

    def _download(self) -> None:
        info = self.info
        assert info is not None
        self.banner.hide()

        def work(progress: Progress, should_stop: ShouldStop) -> object:
            expected = round(info.size_mb * 1e6)
            return fetch(info, lambda done, total: progress(done, total or max(done, expected)), should_stop)

        title = self.tr("Downloading {name}").format(name=info.title)
        self._job = self._jobs.run(title, work, self._on_downloaded, self._on_download_failed, key="download")
        self.progress.show()
        self._show_progress()
        self._show_state()

    def _show_progress(self) -> None:
        job = self._job
        if job is None:
            return
        self.progress.setMaximum(1000)
        self.progress.setValue(1000 * job.done // job.total if job.total else 0)
        words = self.tr("{done} of {total}") if job.total else self.tr("Connecting…")
        self._progress_text.setText(words.format(done=joined(size(job.done)), total=joined(size(job.total))))

    def _on_downloaded(self, _path: object) -> None:
        self._end_download()
        self._finish()

    def _on_download_failed(self, error: Exception) -> None:
        self._end_download()
        if not isinstance(error, Cancelled):
            self.banner.say("error", str(error), [(self.tr("Try again"), self.use)])

    def _end_download(self) -> None:
        self._job = None
        self.progress.hide()
        self._progress_text.clear()
        self._show_state()

    def _finish(self) -> None:
        info = self.info
        assert info is not None
        if self.weights.trusted_file:
            self._trust(self.weights.trusted_file)
        is_same = info.name == self._spec.name
        input_px = self._spec.input_px if is_same else None  # chosen for the other network
        self.backbone_chosen.emit(replace(self._spec, name=info.name, weights=self.weights.weights, input_px=input_px))
        self.accept()

    # What Qt asks of a dialog.

    def reject(self) -> None:
        """The first Cancel ends a download, the next one closes."""
        if self._job:
            self._job.cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
