"""The one number of Inspect with its interval, and what is looked at: which run, which images, which view."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from tlstudio.engine.evaluation.target_report import INTERVALS, AnyReport, LabelReport, NumberReport
from tlstudio.gui.answers.scores import is_share, title_of, value_text
from tlstudio.gui.answers.targets import key_metric
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
        self._views = [("mistakes", self.tr("Mistakes")), ("classes", self.tr("Classes")), ("try", self.tr("Try it"))]
        self._shown: Options = self._views
        self.views = Segment(self.tr("View"), self._views, self)
        self.views.set_current("mistakes")
        self.drawer = QToolButton(self)
        self._lay_out()
        self._connect()

    def show_report(self, report: AnyReport | None, waiting: str) -> None:
        """The report, or the words that stand in for it."""
        for widget in (self.number, self.interval, self._range):
            widget.setVisible(report is not None)
        if report is None:
            self.source.setText(waiting)
            return
        self._show_views(report)
        metric = key_metric(report)
        self.number.setText(value_text(metric.name, metric.value))
        self.interval.setVisible(is_share(metric.name) and self.drawer.isHidden())
        if is_share(metric.name):
            self.interval.show_interval(metric.value, *metric.interval)
        self.source.setText(self._source_words(report, metric.name).format(n=count(report.n)))
        low, high = (value_text(metric.name, end).removesuffix(" %") for end in metric.interval)
        self._range.setText(self.tr("95 % interval {low}–{high}").format(low=low, high=high))
        self._range.setToolTip("" if metric.name == "accuracy" else INTERVALS)

    def _source_words(self, report: AnyReport, metric: str) -> str:
        is_val = report.split == "val"
        if metric == "accuracy":
            right = self.tr("of {n} validation images are right")
            return right if is_val else self.tr("of {n} test images are right")
        name = title_of(metric)
        words = self.tr("{metric}, {n} validation images") if is_val else self.tr("{metric}, {n} test images")
        return words.replace("{metric}", name)

    def _show_views(self, report: AnyReport) -> None:
        """Which views there are follows from the task."""
        options = self._views
        if isinstance(report, LabelReport):
            options = [("mistakes", self.tr("Labels")), options[-1]]
        elif isinstance(report, NumberReport):
            options = [("mistakes", self.tr("Errors")), options[-1]]
        if options != self._shown:
            current = self.views.current
            self._shown = options
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
        self.interval.setVisible(not is_narrow and not self._range.isHidden() and self.number.text().endswith("%"))

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
