"""The filters above the table of backbones: words, choices and ranges, how many are left, and the way back to all."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.backbones.search import Filter
from tlstudio.gui.backbones.range_fields import RangeFields
from tlstudio.gui.backbones.words import use_text
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.numbers import MILLION, count
from tlstudio.gui.widgets.rows import column_of, row_of

HERE = frozenset({"bundled", "here"})
SEARCH_PX, CHOICE_PX = 200, 132


class BackboneFilters(QWidget):
    """`wanted` is what the fields say; `changed` comes at every key."""

    changed = Signal()

    def __init__(self, infos: Iterable[BackboneInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        infos = list(infos)
        families = sorted({info.family for info in infos}, key=str.lower)
        sizes = sorted({info.input_px for info in infos})
        self.search = QLineEdit()
        self.family = _choice(self.tr("All families"), [(family, family) for family in families])
        self.image = _choice(self.tr("Any image size"), [(f"{px} px", px) for px in sizes])
        self.licence = _choice(self.tr("Any licence"), [(use_text(use), use) for use in ("yes", "no", "unknown")])
        self.weights = _choice(
            self.tr("Any weights"),
            [
                (self.tr("On this computer"), HERE),
                (self.tr("Bundled"), frozenset({"bundled"})),
                (self.tr("To download"), frozenset({"download"})),
                (self.tr("None published"), frozenset({"none"})),
            ],
        )
        self.parameters = RangeFields(self.tr("Parameters"), self.tr("M"), MILLION)
        self.gflops = RangeFields(self.tr("GFLOPs"))
        self.accuracy = RangeFields(self.tr("ImageNet at least"), "%", has_high=False)
        self.found = QLabel()
        self.reset_button = QPushButton(self.tr("Reset filters"))
        self._choices = (self.family, self.weights, self.licence, self.image)
        self._ranges = (self.parameters, self.gflops, self.accuracy)
        self._set_up()
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> Filter:
        return Filter(
            text=self.search.text(),
            family=self.family.currentData() or "",
            parameters=self.parameters.range,
            gflops=self.gflops.range,
            accuracy=self.accuracy.range,
            input_px=self.image.currentData(),
            commercial=self.licence.currentData(),
            weights=self.weights.currentData() or frozenset(),
        )

    def reset(self) -> None:
        """Let everything through again."""
        self.blockSignals(True)
        self.search.clear()
        for choice in self._choices:
            choice.setCurrentIndex(0)
        for fields in self._ranges:
            fields.clear()
        self.blockSignals(False)
        self.changed.emit()

    def show_found(self, shown: int, total: int) -> None:
        words = self.tr("{shown} of {total}") if shown < total else self.tr("{total} backbones")
        self.found.setText(words.format(shown=count(shown), total=count(total)))
        self.reset_button.setEnabled(self.wanted != Filter())

    def _set_up(self) -> None:
        self.search.setPlaceholderText(self.tr("Find by name, title, family…"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setAccessibleName(self.tr("Find a backbone"))
        self.search.setMinimumWidth(SEARCH_PX)
        titles = (self.tr("Family"), self.tr("Weights"), self.tr("Licence"), self.tr("Image size"))
        for choice, title in zip(self._choices, titles, strict=True):
            choice.setAccessibleName(title)
        self.reset_button.setAutoDefault(False)
        set_role(self.reset_button, "link")
        set_role(self.found, "section")

    def _lay_out(self) -> None:
        column = column_of(8, parent=self)
        first = row_of(8, self.search, *self._choices)
        first.setStretch(0, 1)
        column.addLayout(first)
        column.addLayout(row_of(20, *self._ranges, None, self.found, self.reset_button))

    def _connect(self) -> None:
        self.search.textChanged.connect(self.changed)
        for choice in self._choices:
            choice.currentIndexChanged.connect(self.changed)
        for fields in self._ranges:
            fields.changed.connect(self.changed)
        self.reset_button.clicked.connect(self.reset)


def _choice(everything: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
    """A box whose first choice lets everything through."""
    box = QComboBox()
    box.addItem(everything, None)
    for text, value in choices:
        box.addItem(text, value)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setMinimumWidth(CHOICE_PX)
    return box
