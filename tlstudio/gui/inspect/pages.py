"""The pages of Inspect: those of the task that a run has learned, and the one to try the model."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tlstudio.engine.project import Task
from tlstudio.engine.tasks.report import Report
from tlstudio.gui.answers.answer_grid import AnswerGrid
from tlstudio.gui.inspect.labels_page import LabelsPage
from tlstudio.gui.inspect.mistakes_page import MistakesPage
from tlstudio.gui.inspect.report_page import ClassesPage, ReportPage
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.notices import Waiting
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader


class InspectPages(QStackedWidget):
    """Pages are built when a run of their task first comes."""

    answer_chosen = Signal(object)  # the Answer, or None
    view_wanted = Signal(str)  # a page leads to another view
    larger_asked = Signal(object, int)  # an AnswerGrid, and which of its images

    def __init__(self, loader: ThumbnailLoader, try_page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._try = try_page
        self._built: dict[Task, dict[str, ReportPage]] = {}
        self._views: dict[str, ReportPage] = {}  # of the task that is shown
        self._view, self._has_report = "mistakes", False
        self._blank, self.waiting = QWidget(self), Waiting(self)  # while no run is known, or no answers are
        self.addWidget(self._blank)
        self.addWidget(self.waiting)
        self.addWidget(try_page)
        self._serve(try_page)

    def show_task(self, task: Task) -> bool:
        """Have the pages of this task from now on; says whether they are others."""
        if task not in self._built:
            self._built[task] = _PAGES[task](self, self._loader)
            for page in self._built[task].values():
                page.answer_chosen.connect(self.answer_chosen)
                self.addWidget(page)
                self._serve(page)
        is_other = self._views is not self._built[task]
        self._views = self._built[task]
        return is_other

    def show_report(self, report: Report | None, *, is_coming: bool) -> None:
        """Show a report of the task; without one its pages give way to how far that is, or to nothing."""
        self._has_report = report is not None
        if report:
            for page in self._views.values():
                page.show_report(report)
        if self._view == "try" or not self._views:
            return
        missing = self.waiting if is_coming else self._blank
        self.setCurrentWidget(self._views[self._view] if report else missing)

    def _serve(self, page: QWidget) -> None:
        for grid in page.findChildren(AnswerGrid):
            grid.activated.connect(lambda index, grid=grid: self.larger_asked.emit(grid, index.row()))

    def show_view(self, key: str) -> QWidget:
        """Change to a view of the task, and give its page."""
        self._view = key
        page = self._try if key == "try" else self._views[key]
        self.setCurrentWidget(page if key == "try" or self._has_report else self.waiting)
        return page


def views_of(task: Task) -> list[tuple[str, str]]:
    """Key and title of each view of a task."""
    titles: dict[Task, list[tuple[str, str]]] = {
        "single_label": [("mistakes", say("Mistakes")), ("classes", say("Classes"))],
        "multi_label": [("mistakes", say("Labels"))],
        "regression": [("mistakes", say("Errors"))],
    }
    return [*titles[task], ("try", say("Try it"))]


def _pages_of_classes(pages: InspectPages, loader: ThumbnailLoader) -> dict[str, ReportPage]:
    mistakes, classes = MistakesPage(loader, pages), ClassesPage(pages)
    # In this order: only a matrix that is shown can take the focus.
    classes.table.class_chosen.connect(lambda _name: pages.view_wanted.emit("mistakes"))
    classes.table.class_chosen.connect(mistakes.show_class)
    return {"mistakes": mistakes, "classes": classes}


def _pages_of_labels(pages: InspectPages, loader: ThumbnailLoader) -> dict[str, ReportPage]:
    return {"mistakes": LabelsPage(loader, pages)}


def _pages_of_numbers(pages: InspectPages, loader: ThumbnailLoader) -> dict[str, ReportPage]:
    from tlstudio.gui.inspect.numbers_page import NumbersPage  # imports pyqtgraph

    return {"mistakes": NumbersPage(loader, pages)}


_PAGES: Mapping[Task, Callable[[InspectPages, ThumbnailLoader], dict[str, ReportPage]]] = {
    "single_label": _pages_of_classes,
    "multi_label": _pages_of_labels,
    "regression": _pages_of_numbers,
}
