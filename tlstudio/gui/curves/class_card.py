"""The plot of each class in its card. Imports pyqtgraph, so import it late."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from tlstudio.engine.runs.class_scores import MOST_NOTED
from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.curves.class_choice import Choice, ClassChoice
from tlstudio.gui.curves.class_lines import ClassLine, class_lines, class_picture, shown_of, styles_of
from tlstudio.gui.curves.class_plot import ClassPlot, look_of
from tlstudio.gui.curves.legend import DASHES, DOTS, Legend, LegendEntry
from tlstudio.gui.curves.pictures import Picture
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.theme.theme import set_role, theme
from tlstudio.gui.widgets.rows import column_of, row_of


class ClassCard(QFrame):
    """A line for each of the chosen classes of a run: its recall, or the error of a number, on the validation images.

    What somebody chose holds for other runs too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.chosen: tuple[str, ...] | None = None  # None: the worst
        self._curves: RunCurves | None = None
        self._seen: tuple[object, ...] = ()  # what the lines were drawn of
        self._styles: dict[str, int] = {}
        self._title = QLabel(self)
        self.legend = Legend(self)
        self.choice = ClassChoice(self)
        self.plot = ClassPlot(self)
        self.missing = QLabel(self)  # lies on the plot
        self._lay_out()
        self.legend.line_toggled.connect(lambda _key, shown: self.plot.set_whole_visible(shown))
        self.choice.picked.connect(self._pick)

    def show_run(self, curves: RunCurves) -> None:
        """Follow the run; lines are drawn anew only where an epoch was added."""
        seen = (curves, curves.last, curves.total_epochs, theme().tokens)
        if seen == self._seen:
            self.plot.show_reached(curves.reached)
            return
        self._curves, self._seen = curves, seen
        self._show()

    def show_plan(self, epochs: int) -> None:
        """Empty axes for so many epochs."""
        self._curves, self._seen = None, ()
        self._show_lines(Picture(total=float(epochs), ticks=(0.0, 0.25, 0.5, 0.75, 1.0)), [], [], is_share=True)
        self.missing.hide()

    def _show(self) -> None:
        curves = self._curves
        assert curves is not None
        lines = class_lines(curves)
        shown = shown_of(lines, self.chosen)
        self._title.setText(self._title_of(curves))
        self.setAccessibleName(self._title.text())
        self._show_lines(class_picture(curves, shown), lines, shown, is_share=curves.metric != "rmse")
        self.missing.setText("" if lines else self._why_none(curves))
        self.missing.setVisible(not lines)

    def _show_lines(
        self, picture: Picture, lines: Sequence[ClassLine], shown: Sequence[ClassLine], *, is_share: bool
    ) -> None:
        self._styles = styles_of(shown, self._styles)
        self.plot.show_lines(picture, shown, self._styles, percent=is_share)
        metric = "accuracy" if is_share else "mae"
        entries = tuple(_entry(line, self._styles, metric) for line in lines)
        self.choice.show_choice(Choice(entries, tuple(line.name for line in shown), self.chosen is None))
        whole = value_text("accuracy", float(picture.val.y[-1])) if len(picture.val.y) else ""
        entry = LegendEntry("val", self.tr("All images"), whole, "held", dashed=True)
        self.legend.show_entries([entry] if whole and lines else [])

    def _pick(self, names: tuple[str, ...] | None) -> None:
        self.chosen = names
        if self._curves:
            self._show()

    def _title_of(self, curves: RunCurves) -> str:
        return {
            "accuracy": self.tr("Recall of each class"),
            "map": self.tr("Recall of each label"),
            "rmse": self.tr("Mean absolute error of each number"),
        }[curves.metric]

    def _why_none(self, curves: RunCurves) -> str:
        count = len(curves.started.classes) if curves.started else 0
        if not curves.epochs:
            return self.tr("The classes show after the first epoch")
        if count > MOST_NOTED:
            return self.tr("With more than {count} classes, a run does not note each").format(count=MOST_NOTED)
        if curves.metric == "rmse" and count == 1:
            return self.tr("This run has one number only")
        return self.tr("This run did not note its classes")

    def _lay_out(self) -> None:
        set_role(self._title, "section")
        set_role(self.missing, "secondary")
        header = row_of(12, self._title, None, self.legend, self.choice)
        header.setContentsMargins(14, 6, 6, 0)
        stack = QGridLayout()
        stack.addWidget(self.plot, 0, 0)
        stack.addWidget(self.missing, 0, 0, Qt.AlignmentFlag.AlignCenter)
        column_of(0, header, (stack, 1), margins=(1, 1, 1, 6), parent=self)


def _entry(line: ClassLine, styles: Mapping[str, int], metric: str) -> LegendEntry:
    hue, pattern = look_of(styles[line.name]) if line.name in styles else ("control", ())
    value = value_text(metric, line.now)
    return LegendEntry(line.name, line.name, value, hue, dashed=pattern == tuple(DASHES), dotted=pattern == tuple(DOTS))
