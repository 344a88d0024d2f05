"""What the model says against what is true, and the images where it is furthest off. Imports pyqtgraph."""

from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.engine.tasks.regression import worst
from tlstudio.engine.tasks.report import Report, Row
from tlstudio.gui.answers.answer_grid import AnswerGrid
from tlstudio.gui.answers.rows import number_answer, ranges_of
from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.inspect.report_page import ReportPage
from tlstudio.gui.inspect.scatter import Scatter
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField
from tlstudio.gui.widgets.labels import Facts
from tlstudio.gui.widgets.rows import column_of, row_of
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader

LEFT_PX = 340


class NumbersPage(ReportPage):
    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._rows: list[Row] = []  # of the grid
        self.output = ChoiceField({}, self)
        self.scatter = Scatter(self)
        self.facts = Facts({"mae": self.tr("Mean error"), "rmse": "RMSE", "r2": "R²"}, self)
        self.grid = AnswerGrid(loader, self)
        self._lay_out()
        self.output.value_edited.connect(self.show_output)
        self.scatter.point_chosen.connect(self._on_point)
        self.grid.chosen.connect(self._on_answer)

    def show_report(self, report: Report) -> None:
        """Show another report, from its first number on."""
        if report is self._report:
            return
        self._report = report
        self.output.clear()
        for place, name in enumerate(report.names):
            self.output.addItem(name, place)
        self.show_output(0)

    def show_output(self, output: int) -> None:
        """Show another of the numbers."""
        report = self._report
        assert report is not None, "the choices come from a report"
        for name, value in report.by_output[report.names[output]].items():
            self.facts.set_fact(name, value_text(name, value))
        self._rows = worst(report, output)
        self.scatter.show_points([(float(row.target[output]), float(row.scores[output])) for row in self._rows])
        ranges = ranges_of(report)
        answers = [number_answer(row, report.names, ranges, output) for row in self._rows]
        self.grid.show_answers(answers, report.names)

    def _on_point(self, place: int) -> None:
        index = self.grid.model_of_answers.index(place)
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index)

    def _on_answer(self, answer: object) -> None:
        place = self.grid.currentIndex().row()
        self.scatter.mark(place if answer else -1)
        self.answer_chosen.emit(answer)

    def _lay_out(self) -> None:
        title, order = QLabel(self.tr("Said against true"), self), QLabel(self.tr("Furthest off first"), self)
        for label in (title, order):
            set_role(label, "section")
        foot = QLabel(self.tr("Click a point to see its image. On the line, the model is right."), self, wordWrap=True)
        set_role(foot, "small secondary")
        self.output.setAccessibleName(self.tr("Number shown"))
        left = QWidget(self)
        left.setFixedWidth(LEFT_PX)
        column_of(8, row_of(6, (title, 1), self.output), (self.scatter, 1), foot, self.facts, parent=left)
        row_of(20, left, (column_of(8, order, (self.grid, 1)), 1), parent=self)
