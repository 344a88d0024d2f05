"""The price tag: what the ticks cost now, and how that changed with the last one."""

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.theme import color, set_role
from tlstudio.gui.widgets.freeze_state import Cut
from tlstudio.gui.widgets.icon_label import IconLabel
from tlstudio.gui.widgets.key_figure import KeyFigure
from tlstudio.gui.widgets.price import Price
from tlstudio.gui.widgets.quantities import joined, percent, shape_text, short_count, size
from tlstudio.gui.widgets.rows import hairline

LABEL_PX = 152
OPTIMIZERS = {"adamw": "AdamW", "adam": "Adam", "sgd": "SGD"}


class PriceTag(QFrame):
    """A strip of key numbers, each with a line of context and its change since the last tick."""

    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: tuple[Hashable, Price] | None = None
        self.trainable = KeyFigure(self.tr("Trainable"), self)
        self.frozen = KeyFigure(self.tr("Frozen"), self)
        self.optimizer = KeyFigure(self.tr("Optimizer memory"), self)
        self.cut = KeyFigure(self.tr("The cut"), self)
        self.sentence = QLabel()
        self.why_button = QPushButton(self.tr("Why?"))
        set_role(self, "strip")
        set_role(self.why_button, "link")
        self.why_button.clicked.connect(self.why_asked)
        self._lay_out()

    def show_unknown(self, reason: str) -> None:
        """Show no numbers, and why there are none."""
        self._last = None
        for figure in self._figures():
            figure.show_value(("–", ""), "")
        self.sentence.setText(reason)
        self.why_button.hide()

    def show_price(self, price: Price, key: Hashable) -> None:
        """Show a price. Its change is shown against the last price with the same `key`, such as the backbone."""
        before = self._last[1] if self._last and self._last[0] == key else None
        if before != price:
            self._last = (key, price)
            self._show(price, before)

    def set_compact(self, is_compact: bool) -> None:
        """Move the lines of context into tool tips."""
        for figure in self._figures():
            figure.set_compact(is_compact)

    def _figures(self) -> tuple[KeyFigure, ...]:
        return self.trainable, self.frozen, self.optimizer, self.cut

    def _show(self, price: Price, before: Price | None) -> None:
        of_all = self.tr("of {total} parameters ({share})")
        context = of_all.format(total=joined(short_count(price.total)), share=percent(price.trainable / price.total))
        self.trainable.show_value(short_count(price.trainable), context)
        self.frozen.show_value(short_count(price.frozen), self.tr("parameters held as they are"))
        self.optimizer.show_value(size(price.optimizer_bytes), self._optimizer_words(price))
        self.cut.show_words(self._cut_words(price.cut), self._shape_words(price.cut))
        self.sentence.setText(self._sentence(price))
        self.why_button.show()
        if before:
            self.trainable.show_change(price.trainable - before.trainable, short_count)
            self.optimizer.show_change(price.optimizer_bytes - before.optimizer_bytes, size)

    def _optimizer_words(self, price: Price) -> str:
        name = OPTIMIZERS[price.optimizer]
        if price.values == 2:
            return self.tr("{optimizer}: 2 values each").format(optimizer=name)
        if price.values == 1:
            return self.tr("{optimizer}: 1 value each").format(optimizer=name)
        return self.tr("{optimizer} without momentum").format(optimizer=name)

    def _cut_words(self, cut: Cut | None) -> str:
        if cut is None:
            return self.tr("none")
        if not cut.path:
            return self.tr("before the head")
        return self.tr("after {part}").format(part=", ".join(part.title for part in cut.path[-2:]))

    def _shape_words(self, cut: Cut | None) -> str:
        if cut is None:
            return self.tr("the first layer trains")
        return self.tr("{shape} per image").format(shape=shape_text(cut.shape)) if cut.shape else ""

    def _sentence(self, price: Price) -> str:
        return {
            "all": self.tr("The whole backbone stays as it was pretrained; only the head learns."),
            "none": self.tr("Nothing is held still: every weight learns, which needs the most images and time."),
            "clean": self.tr("Everything before the cut stays as it is, and no step runs backward through it."),
            "scattered": self.tr(
                "No step runs backward before the cut. Frozen parts after it keep their weights, "
                "but steps still run back through them."
            ),
        }[price.reach]

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for number, figure in enumerate(self._figures()):
            if number:
                row.addWidget(hairline(self, is_vertical=True))
            row.addWidget(figure, 2 if figure is self.cut else 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(IconLabel("scissors", "accent", 16))
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.why_button)
        body = QVBoxLayout()
        body.setContentsMargins(16, 8, 16, 7)
        body.setSpacing(5)
        body.addLayout(row)
        body.addWidget(hairline(self))
        body.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(_Label(self))
        outer.addLayout(body, 1)


class _Label(QFrame):
    """The tinted name of the strip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(LABEL_PX)
        title, note = QLabel(self.tr("Price tag")), QLabel(self.tr("▼ since your last tick"))
        set_role(title, "title accent")
        set_role(note, "tiny secondary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("tag", "accent", 20))
        head.addWidget(title)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 8, 0)
        column.setSpacing(3)
        column.addStretch(1)
        column.addLayout(head)
        column.addWidget(note)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("accent_tint"))
        painter.end()
