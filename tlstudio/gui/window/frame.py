"""The frame around the steps: rail, top bar, banner, status bar. It shows an Overview and names commands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.runs.words import where_it_stands
from tlstudio.gui.services.services import Services
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.rows import column_of, row_of
from tlstudio.gui.window.overview import STEPS, Overview, primary_action, rail_entries
from tlstudio.gui.window.rail import Rail
from tlstudio.gui.window.run_line import device_words, run_line, saved_words
from tlstudio.gui.window.status_bar import StatusBar, Work
from tlstudio.gui.window.top_bar import TopBar

CONTINUABLE = ("stopped", "interrupted", "failed")


class Frame(QWidget):
    requested = Signal(str)  # the name of a command

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.rail = Rail(self._step_names())
        self.top_bar = TopBar()
        self.banner = Banner()
        self.stack = QStackedWidget()
        self.status = StatusBar(self.tr("All local. Nothing is uploaded."))
        self.primary_command = ""
        self._lay_out()

    def show_overview(self, overview: Overview, step: str) -> None:
        """Put what is so now into every label."""
        for name, entry in rail_entries(overview).items():
            self.rail.set_entry(name, entry)
        primary = primary_action(step, overview)
        self.primary_command = primary.command
        self.top_bar.show_primary(primary.label, primary.icon, primary.is_enabled, primary.reason, primary.is_ready)
        document, session = self._services.document, self._services.session
        self.top_bar.show_run(run_line(session))
        can_rename = not document.is_empty and not overview.is_alive
        name = document.name or self.tr("No project yet")
        self.top_bar.show_name(name, saved_words(document, session), can_rename)
        self.status.show_device(device_words(self._services.device.name, overview.is_alive))
        shown = [job for job in self._services.jobs.active if not job.is_quiet]
        self.status.show_work([Work(job.title, job.done, job.total, job.cancel) for job in shown])

    def show_project_banner(self) -> None:
        """Say what is special about the project: open elsewhere, stopped by an error, interrupted."""
        document, session, last = self._services.document, self._services.session, self._services.runs.trained
        go_on = (self.tr("Resume"), lambda: self.requested.emit("go_on"))
        if document.is_read_only:
            text = self.tr("This project is open in another window. Changes made here are not saved.")
            self.banner.say("warning", text, [(self.tr("Save a copy…"), lambda: self.requested.emit("save_as"))])
        elif session.problem:
            text = self.tr("Stopped by an error: {0}").format(say_sentence(session.problem))
            self.banner.say("error", text, [go_on] if can_continue(self._services) else [], can_dismiss=True)
        elif last and last.state.status == "interrupted" and can_continue(self._services) and not session.is_alive:
            text = where_it_stands(last.run, self.tr("Run {0}").format(int(last.name)), last.state)
            self.banner.say("warning", text, [go_on], can_dismiss=True)
        else:
            self.banner.hide()

    def _step_names(self) -> dict[str, tuple[str, str]]:
        names = (self.tr("Data"), self.tr("Model"), self.tr("Train"), self.tr("Inspect"), self.tr("Export"))
        return {step: (step, name) for step, name in zip(STEPS, names, strict=True)}

    def _lay_out(self) -> None:
        centre = column_of(0, self.top_bar, self.banner, (self.stack, 1))
        middle = row_of(0, self.rail, (centre, 1))
        column_of(0, (middle, 1), self.status, parent=self)


def can_continue(services: Services) -> bool:
    """Whether the last run has a checkpoint and is not complete."""
    runs, last = services.runs, services.runs.trained
    return last is not None and runs.all[-1].folder == last.run.folder and last.state.status in CONTINUABLE
