"""The scatter plot in its card, with the choice of axes and what the marks mean. Imports pyqtgraph: import it late."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from tlstudio.engine.backbones.catalogue import catalogue
from tlstudio.engine.backbones.search import Candidate
from tlstudio.gui.backbones.plot import BackbonePlot
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel, IconLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of

LEAST_PX = 60  # of words below the plot


class BackbonePlotCard(QFrame):
    picked = Signal(str)  # name of a backbone

    def __init__(self, recommended: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.axes = QComboBox()
        self.plot = BackbonePlot(catalogue().values(), recommended, self)
        self._shown = 0
        self._missing = ElidedLabel(LEAST_PX)
        set_role(self._missing, "small secondary")
        for key, words in (
            ("accuracy_parameters", self.tr("ImageNet against parameters")),
            ("accuracy_gflops", self.tr("ImageNet against GFLOPs")),
            ("gflops_parameters", self.tr("GFLOPs against parameters")),
        ):
            self.axes.addItem(words, key)
        self.axes.setAccessibleName(self.tr("Axes of the plot"))
        self._lay_out()
        self.axes.currentIndexChanged.connect(self._on_axes)
        self.plot.picked.connect(self.picked)
        self.plot.show_axes(self.axes.currentData())

    @property
    def note(self) -> str:
        """What of the shown ones is not drawn, and why."""
        return self._missing.text()

    def show_candidates(self, shown: Sequence[Candidate]) -> None:
        self.plot.show_candidates(shown)
        self._say_missing(len(shown))

    def _on_axes(self) -> None:
        self.plot.show_axes(self.axes.currentData())
        self._say_missing(self._shown)

    def _say_missing(self, shown: int) -> None:
        self._shown = shown
        missing = shown - len(self.plot.drawn.infos)
        words = self.tr("{missing} of {shown} publish no ImageNet accuracy")
        self._missing.setText(words.format(missing=count(missing), shown=count(shown)) if missing else "")
        self._missing.setToolTip(self.tr("GFLOPs against parameters shows them all."))

    def _lay_out(self) -> None:
        legend = row_of(4, *self._legend())
        column_of(4, self.axes, (self.plot, 1), legend, self._missing, margins=(10, 10, 10, 8), parent=self)

    def _legend(self) -> list[QWidget | None]:
        marks: list[QWidget | None] = []
        for name, token, words in (
            ("star", "accent", self.tr("recommended")),
            ("dot", "accent", self.tr("on this computer")),
            ("dot", "outline", self.tr("to download")),
        ):
            label = ElidedLabel(LEAST_PX)
            label.setText(words)
            set_role(label, "small secondary")
            marks += [IconLabel(name, token, 14), label, None]
        return marks[:-1]
