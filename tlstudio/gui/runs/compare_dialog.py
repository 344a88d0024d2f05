"""Two runs beside each other: whether they differ beyond chance, their settings, curves and mistakes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.table import facts_of
from tlstudio.gui.answers.confusion import ConfusionChange, ConfusionMatrix
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.runs.model import RunsModel
from tlstudio.gui.services.jobs import Cancelled, Progress, ShouldStop
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.setting_words import title_text, value_text
from tlstudio.gui.theme.theme import font, set_role
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.rows import column_of, hairline, row_of
from tlstudio.gui.widgets.segment import Segment
from tlstudio.gui.widgets.tables import RowDelegate, make_row_table

if TYPE_CHECKING:
    from tlstudio.engine.evaluation.comparison import Comparison

SMOOTHING = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    comparison: "Comparison"
    curves: tuple[RunCurves, RunCurves]


class CompareDialog(QDialog):
    def __init__(self, services: Services, first: Run, second: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        naming = RunsModel(self)
        self.names = (naming.name_of(facts_of(first)), naming.name_of(facts_of(second)))
        self.sentence = QLabel(wordWrap=True)
        self.banner = Banner(self)
        self.progress = QProgressBar(self, textVisible=False)
        self.views = Segment(self.tr("What of the runs"), self._views(), self)
        self.table, self.rows = QTableView(self), QStandardItemModel(self)
        self.change = ConfusionMatrix(self, ConfusionChange(self))
        self._pages = QStackedWidget(self)
        self._curves_page, self._change_note = QWidget(), QLabel(wordWrap=True)
        self._close_button = QPushButton(self.tr("Close"))
        self._set_up()
        self._lay_out()
        self._close_button.clicked.connect(self.accept)
        self.views.chosen.connect(self._on_view)
        services.jobs.changed.connect(self._show_progress)
        self._start(first, second)

    def _views(self) -> list[tuple[str, str]]:
        return [
            ("settings", self.tr("Settings and scores")),
            ("curves", self.tr("Curves")),
            ("confusion", self.tr("Answers")),
        ]

    def _start(self, first: Run, second: Run) -> None:
        device = self._services.preferences.device

        def work(progress: Progress, should_stop: ShouldStop) -> Found:
            from tlstudio.engine.evaluation.comparison import compare_runs

            found = compare_runs(first, second, device=device, progress=progress, should_stop=should_stop)
            return Found(found, (_curves(first), _curves(second)))

        title = self.tr("Comparing {first} and {second}").format(first=self.names[0], second=self.names[1])
        self.sentence.setText(f"{title}…")
        self._services.jobs.run(title, work, self._on_found, self._on_failed, key="compare runs")

    def _on_found(self, found: Found) -> None:
        self.progress.hide()
        self.sentence.setText(self.told(found.comparison))
        self._fill(found.comparison)
        self._show_change(found.comparison)
        self._show_curves(found.curves)

    def told(self, found: "Comparison") -> str:
        """What the paired test came to, in a sentence with the names of the runs."""
        test = found.test
        if test.p is None:
            return say_sentence(test.reason)
        if not test.better:
            text = self.tr("No detectable difference between {first} and {second} ({p}, {n} images)")
        elif test.better == 1:
            text = self.tr("{first} is better than {second}, beyond chance ({p}, {n} images)")
        else:
            text = self.tr("{second} is better than {first}, beyond chance ({p}, {n} images)")
        return text.format(first=self.names[0], second=self.names[1], p=test.p_text, n=test.n)

    def _on_failed(self, error: Exception) -> None:
        self.progress.hide()
        self.sentence.setText(self.tr("Not compared"))
        if not isinstance(error, Cancelled):
            self.banner.say("error", say_sentence(error))

    def _fill(self, found: "Comparison") -> None:
        from tlstudio.engine.evaluation.comparison import metrics_of

        scores = [metrics_of(report) for report in found.reports]
        for name in scores[0]:
            cells = [one.get(name, "–") for one in scores]
            self._add([f"{name[:1].upper()}{name[1:]}", *cells], is_score=True)
        for key in found.keys:
            self._add([title_text(key), *(value_text(key, one[key]) for one in found.settings)], is_score=False)
        if not found.keys:
            self._add([self.tr("Settings"), self.tr("the same"), self.tr("the same")], is_score=False)

    def _add(self, cells: list[str], *, is_score: bool) -> None:
        items = [QStandardItem(text) for text in cells]
        for item in items:
            item.setToolTip(item.text())
            if is_score:
                item.setFont(font(1.0, 600))
        self.rows.appendRow(items)

    def _show_change(self, found: "Comparison") -> None:
        report, change = found.reports[0], found.confusion_difference
        if change is None:
            self.change.hide()
            self._change_note.setText(self.tr("Their answers cannot be laid beside each other."))
            return
        self.change.show_counts(report.names, change)
        text = self.tr(
            "Images, {second} less {first}: rows are the labels, columns what the runs said. "
            "{only_first} images are right in {first} alone, {only_second} in {second} alone."
        )
        numbers = {"only_first": found.test.only_first, "only_second": found.test.only_second}
        self._change_note.setText(text.format(first=self.names[0], second=self.names[1], **numbers))

    def _show_curves(self, curves: tuple[RunCurves, RunCurves]) -> None:
        from tlstudio.gui.curves.views import CurvesView  # imports pyqtgraph

        if curves[1].started is None:
            return
        view = CurvesView(self._curves_page)
        view.plan.hide()
        view.show_curves(curves[1], SMOOTHING, [(self.names[0], curves[0])])
        layout = self._curves_page.layout()
        assert layout
        layout.addWidget(view)

    def _show_progress(self) -> None:
        job = self._services.jobs.find("compare runs")
        if job and job.total:
            self.progress.setMaximum(job.total)
            self.progress.setValue(job.done)

    def _on_view(self, key: str) -> None:
        self.views.set_current(key)
        self._pages.setCurrentIndex(("settings", "curves", "confusion").index(key))

    def _set_up(self) -> None:
        self.setWindowTitle(self.tr("Compare {first} and {second}").format(first=self.names[0], second=self.names[1]))
        self.resize(860, 600)
        self.views.set_current("settings")
        self.rows.setHorizontalHeaderLabels(["", *self.names])
        self.table.setModel(self.rows)
        self.table.setItemDelegate(RowDelegate(5, self.table))
        self.table.setAccessibleName(self.tr("Settings and scores of both runs"))
        make_row_table(self.table, {0: 180, 1: 318})
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._close_button.setAutoDefault(False)
        set_role(self.sentence, "section")
        set_role(self._change_note, "secondary")

    def _lay_out(self) -> None:
        answers = QWidget()
        below = column_of(10, self._change_note, (self.change, 1), parent=answers)
        below.addStretch(0)
        QVBoxLayout(self._curves_page).setContentsMargins(0, 0, 0, 0)
        for page in (self.table, self._curves_page, answers):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (self.sentence, self.progress, self.banner):
            column.addWidget(widget)
        column.addLayout(row_of(8, self.views, None))
        column.addWidget(self._pages, 1)
        column.addWidget(hairline(self))
        column.addLayout(row_of(8, None, self._close_button))

    def done(self, result: int) -> None:
        self._services.jobs.drop("compare runs")
        super().done(result)


def _curves(run: Run) -> RunCurves:
    curves = RunCurves()
    curves.feed(run.events())
    return curves
