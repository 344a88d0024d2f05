"""The one number of Inspect with its interval, and what is looked at: which run, which images, which view."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from tlstudio.engine.project import ObjectiveSpec
from tlstudio.engine.tasks.report import Report
from tlstudio.gui.answers.scores import title_of, value_text
from tlstudio.gui.inspect.pages import views_of
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.bars import Interval
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.segment import Segment

Options = Sequence[tuple[str, str]]


class InspectHeader(QWidget):
    view_chosen = Signal(str)  # "mistakes", "classes" or "try"
    run_chosen = Signal(str)
    split_chosen = Signal(str)  # "val" or "test"
    drawer_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLabel(self)
        self.interval = Interval(self)
        self.source = QToolButton(self)
        self._range = QLabel(self)
        self._is_share = False  # whether the number has a bar for its interval
        self.views = Segment(self.tr("View"), views_of(ObjectiveSpec().task), self)
        self.views.set_current("mistakes")
        self.drawer = QToolButton(self)
        self._lay_out()
        self._connect()

    def show_report(self, report: Report | None, waiting: str) -> None:
        """The report, or the words that stand in for it."""
        for widget in (self.number, self.interval, self._range):
            widget.setVisible(report is not None)
        if report is None:
            self.source.setText(waiting)
            return
        name, metric = report.task.info.key, report.key_metric
        self._is_share = report.task.info.key_metric.is_share
        self.number.setText(value_text(name, metric.value))
        self.interval.setVisible(self._is_share and self.drawer.isHidden())
        if self._is_share:
            self.interval.show_interval(metric.value, *metric.interval)
        self.source.setText(self._source_words(report, name).format(n=count(report.n)))
        low, high = (value_text(name, end).removesuffix(" %") for end in metric.interval)
        self._range.setText(self.tr("95 % interval {low}–{high}").format(low=low, high=high))
        self._range.setToolTip(report.task.judging.intervals_from)

    def _source_words(self, report: Report, metric: str) -> str:
        is_val = report.split == "val"
        if metric == "accuracy":
            right = self.tr("of {n} validation images are right")
            return right if is_val else self.tr("of {n} test images are right")
        name = title_of(metric)
        words = self.tr("{metric}, {n} validation images") if is_val else self.tr("{metric}, {n} test images")
        return words.replace("{metric}", name)

    def show_views(self, options: Options) -> None:
        """Offer the views of a task; the one that is shown stays where there is such a one."""
        current = self.views.current
        self.views.set_options(options)
        self.views.set_current(current if current in dict(options) else "mistakes")

    def show_sources(self, runs: Options, run: str, splits: Options, split: str) -> None:
        """What there is to choose from, as pairs of key and name, and what is chosen."""
        menu = QMenu(self.source)
        self._add_choices(menu, splits, split, self.split_chosen)
        menu.addSeparator()
        self._add_choices(menu, runs, run, self.run_chosen)
        old = self.source.menu()
        self.source.setMenu(menu)
        if old:
            old.deleteLater()

    def _add_choices(self, menu: QMenu, options: Options, current: str, chosen: SignalInstance) -> None:
        group = QActionGroup(menu)
        for key, name in options:
            action = QAction(name, menu, checkable=True)
            action.setChecked(key == current)
            action.triggered.connect(lambda _checked=False, key=key: chosen.emit(key))
            group.addAction(action)
            menu.addAction(action)

    def set_narrow(self, is_narrow: bool) -> None:
        self.drawer.setVisible(is_narrow)
        self.interval.setVisible(not is_narrow and not self._range.isHidden() and self._is_share)

    def _connect(self) -> None:
        self.views.chosen.connect(self.view_chosen)
        self.drawer.clicked.connect(self.drawer_pressed)

    def _lay_out(self) -> None:
        set_role(self.number, "hero")
        set_role(self._range, "small secondary")
        set_role(self.source, "quiet small")
        self.source.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.source.setToolTip(self.tr("Choose the run and the images it is judged on"))
        self._range.setContentsMargins(12, 0, 0, 0)
        self.drawer.setIcon(icon("panel-right"))
        self.drawer.setToolTip(self.tr("The chosen image (Ctrl+I)"))
        self.drawer.setAccessibleName(self.tr("Chosen image"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.source, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._range)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.number)
        row.addWidget(self.interval)
        row.addLayout(words)
        row.addStretch(1)
        for widget in (self.views, self.drawer):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
