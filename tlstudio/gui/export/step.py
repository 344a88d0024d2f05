"""Export: what to write and where to, beside it the proof that it gives the same answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.engine.export.certificate import CERTIFICATE, Certificate
from tlstudio.engine.export.target import read_certificate
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.export import words as export_view
from tlstudio.gui.export.choices import WIDTH, ExportChoices
from tlstudio.gui.export.proof import ExportProof
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Cancelled, Known, Progress, ShouldStop
from tlstudio.gui.services.recovery import file_name
from tlstudio.gui.services.runs import Exported
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.step import Step
from tlstudio.gui.widgets.notices import Banner, ReasonPage
from tlstudio.gui.widgets.rows import column_of

JOB = "export"


class ExportStep(Step):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.banner = Banner()
        self.choices = ExportChoices()
        self.proof = ExportProof()
        self.nothing = ReasonPage("export", self.tr("Go to Train"))
        self._pages = QStackedWidget()
        self._chosen_folder: Path | None = None
        self._certificate: Certificate | None = None
        self._project = object()  # another one for each project that is opened
        self._lay_out()
        self._connect()
        self._show_runs()

    def show_spec(self, spec: ProjectSpec) -> None:
        self._show_folder()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"export": self.export}

    def export(self) -> None:
        """Write the chosen formats and check them, in the background."""
        runs = self.services.runs
        chosen = self.choices.chosen()
        trained, target = runs.trained, self.target()
        if runs.export.is_busy or trained is None:
            return
        if not chosen:
            self.banner.say("warning", self.tr("Choose at least one format."), can_dismiss=True)
            return
        if self.services.jobs.find(JOB):
            text = self.tr("The export of another project is still being written. Export again when it has ended.")
            self.banner.say("warning", text, can_dismiss=True)
            return
        is_there = (target / CERTIFICATE).is_file()

        def work(progress: Progress, should_stop: ShouldStop) -> Certificate:
            from tlstudio.engine.export.export import export

            return export(trained.run, target, chosen, replace=is_there, progress=progress, should_stop=should_stop)

        project = self._project

        def on_exported(certificate: Certificate) -> None:
            if project is self._project:
                self._on_exported(certificate)

        def on_failed(error: Exception) -> None:
            if project is self._project:
                self._on_failed(error)
            elif not isinstance(error, Cancelled):
                self.services.jobs.failed.emit(error)

        self.banner.hide()
        runs.set_export(replace(runs.export, is_busy=True))
        self._show_outcome()
        self.services.jobs.run(self.tr("Exporting"), work, on_exported, on_failed, key=JOB)

    def target(self) -> Path:
        """The folder to export to."""
        return self._chosen_folder or _usual_folder(self.services)

    def choose_folder(self) -> None:
        """Ask where the export shall go."""
        start = str(self.target().parent)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where shall the export go?"), start)
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """Export to `folder`, or into a new folder inside it if it holds other things."""
        is_ours = (folder / CERTIFICATE).is_file()
        is_taken = folder.is_dir() and any(folder.iterdir()) and not is_ours
        self._chosen_folder = folder / _export_name(self.services) if is_taken else folder
        self.banner.hide()
        self._show_folder()

    def _lay_out(self) -> None:
        work = QSplitter()
        work.setHandleWidth(1)
        work.setChildrenCollapsible(False)
        work.addWidget(self.choices)
        work.addWidget(self.proof)
        work.setStretchFactor(1, 1)
        work.setSizes([WIDTH, 1000])
        page = QWidget()
        column_of(0, self.banner, (work, 1), parent=page)
        self._pages.addWidget(page)
        self._pages.addWidget(self.nothing)
        column_of(0, self._pages, parent=self)

    def _connect(self) -> None:
        runs, document = self.services.runs, self.services.document
        runs.changed.connect(self._show_runs)
        document.opened.connect(self._on_opened)
        document.path_changed.connect(lambda _path: self._show_folder())
        self.services.jobs.changed.connect(self._show_progress)
        self.services.session.state_changed.connect(lambda _state: self._show_runs())
        self.nothing.pressed.connect(lambda: self.requested.emit("show_train"))
        self.proof.waiting.cancelled.connect(lambda: self.services.jobs.cancel(JOB))
        self.proof.files.open_pressed.connect(self._open_folder)
        self.choices.choose_pressed.connect(self.choose_folder)
        self.choices.differing_pressed.connect(self._show_differing)

    def _show_runs(self) -> None:
        has_run = self.services.runs.trained is not None
        self._pages.setCurrentIndex(0 if has_run else 1)
        reason = self.tr("Train the model first. What it has learned can then be used in other programs.")
        if self.services.session.is_alive:
            reason = self.tr("The first checkpoint comes after the first epoch.")
        self.nothing.say(self.tr("Nothing to export yet"), reason)
        self._show_folder()

    def _on_opened(self) -> None:
        self._project = object()
        self._chosen_folder = None
        self._certificate = None
        self.banner.hide()

    def _show_folder(self) -> None:
        target = self.target()
        self.choices.show_folder(target)
        self._certificate = _certificate_in(target) or self._certificate
        self._show_outcome()

    def _show_outcome(self) -> None:
        certificate = self._certificate
        if self.services.runs.export.is_busy:
            self._show_progress()
            self.proof.show_waiting()
        elif certificate is None:
            self.proof.show_nothing()
        else:
            self.proof.show_certificate(certificate, self.target())
        self.choices.show_results(certificate)

    def _show_differing(self) -> None:
        """Name the images whose answer differs."""
        results = self._certificate.formats if self._certificate else ()
        names = sorted({name for result in results for name in result.differs})
        self.banner.say("error", self.tr("These answers differ: {0}").format(", ".join(names)), can_dismiss=True)

    def _show_progress(self) -> None:
        job = self.services.jobs.find(JOB)
        if job:
            self.proof.waiting.show_progress(self.tr("Writing and checking…"), job.done, job.total)

    def _on_exported(self, certificate: Certificate) -> None:
        self._certificate = certificate
        good = [result for result in certificate.formats if result.verified]
        exported = Exported(export_view.short_names(good or certificate.formats), certificate.is_verified)
        self.services.runs.set_export(Known(exported))
        self._show_outcome()

    def _on_failed(self, error: Exception) -> None:
        self.services.runs.set_export(replace(self.services.runs.export, is_busy=False))
        self._show_outcome()
        if isinstance(error, Cancelled):
            self.banner.say("info", self.tr("The export was cancelled. Nothing was written."), can_dismiss=True)
        elif isinstance(error, StudioError):
            self.banner.say("error", say_sentence(error), [(self.tr("Choose…"), self.choose_folder)], can_dismiss=True)
        else:
            self.services.jobs.failed.emit(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.target())))


def _usual_folder(services: Services) -> Path:
    """Beside the project file."""
    path = services.document.path
    return (path.parent if path else Path.home()) / "exports" / _export_name(services)


def _export_name(services: Services) -> str:
    return file_name(services.document.name).replace(" ", "-")


def _certificate_in(folder: Path) -> Certificate | None:
    """The certificate of an earlier export there, if it can be read."""
    try:
        return read_certificate(folder) if (folder / CERTIFICATE).is_file() else None
    except StudioError:
        return None
