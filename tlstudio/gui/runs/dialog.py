"""The dialog of all runs of a project: told apart, named, starred, compared, deleted and brought back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.table import RunFacts
from tlstudio.gui.runs.model import MOST_SETTINGS, RunsModel
from tlstudio.gui.runs.table import RunsTable
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.rows import column_of, hairline, row_of
from tlstudio.gui.widgets.segment import Segment

WIDTH_PX, MIN_WIDTH_PX = 1180, 860


@dataclass(frozen=True, slots=True)
class RunRows:
    """The runs of a project, newest first, and those in its trash."""

    runs: Sequence[RunFacts]
    trashed: Sequence[RunFacts]


class RunsDialog(QDialog):
    said = Signal(object, str, object)  # Run, a field of its RunNotes, what the user set it to
    delete_asked = Signal(list)  # Runs
    restore_asked = Signal(list)
    empty_asked = Signal()
    compare_asked = Signal(object, object)  # the older Run, the newer
    open_asked = Signal(object)  # Run
    continue_asked = Signal(object)  # Run
    sweep_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RunRows((), ())
        self.model = RunsModel(self)
        self.table = RunsTable(self.model, self)
        self.search = QLineEdit(placeholderText=self.tr("Search runs, settings and notes"), clearButtonEnabled=True)
        self.views = Segment(self.tr("Which runs"), self._views(0), self)
        self.banner = Banner(self)
        self._note = QLabel()
        self.compare_button, self.open_button = QPushButton(self.tr("Compare")), QPushButton()
        self.delete_button, self.continue_button = QPushButton(self.tr("Delete")), QPushButton()
        self.restore_button, self.empty_button = QPushButton(self.tr("Restore")), QPushButton()
        self.sweep_button, self.close_button = QPushButton(self.tr("Sweep…")), QPushButton(self.tr("Close"))
        self._does = {  # what the buttons do that do not say it
            self.open_button: self.tr("Open the project as it was when this run was trained, as a new one"),
            self.continue_button: self.tr("Go on with this run for some epochs more"),
            self.delete_button: self.tr("Move to the trash"),
            self.restore_button: self.tr("Bring back from the trash"),
        }
        self._set_up()
        self._lay_out()
        self._connect()
        self._show_state()

    @property
    def _for_runs(self) -> tuple[QPushButton, ...]:
        """The buttons for runs that are not in the trash."""
        one = (self.open_button, self.continue_button)
        return (self.compare_button, *one, self.delete_button, self.sweep_button)

    @property
    def is_trash(self) -> bool:
        return self.views.current == "trash"

    def show_runs(self, rows: RunRows) -> None:
        """Take over the runs. What is chosen stays chosen."""
        self._rows = rows
        self.views.set_options(self._views(len(rows.trashed)))
        if not self.views.current:
            self.views.set_current("all")
        self._show_rows()

    def choose(self, runs: Sequence[Run]) -> None:
        self.table.choose([str(run.folder) for run in runs])

    def _views(self, trashed: int) -> list[tuple[str, str]]:
        trash = self.tr("Trash ({n})").format(n=trashed) if trashed else self.tr("Trash")
        return [("all", self.tr("All")), ("starred", self.tr("Starred")), ("trash", trash)]

    def _show_rows(self) -> None:
        chosen = [str(row.run.folder) for row in self.table.chosen]
        self.model.show_rows(self._rows.trashed if self.is_trash else self._rows.runs)
        self.table.filter.look_for(self.search.text(), only_starred=self.views.current == "starred")
        self.table.choose(chosen)
        self._show_state()

    def _show_state(self) -> None:
        """Let the buttons and the note under the table say what can be done now."""
        chosen, is_trash = self.table.chosen, self.is_trash
        for button in self._for_runs:
            button.setHidden(is_trash)
        for button in (self.restore_button, self.empty_button):
            button.setVisible(is_trash)
        for button in (self.open_button, self.continue_button):
            _allow(button, self._why_not_one(chosen), self._does[button])
        _allow(self.compare_button, "" if len(chosen) == 2 else self.tr("Choose two runs: Ctrl+click takes another"))
        for button in (self.delete_button, self.restore_button):
            _allow(button, "" if chosen else self.tr("Choose a run first"), self._does[button])
        _allow(self.empty_button, "" if self._rows.trashed else self.tr("The trash is empty"))
        self._note.setText(self._note_text(len(chosen)))

    def _why_not_one(self, chosen: Sequence[RunFacts]) -> str:
        """Why what is done with one run cannot be done now; "" if it can."""
        if len(chosen) != 1:
            return self.tr("Choose one run")
        return self.tr("This run is damaged") if chosen[0].state is None else ""

    def _note_text(self, chosen: int) -> str:
        if self.is_trash and not self._rows.trashed:
            return self.tr("The trash is empty.")
        if not self.is_trash and not self._rows.runs:
            return self.tr("No runs yet. Start training, or sweep over a few settings.")
        if chosen == 2 or self.is_trash:
            return ""
        hidden = len(self.model.keys) - MOST_SETTINGS
        if hidden == 1:
            return self.tr("1 more setting differs; comparing two runs shows it.")
        if hidden > 0:
            return self.tr("{n} more settings differ; comparing two runs shows all.").format(n=hidden)
        return self.tr("Choose two runs to compare them. F2 edits a name or a note.")

    def _set_up(self) -> None:
        self.setWindowTitle(self.tr("Runs"))
        parent = self.parentWidget()
        self.resize(min(WIDTH_PX, max(MIN_WIDTH_PX, parent.window().width() - 60)) if parent else WIDTH_PX, 560)
        self.open_button.setText(self.tr("Open its project"))
        self.continue_button.setText(self.tr("Train more epochs…"))
        self.empty_button.setText(self.tr("Empty the trash…"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setMaximumWidth(320)
        self.views.set_current("all")
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        set_role(self._note, "small secondary")

    def _lay_out(self) -> None:
        column = column_of(10, margins=(16, 14, 16, 14), parent=self)
        top = row_of(10, self.search, None, self.views)
        top.setStretch(0, 1)
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)
        column.addWidget(hairline(self))
        left = (self.compare_button, self.open_button, self.continue_button, self.delete_button)
        trash = (self.restore_button, self.empty_button)
        column.addLayout(row_of(8, *left, *trash, None, self.sweep_button, self.close_button))

    def _connect(self) -> None:
        self.model.said.connect(self.said)
        self.search.textChanged.connect(self._show_rows)
        self.views.chosen.connect(self._on_view)
        self.table.selectionModel().selectionChanged.connect(self._show_state)
        self.compare_button.clicked.connect(self._compare)
        self.open_button.clicked.connect(lambda: self.open_asked.emit(self.table.chosen[0].run))
        self.continue_button.clicked.connect(lambda: self.continue_asked.emit(self.table.chosen[0].run))
        self.delete_button.clicked.connect(lambda: self.delete_asked.emit(self._chosen_runs()))
        self.restore_button.clicked.connect(lambda: self.restore_asked.emit(self._chosen_runs()))
        self.empty_button.clicked.connect(self.empty_asked)
        self.sweep_button.clicked.connect(self.sweep_asked)
        self.close_button.clicked.connect(self.accept)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.activated.connect(self._on_delete_key)

    def _on_view(self, key: str) -> None:
        self.views.set_current(key)
        self._show_rows()

    def _on_delete_key(self) -> None:
        if self._chosen_runs() and not self.is_trash:
            self.delete_asked.emit(self._chosen_runs())

    def _chosen_runs(self) -> list[Run]:
        return [row.run for row in self.table.chosen]

    def _compare(self) -> None:
        first, second = sorted(self._chosen_runs(), key=lambda run: run.name)
        self.compare_asked.emit(first, second)


def _allow(button: QPushButton, why_not: str, does: str = "") -> None:
    """Enable the button, or let its tool tip say why it is dead."""
    button.setEnabled(not why_not)
    button.setToolTip(why_not or does)
