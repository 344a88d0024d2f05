"""The one number of Inspect with its interval, and what is looked at: which run, which images, which view."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from tlstudio.engine.evaluation.report import Report
from tlstudio.gui.icons import icon
from tlstudio.gui.theme import set_role
from tlstudio.gui.widgets.interval import Interval
from tlstudio.gui.widgets.quantities import count
from tlstudio.gui.widgets.run_list import score_text
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
        options = [("mistakes", self.tr("Mistakes")), ("classes", self.tr("Classes")), ("try", self.tr("Try it"))]
        self.views = Segment(self.tr("View"), options, self)
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
        self.number.setText(score_text(report.accuracy))
        self.interval.show_interval(report.accuracy, *report.accuracy_interval)
        words = self.tr("of {n} test images are right")
        if report.split == "val":
            words = self.tr("of {n} validation images are right")
        self.source.setText(words.format(n=count(report.n)))
        low, high = (QLocale().toString(end * 100, "f", 1) for end in report.accuracy_interval)
        self._range.setText(self.tr("95 % interval {low}–{high}").format(low=low, high=high))

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
        self.interval.setVisible(not is_narrow and not self._range.isHidden())

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
