"""The confusion matrix, and the images of the chosen cell beside it."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.engine.tasks.report import Report
from tlstudio.engine.tasks.single_label import cell
from tlstudio.gui.answers.answer_grid import AnswerGrid
from tlstudio.gui.answers.class_table import ClassTable
from tlstudio.gui.answers.confusion import ConfusionMatrix
from tlstudio.gui.answers.rows import class_answer
from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.inspect.report_page import ReportPage
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel, IconLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader

LEFT_PX = 332
TITLE_PX, HINT_PX = 120, 60  # what has to be seen of both, in longer languages and of longer names
MOST_ROWS = 8  # of the small table; with more classes it has its own view only


class MistakesPage(ReportPage):
    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._counts = np.zeros((0, 0), dtype=int)  # of the confusion matrix
        self.matrix = ConfusionMatrix(self)
        self.table = ClassTable(self)
        self.table.set_compact()
        self.grid = AnswerGrid(loader, self)
        self._title, self._count, self._nothing = ElidedLabel(TITLE_PX, self), QLabel(self), QLabel(self, wordWrap=True)
        self._sentences = [(IconLabel("info", "accent", parent=self), QLabel(self, wordWrap=True)) for _ in range(2)]
        self._lay_out()
        self.matrix.cell_chosen.connect(self._on_cell)
        self.table.class_chosen.connect(self.show_class)
        self.grid.chosen.connect(self.answer_chosen)

    def show_report(self, report: Report) -> None:
        """Show another report; its worst cell is chosen."""
        if report is self._report:
            return
        self._report = report
        assert report.confusion is not None, "the page is of classes"
        self._counts = report.confusion
        self.matrix.show_counts(report.names, self._counts)
        self.table.show_report(report)
        self.table.setVisible(len(report.names) <= MOST_ROWS)
        self.table.setFixedHeight(self.table.full_height())
        for (symbol, label), text in zip(self._sentences, self.summary(report), strict=True):
            label.setText(text)
            symbol.setVisible(bool(text))
        self.matrix.choose(*(self.matrix.worst() or (0, 0)))

    def show_class(self, name: str) -> None:
        """Choose the worst cell of a class: where most of its images went wrong, or else the right ones."""
        assert self._report is not None, "the table is only filled from a report"
        row = self._report.names.index(name)
        counts = self._counts[row]
        wrong = np.where(np.arange(len(counts)) == row, -1, counts)
        column = int(wrong.argmax())
        self.matrix.choose(row, column if wrong[column] > 0 else row)
        self.matrix.setFocus()

    def summary(self, report: Report) -> tuple[str, str]:
        """Say what most mistakes are, and which class is found least."""
        wrong = int(self._counts.sum() - self._counts.trace())
        if not wrong:
            return self.tr("No mistakes: every image is right."), ""
        label, said = self.matrix.worst() or (0, 0)
        number = int(self._counts[label, said])
        most = self.tr("{number} of {wrong} mistakes are {label} read as {said}.")
        most = most.format(number=number, wrong=wrong, label=report.names[label], said=report.names[said])
        name, scores = min(report.by_output.items(), key=lambda item: item[1]["recall"])
        least = self.tr("Found least: {name}, {share} of its images.")
        return most, least.format(name=name, share=value_text("accuracy", scores["recall"]))

    def _on_cell(self, label: int, said: int) -> None:
        report = self._report
        if report is None or not len(report.names):
            return
        rows = cell(report, label, said)
        names = report.names
        words = self.tr("Labelled {label}, model said {said}") if label != said else self.tr("{label}, recognised")
        self._title.setText(words.format(label=names[label], said=names[said]))
        text = self.tr("{n} images, surest first") if len(rows) != 1 else self.tr("1 image")
        self._count.setText(text.format(n=count(len(rows))))
        self._nothing.setVisible(not rows)
        self.grid.setVisible(bool(rows))
        self.grid.show_answers([class_answer(row) for row in rows], names)

    def _lay_out(self) -> None:
        row_of(20, self._new_left(), (self._new_right(), 1), parent=self)

    def _new_left(self) -> QWidget:
        title = QLabel(self.tr("Confusion"), self)
        hint = ElidedLabel(HINT_PX, self)
        hint.setText(self.tr("rows: your label · columns: the model"))
        foot = QLabel(self.tr("Click a cell to see its images."), self)
        set_role(title, "section")
        for label in (hint, foot):
            set_role(label, "small secondary")
        left = QWidget(self)
        left.setFixedWidth(LEFT_PX)
        self.matrix.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = column_of(6, row_of(6, title, None, hint), (self.matrix, 1), foot, parent=left)
        column.addSpacing(8)
        column.addWidget(self.table)
        column.addSpacing(4)
        for symbol, label in self._sentences:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label, 1)
            column.addLayout(line)
        column.addStretch(0)
        return left

    def _new_right(self) -> QVBoxLayout:
        set_role(self._title, "section")
        set_role(self._count, "secondary")
        set_role(self._nothing, "secondary")
        self._nothing.setText(self.tr("No image is in this cell."))
        column = column_of(8, row_of(6, (self._title, 1), self._count))
        column.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.grid, 1)
        return column
