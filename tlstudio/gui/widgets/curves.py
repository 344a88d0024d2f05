"""One plot of a run, drawn by pyqtgraph. Import this module only when a plot is about to be shown."""

from PySide6.QtCore import QLocale, QPointF
from PySide6.QtWidgets import QGraphicsItem, QWidget

from tlstudio.gui.theme.theme import theme
from tlstudio.gui.widgets.curve_drawing import CurveDrawing
from tlstudio.gui.widgets.curve_flag import Flag
from tlstudio.gui.widgets.epoch_plot import EpochPlot
from tlstudio.gui.widgets.pictures import Picture, is_same
from tlstudio.gui.widgets.readings import Reading, reading


class CurvePlot(EpochPlot):
    """Draws a Picture, with flags on its best epoch and on what was changed while it ran."""

    def __init__(self, *, percent: bool, has_flag: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(percent=percent, parent=parent)
        self._has_flag = has_flag  # names the best epoch; the line alone is enough for a plot below
        self._hidden: set[str] = set()
        self._drawing = CurveDrawing()
        self._best_flag = Flag(self.tr("Best"), "success")
        self._flags: dict[tuple[float, str], Flag] = {}  # of the marks
        self._add(self._drawing, 0)
        self._add(self._best_flag, 1)
        self.axes.changed.connect(self._place_flags)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_percent(self, percent: bool) -> None:
        """Whether y is a share of 1."""
        if percent != self.axes.percent:
            self.axes.percent = percent
            self._draw()

    def set_log(self, is_log: bool) -> None:
        """Whether y is logarithmic."""
        self._is_log = is_log
        self.axes.show_whole()
        self._draw()

    def show_picture(self, picture: Picture) -> None:
        """Draw it, unless it is what is there."""
        if not is_same(picture, self._given):
            self._given = picture
            self._draw()

    def set_line_visible(self, name: str, visible: bool) -> None:
        """`name` is "train", "val", "source" or the name of another run."""
        (self._hidden.discard if visible else self._hidden.add)(name)
        self._draw()

    def _add(self, item: QGraphicsItem, depth: int) -> None:
        item.setZValue(depth)
        self._plot.addItem(item, ignoreBounds=True)

    def _value_text(self, value: float) -> str:
        if self.axes.percent:
            return f"{QLocale().toString(100 * value, 'f', 1)} %"
        return QLocale().toString(value, "g", 4)

    def _draw_lines(self) -> None:
        self._drawing.show_picture(self._picture, self._hidden, self.axes.whole)
        self._place_flags()

    def _read(self, at: QPointF) -> Reading:
        return reading(self._given, at.x(), self._hidden)

    def _place_flags(self) -> None:
        """At the top of what is in view; those of changes below the best one's, so that both can be read."""
        best = self._picture.best
        self._best_flag.setVisible(best is not None and self._has_flag and "val" not in self._hidden)
        if best:
            self._best_flag.place(best[0], self.axes.top, self.axes.is_right(best[0], 0.85))
        marks = self._picture.marks if self._has_flag else ()
        for mark in self._flags.keys() - set(marks):
            self._plot.removeItem(self._flags.pop(mark))
        for mark in marks:
            self._flag_of(mark).place(mark[0], self.axes.top, self.axes.is_right(mark[0], 0.8))

    def _flag_of(self, mark: tuple[float, str]) -> Flag:
        if mark not in self._flags:
            self._flags[mark] = Flag(mark[1], "accent", row=1)
            self._add(self._flags[mark], 2)
        return self._flags[mark]
