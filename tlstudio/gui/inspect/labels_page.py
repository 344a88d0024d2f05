"""The labels with their scores, and beside them the images that the model is wrong about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.engine.tasks.multi_label import mistakes
from tlstudio.engine.tasks.report import Report
from tlstudio.gui.answers.answer_grid import AnswerGrid
from tlstudio.gui.answers.class_table import ClassTable
from tlstudio.gui.answers.rows import label_answer
from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.inspect.report_page import ReportPage
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader

LEFT_PX = 332


class LabelsPage(ReportPage):
    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self.table = ClassTable(self)
        self.table.set_compact()
        self.table.classes.noun = self.tr("Label")
        self.grid = AnswerGrid(loader, self)
        self._summary = QLabel(self, wordWrap=True)
        self._title, self._count = QLabel(self), QLabel(self)
        self._lay_out()
        self.table.class_chosen.connect(self.show_label)
        self.grid.chosen.connect(self.answer_chosen)

    def show_report(self, report: Report) -> None:
        """Show another report, and the mistakes of the label that is found least well."""
        if report is self._report:
            return
        self._report = report
        self.table.show_report(report)
        text = self.tr("Macro F1 {f1}. A score of half or more gives a label.")
        self._summary.setText(text.format(f1=value_text("macro_f1", report.metrics["macro_f1"].value)))
        scores = report.by_output
        self.show_label(min(scores, key=lambda name: scores[name]["average_precision"]))

    def show_label(self, name: str) -> None:
        """Show the images that are wrong about a label, the surest first; all that have it where none is."""
        report = self._report
        assert report is not None, "the table is only filled from a report"
        place = report.names.index(name)
        rows = mistakes(report, place)
        right = [row for row in report.rows if row.target[place]]
        precision = value_text("map", report.by_output[name]["average_precision"])
        words = self.tr("{label}: mistakes, surest first") if rows else self.tr("{label}: no mistakes")
        self._title.setText(words.format(label=name))
        shown = len(rows or right)
        text = self.tr("{n} images · AP {ap}") if shown != 1 else self.tr("1 image · AP {ap}")
        self._count.setText(text.format(n=count(shown), ap=precision))
        self.grid.show_answers([label_answer(row, report.names) for row in rows or right], report.names)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Labels"), self)
        for label in (title, self._title):
            set_role(label, "section")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        foot = QLabel(self.tr("Click a label to see its mistakes."), self)
        for label in (self._summary, foot, self._count):
            set_role(label, "small secondary")
        left = QWidget(self)
        left.setFixedWidth(LEFT_PX)
        column_of(6, title, self._summary, (self.table, 1), foot, parent=left)
        right = column_of(8, row_of(6, (self._title, 1), self._count), (self.grid, 1))
        row_of(20, left, (right, 1), parent=self)
