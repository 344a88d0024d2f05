"""The menu of the curves put to work: what it switches, copies and saves."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.engine.storage import write_durably
from tlstudio.engine.training.curve_table import curve_csv
from tlstudio.engine.training.runs import open_run
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.steps.curves_menu import CurvesMenu
from tlstudio.gui.theme.theme import color
from tlstudio.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from tlstudio.gui.steps.train_views import CurvesView


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
