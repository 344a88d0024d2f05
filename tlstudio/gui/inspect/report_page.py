"""What every page of a report has in common, and the page that is the table of classes alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.engine.tasks.report import Report
from tlstudio.gui.answers.class_table import ClassTable


class ReportPage(QWidget):
    """Shows the reports of one task."""

    answer_chosen = Signal(object)  # the Answer, or None

    def show_report(self, report: Report) -> None:
        """Show another report; nothing changes where it is the one that is shown."""
        raise NotImplementedError


class ClassesPage(ReportPage):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ClassTable(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_report(self, report: Report) -> None:
        self.table.show_report(report)
