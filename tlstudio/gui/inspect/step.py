"""Inspect: how good the model is, what it gets wrong, and what it says about other images."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from tlstudio.engine.data.renaming import under_names_of
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.gui.answers.answer_grid import Answer, AnswerGrid
from tlstudio.gui.answers.evaluations import JOB, Evaluations
from tlstudio.gui.answers.image_panel import ImagePanel, whole_image
from tlstudio.gui.answers.large_view import open_large
from tlstudio.gui.inspect.header import InspectHeader
from tlstudio.gui.inspect.pages import InspectPages, views_of
from tlstudio.gui.inspect.try_page import TryPage
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Progress, ShouldStop
from tlstudio.gui.services.reading import read_whole_tile
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.setting_words import named_differences
from tlstudio.gui.services.step import DRAWER_BELOW, Step
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.notices import Banner, Note, Notes
from tlstudio.gui.widgets.rows import column_of
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader

INSPECTOR_PX = 252
PANEL_IMAGE_PX = 512  # decoded for the panel
MOST_NAMED = 3  # changes in the banner; the others are counted


class InspectStep(Step):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._chosen_run = ""
        self._chosen_split: SplitName = "test"
        self._run: Run | None = None
        self.evaluations = Evaluations(services, self)
        self.loader = ThumbnailLoader(read_whole_tile, self)
        self.banner = Banner(self)
        self.header = InspectHeader(self)
        self.try_page = TryPage(services, self.loader, self)
        self.pages = InspectPages(self.loader, self.try_page, self)
        self.panel = ImagePanel(self)
        self.reason = Notes(self)
        self._lay_out()
        self._connect()
        self._refresh()

    def show_spec(self, spec: ProjectSpec) -> None:
        self._show_banner(spec)

    def fit(self, window_width: int) -> None:
        super().fit(window_width)
        self.header.set_narrow(window_width < DRAWER_BELOW)

    def _lay_out(self) -> None:
        self._work, centre = QWidget(self), QWidget(self)
        column_of(10, self.header, (self.pages, 1), parent=self._work)
        column = column_of(10, self.banner, (self._work, 1), margins=(16, 12, 12, 12), parent=centre)
        column.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignCenter)
        self.inspector = QFrame(self)
        set_role(self.inspector, "panel")
        self.inspector.setMinimumWidth(INSPECTOR_PX)
        self.inspector.setMaximumWidth(2 * INSPECTOR_PX)
        side = QVBoxLayout(self.inspector)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.panel)
        self._splitter = splitter = QSplitter(self)
        splitter.addWidget(centre)
        splitter.addWidget(self.inspector)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.setSizes([4 * INSPECTOR_PX, INSPECTOR_PX])
        splitter.restoreState(self.services.preferences.layout("inspect"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _connect(self) -> None:
        self.header.view_chosen.connect(self._on_view)
        self.header.run_chosen.connect(self._on_run)
        self.header.split_chosen.connect(self._on_split)
        self.header.drawer_pressed.connect(self.toggle_inspector)
        self.pages.answer_chosen.connect(self._on_answer)
        self.pages.view_wanted.connect(self._on_view_wanted)
        self.pages.larger_asked.connect(self._open_large)
        self.panel.picture.larger_asked.connect(self._open_chosen)
        self.try_page.answer_chosen.connect(self._on_answer)
        self.reason.pressed.connect(lambda: self.requested.emit("show_train"))
        self.evaluations.changed.connect(self._show_report)
        self.services.jobs.changed.connect(self._show_progress)
        self.pages.waiting.cancelled.connect(lambda: self.services.jobs.cancel(JOB))
        self._splitter.splitterMoved.connect(self._keep_layout)
        self.services.runs.changed.connect(self._refresh)
        self.services.session.state_changed.connect(lambda _state: self._refresh())

    def _keep_layout(self) -> None:
        self.services.preferences.set_layout("inspect", self._splitter.saveState())

    def _on_view(self, key: str) -> None:
        grid = self.pages.show_view(key).findChild(AnswerGrid)
        index = grid.currentIndex() if grid else None
        self._on_answer(grid.answers[index.row()] if grid and index and index.isValid() else None)

    def _open_large(self, grid: AnswerGrid | None, number: int) -> None:
        """Open one of the images of the grid; the grid follows to the one that is shown last."""
        if grid is None or not 0 <= number < len(grid.answers):
            return
        answers, names = grid.answers, self._names()

        def image_at(number: int) -> tuple[Path, str]:
            return answers[number].path, self.panel.words_of(answers[number], names)

        view = open_large(self.services.jobs, image_at, len(answers), number, self)
        view.finished.connect(lambda: grid.setCurrentIndex(grid.model_of_answers.index(view.number)))

    def _open_chosen(self) -> None:
        page = self.pages.currentWidget()
        grid = page.findChild(AnswerGrid) if page else None
        self._open_large(grid, grid.currentIndex().row() if grid else -1)

    def _on_run(self, key: str) -> None:
        self._chosen_run = key
        self._refresh()

    def _on_split(self, key: str) -> None:
        self._chosen_split = "test" if key == "test" else "val"
        self._refresh()

    def _on_view_wanted(self, key: str) -> None:
        self.header.views.set_current(key)
        self._on_view(key)

    def _on_answer(self, answer: Answer | None) -> None:
        self.panel.show_answer(answer, self._names())
        self._show_picture()

    def _names(self) -> tuple[str, ...]:
        return self.try_page.class_names if self.pages.currentWidget() is self.try_page else self._class_names()

    def _class_names(self) -> tuple[str, ...]:
        return self.evaluations.report.names if self.evaluations.report else ()

    def _show_picture(self) -> None:
        """Decode the chosen image as a whole, where the grid shows its middle."""
        path = self.panel.path
        if path is None:
            return

        def show(image: QImage) -> None:
            if self.panel.path == path:
                self.panel.picture.show_pixmap(QPixmap.fromImage(image))

        def work(_progress: Progress, _should_stop: ShouldStop) -> QImage:
            return whole_image(path, PANEL_IMAGE_PX)

        title = self.tr("Reading an image")
        self.services.jobs.run(title, work, show, lambda _error: None, key="picture", is_quiet=True)

    def _runs(self) -> list[Run]:
        """Runs that can be inspected, newest first: those with a checkpoint that are not being trained."""
        session = self.services.session
        live = session.run.folder if session.run and session.is_alive else None
        return [run for run in reversed(self.services.runs.all) if run.folder != live and run.checkpoints()]

    def _refresh(self) -> None:
        """Follow the runs: which can be inspected, which one is, on which images."""
        runs = self._runs()
        self._run = next((run for run in runs if str(run.folder) == self._chosen_run), runs[0] if runs else None)
        self.try_page.show_run(self._run)
        self._work.setVisible(self._run is not None)
        self.reason.setVisible(self._run is None)
        self.set_has_panel(self._run is not None)
        self._show_banner(self.spec)
        if self._run is None:
            self._show_reason()
        elif self.isVisible():
            self._evaluate(self._run)

    def _evaluate(self, run: Run) -> None:
        try:
            has_test, task = bool(run.split().test), run.project().objective.task
        except StudioError as error:
            self.header.show_report(None, say_sentence(error))
            return
        split: SplitName = "test" if has_test and self._chosen_split == "test" else "val"
        names = [(str(one.folder), self.tr("Run {number}").format(number=int(one.name))) for one in self._runs()]
        splits = [("test", self.tr("Test images")), ("val", self.tr("Validation images"))]
        self.header.show_sources(names, str(run.folder), splits if has_test else splits[1:], split)
        if self.pages.show_task(task):
            self.header.show_views(views_of(task))
            self._on_view(self.header.views.current)
        self.evaluations.want(run, split)
        self._show_report()

    def _show_report(self) -> None:
        report = self.evaluations.report
        self.header.show_report(report, self.evaluations.problem or self.tr("Looking at the answers…"))
        self.pages.show_report(report, is_coming=self.evaluations.is_busy)
        self._show_progress()
        self._show_banner(self.spec)

    def _show_progress(self) -> None:
        if job := self.services.jobs.find(JOB):
            self.pages.waiting.show_progress(self.tr("Looking at the answers…"), job.done, job.total)

    def _show_reason(self) -> None:
        if self.services.session.is_alive:
            title, text = (
                self.tr("Training"),
                self.tr("The run can be inspected as soon as it has ended or is stopped."),
            )
            self.reason.show_notes(title, [Note("clock", text)], self.tr("Watch it train"))
            return
        text = self.tr("Inspect shows how good a trained model is and what it gets wrong. It needs a run.")
        self.reason.show_notes(self.tr("Nothing to inspect yet"), [Note("inspect", text)], self.tr("Go to Train"))

    def _show_banner(self, spec: ProjectSpec) -> None:
        report = self.evaluations.report
        if self._run is None:
            self.banner.hide()
        elif self.evaluations.problem:
            self.banner.say("error", self.evaluations.problem, [(self.tr("Try again"), self.evaluations.again)])
        elif differing := self._changes(self._run, spec):
            text = self.tr("Trained before your last changes: {changes}.").format(changes=self._named(differing))
            actions = [(self.tr("Train again"), lambda: self.requested.emit("start"))]
            self.banner.say("warning", text, [] if self.services.session.is_alive else actions)
        elif report and report.unreadable:
            text = self.tr("{bad} images can no longer be read and are not counted; the first is {name}.")
            self.banner.say("warning", text.format(bad=len(report.unreadable), name=report.unreadable[0].path.name))
        else:
            self.banner.hide()

    def _changes(self, run: Run, spec: ProjectSpec) -> list[str]:
        try:
            then = run.project()
            data = under_names_of(spec.data, then.data, run.split().class_names)
            return named_differences(replace(then, data=data), spec)
        except StudioError:
            return []  # a damaged run: its evaluation says what is wrong

    def _named(self, differing: list[str]) -> str:
        named = ", ".join(differing[:MOST_NAMED])
        more = len(differing) - MOST_NAMED
        return self.tr("{named} and {more} more").format(named=named, more=more) if more > 0 else named

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
