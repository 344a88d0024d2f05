"""What the dialog of runs asks for, done: notes, trash, comparisons, sweeps, a run's project as it was."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from tlstudio.engine.errors import RunError, StudioError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.continue_training import Continuation, check_can_continue
from tlstudio.engine.runs.live_edits import project_now
from tlstudio.engine.runs.notes import notes_of, save_notes
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import empty_trash, restore, runs_of, trash, trashed_runs
from tlstudio.engine.runs.table import facts_of
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.errors import show_error
from tlstudio.gui.services.jobs import Progress, ShouldStop
from tlstudio.gui.services.services import Services

if TYPE_CHECKING:  # dialogs are imported when they open: the window is to be there at once
    from tlstudio.engine.sweep.sweep import Sweep
    from tlstudio.gui.runs.compare_dialog import CompareDialog
    from tlstudio.gui.runs.continue_dialog import ContinueDialog
    from tlstudio.gui.runs.dialog import RunRows, RunsDialog
    from tlstudio.gui.runs.sweep_dialog import SweepDialog

Ask = Callable[[str, str], bool]


class RunCommands(QObject):
    """`ask` puts a title and a question before the user; tests answer it."""

    project_asked = Signal(object, str)  # ProjectSpec, a title for it
    sweep_started = Signal(object)  # Sweep
    continue_asked = Signal(object)  # Continuation

    def __init__(self, services: Services, window: QWidget, *, ask: Ask | None = None) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self.ask = ask or self._asked_in_a_box
        self.dialog: RunsDialog | None = None
        self.comparison: CompareDialog | None = None
        self.sweep_dialog: SweepDialog | None = None
        self.continue_dialog: ContinueDialog | None = None
        services.runs.changed.connect(self.reload)

    def open(self) -> None:
        """Show the runs of the project."""
        if self.dialog:
            return
        from tlstudio.gui.runs.dialog import RunsDialog

        self.dialog = dialog = RunsDialog(self._window)
        dialog.said.connect(self._on_said)
        dialog.delete_asked.connect(lambda runs: self._each(trash, runs))
        dialog.restore_asked.connect(lambda runs: self._each(restore, runs))
        dialog.empty_asked.connect(self._empty)
        dialog.compare_asked.connect(self.compare)
        dialog.continue_asked.connect(self.continue_training)
        dialog.open_asked.connect(self._open_project)
        dialog.sweep_asked.connect(self.open_sweep)
        dialog.finished.connect(self._on_closed)
        self.reload()
        dialog.open()

    def reload(self) -> None:
        """Read the runs again, in the background."""
        path = self._services.document.path
        if self.dialog is None:
            return
        from tlstudio.gui.runs.dialog import RunRows

        if path is None:
            self._show(RunRows((), ()))
            return

        def work(_progress: Progress, _should_stop: ShouldStop) -> "RunRows":
            return RunRows(
                [facts_of(run) for run in reversed(runs_of(path))],
                [facts_of(run) for run in reversed(trashed_runs(path))],
            )

        self._services.jobs.run(self.tr("Reading the runs"), work, self._show, key="runs", is_quiet=True)

    def compare(self, first: Run, second: Run) -> None:
        """Show two runs beside each other."""
        from tlstudio.gui.runs.compare_dialog import CompareDialog

        self.comparison = CompareDialog(self._services, first, second, self.dialog or self._window)
        self.comparison.finished.connect(self.comparison.deleteLater)
        self.comparison.open()

    def open_sweep(self) -> None:
        """Ask what to vary."""
        from tlstudio.gui.runs.sweep_dialog import SweepDialog

        self.sweep_dialog = SweepDialog(self._services, self.dialog or self._window)
        self.sweep_dialog.started.connect(self._on_sweep)
        self.sweep_dialog.finished.connect(self.sweep_dialog.deleteLater)
        self.sweep_dialog.open()

    def continue_training(self, run: Run | None = None) -> None:
        """Ask how many epochs more the run, or else the last one, is to train; or say why it cannot."""
        last = self._services.runs.all[-1:]
        run = run or (last[0] if last else None)
        if run:
            self._try(lambda: self._ask_epochs(run))

    def _ask_epochs(self, run: Run) -> None:
        from tlstudio.gui.runs.continue_dialog import ContinueDialog

        position = check_can_continue(run)
        if self._services.session.is_alive:
            raise RunError("Another run is training. This one can go on once that has ended.")
        name = notes_of(run).name or self.tr("Run {number}").format(number=int(run.name))
        falls = project_now(run).training.schedule not in ("constant", "plateau")
        self.continue_dialog = ContinueDialog(name, position.epoch, falls=falls, parent=self.dialog or self._window)
        self.continue_dialog.chosen.connect(lambda epochs: self._on_continue(Continuation(run, epochs)))
        self.continue_dialog.finished.connect(self.continue_dialog.deleteLater)
        self.continue_dialog.open()

    def _show(self, rows: "RunRows") -> None:
        if self.dialog:
            self.dialog.show_runs(rows)

    def _on_said(self, run: Run, field: str, value: object) -> None:
        self._try(lambda: save_notes(run, replace(notes_of(run), **{field: value})))

    def _each(self, action: Callable[[Run], Run], runs: Sequence[Run]) -> None:
        for run in runs:
            self._try(lambda run=run: action(run))

    def _empty(self) -> None:
        path = self._services.document.path
        question = self.tr("Delete the runs in the trash for good? Their checkpoints cannot be brought back.")
        if path and self.ask(self.tr("Empty the trash"), question):
            self._try(lambda: empty_trash(path))

    def _open_project(self, run: Run) -> None:
        def read() -> None:
            title = self.tr("{project}, run {number}").format(
                project=self._services.document.name, number=int(run.name)
            )
            spec: ProjectSpec = run.project()
            self._close()
            self.project_asked.emit(spec, title)

        self._try(read)

    def _on_sweep(self, sweep: "Sweep") -> None:
        self._close()
        self.sweep_started.emit(sweep)

    def _on_continue(self, continuation: Continuation) -> None:
        self._close()
        self.continue_asked.emit(continuation)

    def _try(self, action: Callable[[], object]) -> None:
        """Do it, or say why it could not be done; then look again."""
        try:
            action()
            if self.dialog:
                self.dialog.banner.hide()
        except StudioError as error:
            if self.dialog:
                self.dialog.banner.say("error", say_sentence(error), can_dismiss=True)
            else:
                show_error(self._window, error)
        self._services.runs.reload()

    def _close(self) -> None:
        if self.dialog:
            self.dialog.accept()

    def _on_closed(self) -> None:
        if self.dialog:
            self._services.jobs.drop("runs")
            self.dialog.deleteLater()
            self.dialog = None

    def _asked_in_a_box(self, title: str, question: str) -> bool:
        return QMessageBox.question(self._window, title, question) == QMessageBox.StandardButton.Yes
