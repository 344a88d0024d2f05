"""Train: the curves first, beside them the best so far, the runs and the settings."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from tlstudio.engine.progress import Rate
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import EpochEnded
from tlstudio.gui.answers.scores import best_text
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.curves.table import MetricsTable
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.runs.history import RunHistory
from tlstudio.gui.runs.panel import RunPanel
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.services.step import DRAWER_BELOW, Step
from tlstudio.gui.theme.theme import set_role, theme
from tlstudio.gui.train.banner import TrainBanner
from tlstudio.gui.train.batch_search import BatchSearch
from tlstudio.gui.train.header import TrainHeader
from tlstudio.gui.train.live_controls import LiveControls
from tlstudio.gui.train.plan import plan_lines, starting_lines
from tlstudio.gui.train.samples_page import SamplesPage
from tlstudio.gui.train.settings import TrainSettings
from tlstudio.gui.widgets.refresher import Refresher
from tlstudio.gui.widgets.rows import column_of
from tlstudio.gui.widgets.segment import Segment

if TYPE_CHECKING:
    from tlstudio.gui.curves.menu import CurvesSaving
    from tlstudio.gui.curves.views import CurvesView
    from tlstudio.gui.train.lr_dialog import LrDialog

INSPECTOR_PX = 272
MORE_PX = 160  # that it may be wider, for a language of long words


class TrainStep(Step):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.history = RunHistory(services, self)
        self.curves_view: CurvesView | None = None  # pyqtgraph is imported when the step is first shown
        self.saving: CurvesSaving | None = None  # with them
        self._steps = Rate()
        self._refresher = Refresher(self._refresh, self)
        self.banner = TrainBanner(services.session, self.history, self)
        self.header = TrainHeader(self)
        self.table = MetricsTable(self)
        self.samples = SamplesPage(self)
        self.live = LiveControls(services.session, self)
        self.panel = RunPanel(self.live, self)
        self.settings = TrainSettings(lambda: self.spec, self)
        self.batch_search = BatchSearch(services, self.settings, self)
        self.inspector_tabs = Segment(self.tr("Beside the curves"), self._tab_titles(), self)
        self._lay_out()
        self._connect()
        self._show_recommended()
        self.history.reload()
        self._show_tab("run" if self.history.runs or services.session.is_alive else "settings")

    def show_spec(self, spec: ProjectSpec) -> None:
        self._show_recommended()
        self._refresher.now()

    def set_advanced(self, is_advanced: bool) -> None:
        self.settings.set_advanced(is_advanced)

    def find_rate(self) -> "LrDialog | None":
        """Open the search for a learning rate; not while a run trains, which would slow both down."""
        if self.services.session.is_alive:
            self.banner.say("info", self.tr("A learning rate can be looked for once this run has ended."))
            return None
        from tlstudio.gui.train.lr_dialog import LrDialog

        dialog = LrDialog(self.services, self)
        dialog.chosen.connect(self.settings.take_rate)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def fit(self, window_width: int) -> None:
        super().fit(window_width)
        self.header.set_narrow(window_width < DRAWER_BELOW)

    def _show_recommended(self) -> None:
        recommender = self.services.recommender
        self.settings.recommend(recommender.base, recommender.reason)

    def _tab_titles(self) -> list[tuple[str, str]]:
        return [("run", self.tr("This run")), ("settings", self.tr("Settings"))]

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.samples)
        centre = QWidget(self)
        column_of(10, self.banner, self.header, (self._pages, 1), margins=(16, 12, 16, 12), parent=centre)
        self._splitter = QSplitter(self)
        self._splitter.addWidget(centre)
        self._splitter.addWidget(self._new_inspector())
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([4 * INSPECTOR_PX, INSPECTOR_PX])
        self._splitter.restoreState(self.services.preferences.layout("train"))
        column_of(0, self._splitter, parent=self)

    def _new_inspector(self) -> QFrame:
        self.inspector = inspector = QFrame(self)
        set_role(inspector, "panel")
        inspector.setMaximumWidth(INSPECTOR_PX + MORE_PX)
        self._tabs = QStackedWidget(inspector)
        self._tabs.addWidget(self.panel)
        self._tabs.addWidget(self.settings)
        top = column_of(0, self.inspector_tabs, margins=(16, 12, 16, 2))
        column_of(0, top, (self._tabs, 1), parent=inspector).addStrut(INSPECTOR_PX)
        return inspector

    def _connect(self) -> None:
        session, services = self.services.session, self.services
        self.banner.wanted.connect(self.requested)
        self.settings.edited.connect(self.edited)
        self.settings.rate_wanted.connect(self.find_rate)
        self.services.recommender.changed.connect(self._show_recommended)
        self.header.view_chosen.connect(self._on_view)
        self.header.smoothing_changed.connect(self._refresher.ask)
        self.header.drawer_pressed.connect(self.toggle_inspector)
        self.inspector_tabs.chosen.connect(self._show_tab)
        self.panel.runs.chosen.connect(self.history.choose)
        self.panel.runs.toggled.connect(self.history.set_behind)
        self.panel.all_runs.clicked.connect(lambda: self.requested.emit("show_runs"))
        self.history.changed.connect(self._show_runs)
        self.history.changed.connect(self._refresher.ask)
        self.history.grown.connect(self._on_grown)
        session.state_changed.connect(self._on_state)
        images = services.images
        changes = images.index_changed, images.split_changed, services.backbone.changed, services.timings.changed
        for signal in (*changes, theme().changed):
            signal.connect(self._refresher.ask)
        self._splitter.splitterMoved.connect(self._keep_layout)

    def _keep_layout(self) -> None:
        self.services.preferences.set_layout("train", self._splitter.saveState())

    def _on_view(self, key: str) -> None:
        page = {"table": self.table, "samples": self.samples}.get(key, self.curves_view)
        if page:
            self._pages.setCurrentWidget(page)
            self._refresher.now()

    def _show_tab(self, key: str) -> None:
        self.inspector_tabs.set_current(key)
        self._tabs.setCurrentWidget(self.panel if key == "run" else self.settings)

    def _on_grown(self) -> None:
        curves = self.history.curves(self.history.live)
        if curves:
            self._steps.note(time.monotonic(), curves.step)
            self.banner.show_warnings(curves)
        self._refresher.ask()

    def _on_state(self, state: SessionState) -> None:
        if state is SessionState.PREPARING:
            self.banner.begin()
            self._show_tab("run")
        if state is not SessionState.RUNNING:
            self._steps.forget()
        self.banner.show_end()
        self._refresher.now()

    def _show_runs(self) -> None:
        self.panel.show_runs(self.history.rows())
        self.banner.show_end()

    def _refresh(self) -> Iterator[None]:
        """Bring plots, numbers and table up to date, piece by piece; costs nothing while the step is out of view."""
        if self.curves_view is None or not self.isVisible():
            return
        front = self.history.front
        curves = self.history.curves(front)
        if curves and curves.started is None:  # a log that could not be read says why
            self.banner.show_warnings(curves)
            curves = None
        if self.saving:
            self.saving.run = front if curves else ""
        self._show_plan(is_shown=curves is None or not curves.step)
        if curves and self.curves_view.isVisible():
            yield from self.curves_view.draw(curves, self.header.smoothing, self.history.named_behind())
        elif not curves:
            self.curves_view.show_plan(self.spec.epochs)
        yield
        self._show_numbers(curves, is_live=bool(front) and front == self.history.live)
        yield
        if self.table.isVisible():  # out of view, Qt would measure every row of it
            self.table.show_classes(curves.classes if curves and self.header.more.classes.isChecked() else ())
            self.table.show_epochs(curves.epochs if curves else [], curves.best if curves else None)
        self.samples.show_run(curves, Path(self.spec.data.folder))

    def _show_numbers(self, curves: RunCurves | None, *, is_live: bool) -> None:
        self.panel.show_run(curves, is_live=is_live, step_s=self._steps.seconds_each)
        best: EpochEnded | None = curves.best if curves else None
        self.header.show_best(best_text(best.val_metrics) if best else "")

    def _show_plan(self, *, is_shown: bool) -> None:
        assert self.curves_view is not None
        plan = self.curves_view.plan
        plan.setVisible(is_shown)
        if not is_shown:
            return
        if self.services.session.is_alive:
            plan.show_notes(self.tr("Starting…"), starting_lines(self.services.session))
            return
        self.services.backbone.describe()
        timing = self.services.timings.timing_of(self.spec)
        notes = plan_lines(self.services, timing)
        is_ready = not any(note.icon == "warning" for note in notes) and self.services.images.split.value is not None
        title = self.tr("Ready to train") if is_ready else self.tr("What the next run will do")
        needs_images = not self.spec.data.folder
        plan.show_notes(title, notes, self.tr("Choose images…") if needs_images else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.curves_view is None:
            from tlstudio.gui.curves.menu import CurvesSaving
            from tlstudio.gui.curves.views import CurvesView

            self.curves_view = CurvesView(self._pages)
            self.curves_view.plan.pressed.connect(lambda: self.requested.emit("open_images"))
            self.saving = CurvesSaving(self.header.more, self.curves_view, self.services.jobs, self)
            self.saving.failed.connect(lambda error: self.banner.say("error", say_sentence(error), can_dismiss=True))
            self.header.more.classes_toggled.connect(self._refresher.now)
            self._pages.addWidget(self.curves_view)
            self._pages.setCurrentWidget(self.curves_view)
        self._show_runs()
        self._refresher.now()
