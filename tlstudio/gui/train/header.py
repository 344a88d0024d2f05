"""The row above the curves: curves or table, how smooth, and the best score where the inspector is away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSlider, QToolButton, QWidget

from tlstudio.gui.curves.menu import CurvesMenu
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.rows import row_of
from tlstudio.gui.widgets.segment import Segment

SMOOTHING = 50  # where the slider stands at first, of 100


class TrainHeader(QWidget):
    view_chosen = Signal(str)  # "curves", "table" or "samples"
    smoothing_changed = Signal()
    drawer_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = [("curves", self.tr("Curves")), ("table", self.tr("Table")), ("samples", self.tr("Samples"))]
        self.views = Segment(self.tr("Show as"), options, self)
        self.views.set_current("curves")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, 100)
        self.slider.setValue(SMOOTHING)
        self.slider.setFixedWidth(80)
        self.slider.setAccessibleName(self.tr("Smoothing of the train loss"))
        self._smooth = ElidedLabel(24, self)
        self._smooth.setText(self.tr("Smooth"))
        self._smooth.setBuddy(self.slider)
        self.more = CurvesMenu(self)
        self._best = QLabel(self)
        self.drawer = QToolButton(self)
        self._lay_out()
        self.views.chosen.connect(self._on_view)
        self.slider.valueChanged.connect(self.smoothing_changed)
        self.drawer.clicked.connect(self.drawer_pressed)

    @property
    def smoothing(self) -> float:
        """A share of 1."""
        return self.slider.value() / 100

    def show_best(self, score: str) -> None:
        self._best.setText(self.tr("Best {score}").format(score=score) if score else "")

    def set_narrow(self, is_narrow: bool) -> None:
        """Narrow: the inspector is a drawer, opened from here, and its first number stands here."""
        self.drawer.setVisible(is_narrow)
        self._best.setVisible(is_narrow)

    def _lay_out(self) -> None:
        set_role(self._smooth, "secondary")
        set_role(self._best, "section")
        self.drawer.setIcon(icon("panel-right"))
        self.drawer.setToolTip(self.tr("Run and settings (Ctrl+I)"))
        self.drawer.setAccessibleName(self.tr("Run and settings"))
        row = row_of(10, self.views, None, parent=self)
        for widget in (self._best, self._smooth, self.slider, self.more, self.drawer):
            row.addWidget(widget)
        row.setAlignment(self.views, Qt.AlignmentFlag.AlignVCenter)

    def _on_view(self, key: str) -> None:
        for widget in (self._smooth, self.slider, self.more):
            widget.setVisible(key == "curves")
        self.view_chosen.emit(key)
