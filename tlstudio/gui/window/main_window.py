"""The window: five steps in a frame of rail, top bar, menus and status bar; nothing else."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow

from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.continue_training import Continuation
from tlstudio.gui.data.table_commands import TableCommands
from tlstudio.gui.runs.commands import RunCommands
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.drops import dropped_folders, dropped_path
from tlstudio.gui.services.errors import log_unexpected, show_error
from tlstudio.gui.services.services import create_services
from tlstudio.gui.services.session import TrainingSession
from tlstudio.gui.services.step import AFTER_PAINT_MS, Step
from tlstudio.gui.window.commands import Commands
from tlstudio.gui.window.drops import DropFrame, Drops
from tlstudio.gui.window.frame import Frame, can_continue
from tlstudio.gui.window.gather import gather
from tlstudio.gui.window.handlers import handlers
from tlstudio.gui.window.history_notes import HistoryNotes
from tlstudio.gui.window.overview import Overview, enabled_commands
from tlstudio.gui.window.project_commands import ProjectCommands
from tlstudio.gui.window.questions import DiscardQuestion, StopGuard
from tlstudio.gui.window.steps import import_ahead, make_step

if TYPE_CHECKING:
    from tlstudio.engine.sweep.sweep import Sweep

APP_NAME = "Transfer Learning Studio"
DEFAULT_SIZE, MINIMUM_SIZE = (1280, 800), (960, 640)
TITLE_BAR = 40  # px at most, which systems put above a window
COMPACT_BELOW = 1180  # px of width, where the rail shrinks


class MainWindow(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.services = create_services(self)
        self.projects = ProjectCommands(self.document, self.services.preferences, self)
        self.tables = TableCommands(self.services, self)
        self.runs = RunCommands(self.services, self)
        self.guard = StopGuard(self.session, self)
        self.discard_question = DiscardQuestion(self.session, self)
        self.drops = Drops(self)
        self.notes = HistoryNotes(self)
        self.steps: dict[str, Step] = {}
        self.current_step = ""
        self._may_close = False
        self.frame = Frame(self.services)
        self._refresh_soon = QTimer(self, singleShot=True, interval=0)
        self.commands = Commands(self, self.document.undo_stack, handlers(self))
        self.setCentralWidget(self.frame)
        self.setMinimumSize(*MINIMUM_SIZE)
        self._drop_frame = DropFrame(self)
        self.setAcceptDrops(True)
        self._connect()
        self._restore()
        self.show_step("data")

    @property
    def document(self) -> Document:
        return self.services.document

    @property
    def session(self) -> TrainingSession:
        return self.services.session

    def step(self, name: str) -> Step:
        """The step, built when it is first asked for."""
        if name not in self.steps:
            step = make_step(name, self.services)
            step.edited.connect(self._on_edited)
            step.noted.connect(self.notes.say_done)
            step.requested.connect(self.commands.trigger)
            step.path_chosen.connect(self.open_path)
            self.steps[name] = step
            self.frame.stack.addWidget(step)
            step.set_advanced(self.services.preferences.is_advanced)
            step.show_spec(self.document.spec)
        return self.steps[name]

    def show_step(self, name: str) -> None:
        self.current_step = name
        self.frame.stack.setCurrentWidget(self.step(name))
        self.frame.rail.set_current(name)
        self.commands.check(f"show_{name}")
        self._fit()
        self._refresh()

    def start_training(
        self, *, go_on: bool = False, continuation: Continuation | None = None, sweep: "Sweep | None" = None
    ) -> None:
        """Start a run or a sweep, or go on with the last run or a complete one, and show how it goes."""
        try:
            self.session.start(resume=go_on, continuation=continuation, sweep=sweep)
        except StudioError as error:
            show_error(self, error)
            return
        self.show_step("train")

    def toggle_panel(self) -> None:
        """Open or close the panel on the right of the step."""
        self.step(self.current_step).toggle_inspector()
        self._refresh()

    def overview(self) -> Overview:
        """What the labels of the frame say now, as facts."""
        return gather(self.services)

    def _refresh(self) -> None:
        """Let every label of the frame follow from what is so now."""
        overview = self.overview()
        self.frame.show_overview(overview, self.current_step)
        self.frame.top_bar.show_panel(self.step(self.current_step).is_panel_open)
        document = self.document
        self.setWindowTitle(f"{document.name or self.tr('New project')}[*] — {APP_NAME}")
        self.setWindowModified(document.is_dirty)
        can_go_on = can_continue(self.services) and overview.can_train
        for name, is_enabled in enabled_commands(overview, can_go_on, can_rename=not document.is_empty).items():
            self.commands.enable(name, is_enabled)

    def do_on_step(self, step: str, command: str) -> None:
        """Show the step and let it carry out one of its commands."""
        self.show_step(step)
        self.step(step).commands()[command]()

    def _connect(self) -> None:
        document, session, services = self.document, self.session, self.services
        self.frame.rail.step_chosen.connect(self.show_step)
        self.frame.rail.advanced_chosen.connect(self.services.preferences.set_advanced)
        self.services.preferences.advanced_changed.connect(self._show_mode)
        self.services.preferences.recent_changed.connect(self._show_recent)
        self.frame.top_bar.primary_pressed.connect(lambda: self.commands.trigger(self.frame.primary_command))
        self.frame.top_bar.stop_menu.chosen.connect(self.commands.trigger)
        self.frame.top_bar.stop_pressed.connect(session.stop)
        self.frame.top_bar.panel_pressed.connect(self.toggle_panel)
        self.frame.top_bar.renamed.connect(self.projects.rename)
        document.spec_changed.connect(self._on_spec_changed)
        self._refresh_soon.timeout.connect(self._refresh)
        session.state_changed.connect(lambda _state: self._refresh())  # at once: the buttons mean something else now
        for signal in (document.path_changed, document.dirty_changed, session.events_arrived):
            signal.connect(self._refresh_soon.start)
        for signal in (services.backbone.changed, services.runs.changed, services.runs.export_changed):
            signal.connect(self._refresh_soon.start)
        for signal in (services.device.changed, services.images.index_changed):
            signal.connect(self._look_at_backbone)
            signal.connect(self._refresh_soon.start)
        services.device.changed.connect(self._import_steps)
        self.services.jobs.changed.connect(self._refresh_soon.start)
        for signal in (self.services.jobs.failed, self.projects.failed, self.tables.failed, document.save_failed):
            signal.connect(lambda error: show_error(self, error))
        session.state_changed.connect(lambda _state: self.frame.show_project_banner())
        session.ended.connect(self._on_training_ended)
        document.path_changed.connect(lambda _path: self.frame.show_project_banner())
        self.runs.project_asked.connect(lambda spec, title: self.guard.ask(lambda: document.new(spec, title)))
        self.runs.continue_asked.connect(lambda continuation: self.start_training(continuation=continuation))
        self.runs.sweep_started.connect(lambda sweep: self.start_training(sweep=sweep))
        self.frame.requested.connect(self.commands.trigger)
        for signal in (self.projects.images_chosen, self.tables.images_chosen):
            signal.connect(self.services.recommender.begin)
        self.guard.waits_for_end.connect(self.showMinimized)

    def _restore(self) -> None:
        preferences = self.services.preferences
        self.resize(first_size(self.screen().availableSize()))
        self.restoreGeometry(preferences.layout("window"))
        self.commands.check(f"scheme_{preferences.scheme}")
        self._show_mode(preferences.is_advanced)
        self._show_recent()

    def _show_mode(self, is_advanced: bool) -> None:
        name = "advanced" if is_advanced else "simple"
        self.frame.rail.set_advanced(is_advanced)
        self.commands.check(name)
        for step in self.steps.values():
            step.set_advanced(is_advanced)

    def _show_recent(self) -> None:
        menu = self.commands.recent_menu
        menu.clear()
        paths = self.services.preferences.recent_projects()
        for path in paths:
            action = QAction(path.stem, menu, toolTip=str(path))
            action.triggered.connect(lambda _=False, path=path: self.open_path(path))
            menu.addAction(action)
        menu.setEnabled(bool(paths))

    def open_path(self, path: Path) -> None:
        """Open a project file."""
        self.guard.ask(lambda: self.projects.open_path(path))

    def _on_edited(self, text: str, spec: ProjectSpec) -> None:
        self.document.edit(text, spec)

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        for step in self.steps.values():
            step.show_spec(spec)
        self._refresh_soon.start()

    def _on_training_ended(self) -> None:
        problem = self.session.problem
        if problem and not isinstance(problem, StudioError):
            log_unexpected(problem)
        self.frame.show_project_banner()

    def _look_at_backbone(self) -> None:
        """Once torch is loaded and there are images: build the backbone, so that Model opens at once."""
        if self.services.device.name and self.services.images.index.value:
            self.services.backbone.describe()

    def _fit(self) -> None:
        self.frame.rail.set_compact(self.width() < COMPACT_BELOW)
        self.step(self.current_step).fit(self.width())
        self._refresh_soon.start()

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader  # NumPy, not before the window is there

        if self.session.is_alive and not self._may_close:
            event.ignore()
            self.guard.ask(self._close_now, can_wait=True)
            return
        self.services.preferences.set_layout("window", self.saveGeometry())
        for loader in self.findChildren(ThumbnailLoader):
            loader.close()
        self.services.close()
        self.services.preferences.sync()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.current_step:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        device, wanted = self.services.device, self.services.preferences.device
        if not device.name:
            QTimer.singleShot(AFTER_PAINT_MS, device, lambda: device.find(wanted))  # imports torch

    def _import_steps(self) -> None:
        """Once what trains is known, which imports most of it already."""
        title = self.tr("Getting ready to train")
        self.services.jobs.run(title, import_ahead, lambda _nothing: None, key="ahead", is_quiet=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_path(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._drop_frame.appear()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_frame.hide()
        if path := dropped_path(event.mimeData()):
            event.accept()
            self.drops.take(path, dropped_folders(event.mimeData()))


def first_size(free: QSize) -> QSize:
    """As large as usual, or as what the screen leaves free below a title bar. A screen too small for that is let be."""
    room, least = QSize(free.width(), free.height() - TITLE_BAR), QSize(*MINIMUM_SIZE)
    usual = QSize(*DEFAULT_SIZE)
    return usual.boundedTo(room) if room.expandedTo(least) == room else usual
