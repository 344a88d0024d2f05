"""A plot in its card: title and legend above, the curves below. Imports pyqtgraph, so import it late."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from tlstudio.gui.curves.legend import Legend, LegendEntry
from tlstudio.gui.curves.pictures import Picture
from tlstudio.gui.curves.plot import CurvePlot
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.rows import column_of, row_of

NOTE_PX = 40  # of the note, where the legend needs the room


class CurveCard(QFrame):
    """Shows a Picture; its legend hides lines; `set_overlay` puts a widget in the middle of an empty plot."""

    def __init__(self, title: str, *, percent: bool, has_flag: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setAccessibleName(title)
        self._title = QLabel(title, self)
        set_role(self._title, "section")
        self._note = ElidedLabel(NOTE_PX, self)
        set_role(self._note, "small secondary")
        self.legend = Legend(self)
        self.plot = CurvePlot(percent=percent, has_flag=has_flag, parent=self)
        self._lay_out()
        self.legend.line_toggled.connect(self.plot.set_line_visible)

    def show_curves(self, picture: Picture, entries: Sequence[LegendEntry], note: str = "") -> None:
        self.plot.show_picture(picture)
        self.plot.read_out.names = {entry.key: entry.name for entry in entries}
        self.legend.show_entries(entries)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_kind(self, title: str, *, percent: bool) -> None:
        """What is on the y axis."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self.plot.set_percent(percent)

    def set_overlay(self, widget: QWidget) -> None:
        self._stack.addWidget(widget, 0, 0, Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        header = row_of(12, self._title, None, self.legend, self._note, margins=(14, 6, 6, 0))
        self._stack = QGridLayout()
        self._stack.addWidget(self.plot, 0, 0)
        column_of(0, header, (self._stack, 1), margins=(1, 1, 1, 6), parent=self)
