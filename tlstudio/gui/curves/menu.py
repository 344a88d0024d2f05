"""The menu of the curves: what they show, and how they leave the program.

The menu of the curves put to work: what it switches, copies and saves.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from tlstudio.engine.runs.curves import curve_csv
from tlstudio.engine.runs.runs import open_run
from tlstudio.engine.storage import write_durably
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import color
from tlstudio.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from tlstudio.gui.curves.views import CurvesView


class CurvesMenu(QToolButton):
    log_toggled = Signal(bool)
    rate_toggled = Signal(bool)
    classes_toggled = Signal(bool)
    whole_asked = Signal()
    copy_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("more"))
        self.setToolTip(self.tr("Axes, learning rate, classes, saving"))
        self.setAccessibleName(self.tr("More about the curves"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.log = self._checkable(menu, self.tr("Logarithmic &loss"))
        self.rate = self._checkable(menu, self.tr("Learning &rate"))
        self.classes = self._checkable(menu, self.tr("&Each class"))
        self.classes.setToolTip(self.tr("In place of the accuracy, how each class does"))
        self.whole = menu.addAction(self.tr("Show the &whole run (double click)"))
        menu.addSeparator()
        self.copy = menu.addAction(self.tr("&Copy picture"))
        self.save = menu.addAction(self.tr("&Save as…"))
        self.setMenu(menu)
        self.log.toggled.connect(self.log_toggled)
        self.rate.toggled.connect(self.rate_toggled)
        self.classes.toggled.connect(self.classes_toggled)
        self.whole.triggered.connect(lambda: self.whole_asked.emit())
        self.copy.triggered.connect(lambda: self.copy_asked.emit())
        self.save.triggered.connect(lambda: self.save_asked.emit())

    def _checkable(self, menu: QMenu, text: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        return action


class CurvesSaving(QObject):
    failed = Signal(object)  # a StudioError

    def __init__(self, menu: CurvesMenu, view: "CurvesView", jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._jobs = jobs
        self._window = parent
        self._menu = menu
        self.run = ""  # the folder of the run in front; "" where there is none
        menu.log_toggled.connect(view.loss.plot.set_log)
        menu.rate_toggled.connect(view.rate.setVisible)
        menu.classes_toggled.connect(view.set_classes)
        menu.whole_asked.connect(view.show_whole)
        menu.copy_asked.connect(self.copy)
        menu.save_asked.connect(self.ask)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self._sheet().image())

    def ask(self) -> None:
        """Ask for a file."""
        kinds = {".png": self.tr("Image (*.png)"), ".svg": self.tr("Drawing (*.svg)")}
        if self.run:
            kinds[".csv"] = self.tr("Numbers (*.csv)")
        title = self.tr("Save the curves")
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, "curves.png", ";;".join(kinds.values()))
        if chosen:
            path, suffix = Path(chosen), next((key for key, words in kinds.items() if words == kind), ".png")
            self.save(path if path.suffix else path.with_suffix(suffix))

    def save(self, path: Path) -> None:
        """Write the numbers of the run as CSV, or the picture as SVG or, under any other name, as PNG."""
        folder, is_table = self.run, path.suffix.lower() == ".csv" and bool(self.run)
        per_class = self._menu.classes.isChecked()
        picture = b"" if is_table else self._sheet().file(path.suffix)

        def work(_progress: object, _should_stop: object) -> None:
            write_durably(path, _table(folder, per_class) if is_table else picture)

        self._jobs.run(self.tr("Saving the curves"), work, lambda _: None, self.failed.emit, key="curves")

    def _sheet(self) -> Sheet:
        view = self._view
        return Sheet(view.size(), lambda painter: view.render(painter, QPoint()), color("window"))


def _table(folder: str, per_class: bool) -> bytes:
    return curve_csv(open_run(Path(folder)).events(), per_class=per_class).encode()
