"""What a table seems to hold, with its first rows: changeable, before it becomes the project's images."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from tlstudio.engine.data.tables.columns import MARKS, TableFacts, task_of
from tlstudio.engine.data.tables.index import check_rows
from tlstudio.engine.data.walk import Excluded
from tlstudio.engine.project import DataSpec, Task
from tlstudio.engine.tasks.info import TASKS
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of

SIZE = (680, 600)
SHOWN_ROWS = 8
WIDEST_PX = 220  # of a column of the preview
COLUMNS_PX = 92  # height of the list of columns


class TableDialog(QDialog):
    chosen = Signal(object, object)  # the DataSpec and the task

    def __init__(self, jobs: Jobs, data: DataSpec, facts: TableFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._facts = facts
        self._data = data
        self.folder = QPushButton(self)
        self.path_column = ChoiceField({name: name for name in facts.columns}, self)
        self.boxes = {name: QCheckBox(name.replace("&", "&&")) for name in facts.columns}
        self.task = ChoiceField(self._tasks(), self)
        self.mark = ChoiceField({mark: mark for mark in MARKS}, self)
        by_chance = {"": self.tr("divided by chance")}
        self.split_column = ChoiceField({**by_chance, **{name: name for name in facts.columns}}, self)
        self.verdict = QLabel(self, wordWrap=True)
        self.buttons = QDialogButtonBox(self)
        self.open_button = self.buttons.addButton(self.tr("Use this table"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        set_role(self.open_button, "primary")
        self._lay_out(Path(data.table))
        self._fill()
        self._connect()
        self._check()

    @property
    def data(self) -> DataSpec:
        """The table as it is understood now."""
        return self._data

    def _tasks(self) -> dict[str, str]:
        return {
            "single_label": self.tr("one class for each image"),
            "multi_label": self.tr("several labels for each image"),
            "regression": self.tr("numbers"),
        }

    def _fill(self) -> None:
        self.folder.setText(Path(self._data.folder).name)
        self.folder.setToolTip(self._data.folder)
        self.path_column.set_value(self._data.path_column)
        self.task.set_value(self._facts.task)
        self.mark.set_value(self._data.label_mark)
        self.split_column.set_value(self._data.split_column)

    def _connect(self) -> None:
        self.folder.clicked.connect(self._on_folder)
        self.path_column.value_edited.connect(lambda name: self._change(path_column=name))
        self.mark.value_edited.connect(lambda mark: self._change(label_mark=mark))
        self.split_column.value_edited.connect(lambda name: self._change(split_column=name))
        self.task.value_edited.connect(lambda _task: self._check())
        for box in self.boxes.values():
            box.toggled.connect(self._on_columns)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda: self._jobs.drop("table"))
        self.accepted.connect(lambda: self.chosen.emit(self._data, self._task()))

    def _on_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("The folder that the paths begin in"), self._data.folder)
        if name:
            self.folder.setText(Path(name).name)
            self.folder.setToolTip(name)
            self._change(folder=name)

    def _on_columns(self) -> None:
        names = tuple(name for name, box in self.boxes.items() if box.isChecked())
        if names:
            self.task.set_value(task_of(self._facts, names))
        self._change(target_columns=names)

    def _change(self, **change: object) -> None:
        self._data = replace(self._data, **change)  # pyright: ignore[reportArgumentType] # each its own field
        self._check()

    def _task(self) -> Task:
        return self.task.currentData()

    def _check(self) -> None:
        """Count the good rows in the background."""
        data, task = self._data, self._task()
        self.mark.setEnabled(TASKS[task].has_labels and len(data.target_columns) == 1)
        self.open_button.setEnabled(False)
        if not data.target_columns:
            self._jobs.drop("table")
            self.verdict.setText(self.tr("Tick what the model shall learn."))
            return
        self.verdict.setText(self.tr("Looking for the images…"))
        title = self.tr("Looking for the images")
        self._jobs.run(
            title, lambda _p, _s: check_rows(data, task), self._show, self._on_failed, key="table", is_quiet=True
        )

    def _show(self, found: tuple[int, list[Excluded]]) -> None:
        good, bad = found
        self.open_button.setEnabled(good > 1)
        if not bad:
            self.verdict.setText(self.tr("All {n} rows can be used.").format(n=count(good)))
            return
        text = self.tr("{good} of {all} rows can be used; {bad} cannot. The first is {name}, {reason}.")
        name, reason = bad[0].path or self.tr("without a name"), say_sentence(bad[0].reason)
        words = text.format(good=count(good), all=count(good + len(bad)), bad=count(len(bad)), name=name, reason=reason)
        self.verdict.setText(words)

    def _on_failed(self, error: Exception) -> None:
        self.verdict.setText(say_sentence(error))

    def _lay_out(self, path: Path) -> None:
        self.setWindowTitle(self.tr("Open a table"))
        self.resize(*SIZE)
        heading = QLabel(path.name, self, textFormat=Qt.TextFormat.PlainText)
        set_role(heading, "large")
        note = QLabel(say_sentence(self._facts.note), self, wordWrap=True)
        set_role(note, "small secondary")
        note.setVisible(bool(self._facts.note))
        first = QLabel(self.tr("The first of {n} rows").format(n=count(self._facts.rows)), self)
        set_role(first, "small secondary")
        set_role(self.verdict, "secondary")
        column = column_of(10, margins=(20, 16, 20, 16), parent=self)
        for widget in (heading, note):
            column.addWidget(widget)
        column.addLayout(self._form())
        column.addWidget(first)
        column.addWidget(self._preview(), 1)
        column.addWidget(self.verdict)
        column.addWidget(self.buttons)

    def _form(self) -> QGridLayout:
        rows = (
            (self.tr("Images are in"), self.folder),
            (self.tr("Column of file names"), self.path_column),
            (self.tr("Learn"), self._columns()),
            (self.tr("as"), self.task),
            (self.tr("Labels are separated by"), self.mark),
            (self.tr("Train, validation, test"), self.split_column),
        )
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setColumnStretch(1, 1)
        for number, (text, field) in enumerate(rows):
            label = QLabel(text, self)
            label.setBuddy(field)
            set_role(label, "secondary")
            field.setAccessibleName(text)
            form.addWidget(
                label, number, 0, Qt.AlignmentFlag.AlignTop if isinstance(field, QScrollArea) else Qt.AlignmentFlag(0)
            )
            form.addWidget(field, number, 1)
        return form

    def _columns(self) -> QScrollArea:
        """A box for each column, those ticked that are learnt."""
        body = QWidget(self)
        column = column_of(4, margins=(10, 8, 10, 8), parent=body)
        for name, box in self.boxes.items():
            box.setChecked(name in self._data.target_columns)
            column.addWidget(box)
        column.addStretch(1)
        area = QScrollArea(self, widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(body)
        area.setFixedHeight(COLUMNS_PX)
        return area

    def _preview(self) -> QTableWidget:
        facts = self._facts
        table = QTableWidget(min(SHOWN_ROWS, len(facts.first)), len(facts.columns), self)
        table.setHorizontalHeaderLabels(list(facts.columns))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.setAccessibleName(self.tr("The first rows"))
        for row in range(table.rowCount()):
            for place, cell in enumerate(facts.first[row]):
                table.setItem(row, place, QTableWidgetItem(cell))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.resizeColumnsToContents()
        for place in range(table.columnCount()):
            table.setColumnWidth(place, min(WIDEST_PX, table.columnWidth(place) + 16))
        table.horizontalHeader().setStretchLastSection(True)
        return table
