"""The price tag: what the ticks cost now, and how that changed with the last one."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.model.price import (
    Price,
    cache_words,
    freeze_words,
    memory_words,
    peak_words,
    phases_words,
    run_words,
)
from tlstudio.gui.theme.theme import color, set_role
from tlstudio.gui.widgets.key_figure import KeyFigure
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.numbers import count, duration, joined, percent, short_count, size
from tlstudio.gui.widgets.rows import column_of, hairline, row_of

if TYPE_CHECKING:
    from tlstudio.engine.training.before.timing import Timing

LABEL_PX = 152
NOISE = 0.05  # of a measured time; a smaller change says nothing


class PriceTag(QFrame):
    """A strip of key numbers, each with a line of context and its change since the last tick."""

    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: tuple[Hashable, Price] | None = None
        self._timed: tuple[Hashable, Timing] | None = None
        self._timed_before: Timing | None = None
        self._shown: tuple[Timing, int] | None = None
        self._problem = ""
        self.trainable = KeyFigure(self.tr("Trainable parameters"), self)
        self.memory = KeyFigure(self.tr("Gradients, optimizer"), self)
        self.step = KeyFigure(self.tr("One step"), self)
        self.epoch = KeyFigure(self.tr("One epoch"), self)
        self.run = KeyFigure(self.tr("All epochs"), self)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.why_button = QPushButton(self.tr("Why?"))
        set_role(self, "strip")
        set_role(self.why_button, "link")
        self.why_button.clicked.connect(self.why_asked)
        self._lay_out()

    def show_unknown(self, reason: str) -> None:
        """Show no numbers, and why there are none."""
        self._last = self._timed = self._timed_before = self._shown = None
        self._problem = ""
        for figure in self._figures():
            figure.show_value(("–", ""), "")
            figure.set_detail("")
        self.sentence.setText(reason)
        self.why_button.hide()

    def show_price(self, price: Price, key: Hashable) -> None:
        """Show a price. Its change is shown against the last price with the same `key`, such as the backbone."""
        before = self._last[1] if self._last and self._last[0] == key else None
        if before != price:
            self._last = (key, price)
            self._show(price, before)

    def show_timing(self, timing: "Timing", epochs: int, key: Hashable) -> None:
        """Show what was measured, and its change since the last measurement with the same `key`."""
        if self._timed is None or self._timed[1] != timing:
            self._timed_before = self._timed[1] if self._timed and self._timed[0] == key else None
            self._timed = (key, timing)
        if self._shown != (timing, epochs):
            self._shown = (timing, epochs)
            self._show_times(timing, epochs, self._timed_before)
            self._show_peak(timing, self._timed_before)
        self._show_sentence("", self._shown)

    def show_measuring(self, key: Hashable) -> None:
        """Step back the last measured numbers; those of another `key` go."""
        self._shown = None
        if self._timed is None or self._timed[0] != key:
            self._clear_times("")
        self.step.show_pending(self.tr("measuring…"))
        self.epoch.show_pending("")
        self.run.show_pending("")
        if self._last and self._peak_bytes:
            self.memory.show_pending("", self._held_words(self._last[1]))
        self._show_sentence("")

    def show_unmeasured(self, reason: str) -> None:
        """Show that there are no measured numbers, and why."""
        self._shown = None
        self._clear_times(reason and self.tr("not measured"))
        self._show_sentence(reason)

    def set_compact(self, is_compact: bool) -> None:
        """Move the lines of context into tool tips."""
        for figure in self._figures():
            figure.set_compact(is_compact)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out the memory, the least of the numbers."""
        self.memory.setHidden(is_narrow)
        self._memory_line.setHidden(is_narrow)

    def _figures(self) -> tuple[KeyFigure, ...]:
        return self.trainable, self.memory, self.step, self.epoch, self.run

    @property
    def _peak_bytes(self) -> int:
        """Of the last measurement in view; 0 without one."""
        return self._timed[1].peak_bytes if self._timed else 0

    def _show(self, price: Price, before: Price | None) -> None:
        of_all = self.tr("of {total} ({share})")
        context = of_all.format(total=joined(short_count(price.total)), share=percent(price.trainable / price.total))
        self.trainable.show_value(short_count(price.trainable), context)
        self._show_held(price, before)
        self._show_sentence(self._problem)
        self.why_button.show()
        if before:
            self.trainable.show_change(price.trainable - before.trainable, short_count)

    def _show_held(self, price: Price, before: Price | None) -> None:
        """Show what is known before anything is measured, unless there is an older peak to keep in view."""
        self.memory.set_detail(memory_words(price, None))
        if not self._peak_bytes:
            self._show_no_peak(price)
            if before:
                self.memory.show_change(_held(price) - _held(before), size)

    def _show_no_peak(self, price: Price) -> None:
        self.memory.rename(self.tr("Gradients, optimizer"))
        self.memory.show_value(size(_held(price)), self.tr("a step adds more"))

    def _held_words(self, price: Price) -> str:
        return self.tr("{size} gradients, optimizer").format(size=joined(size(_held(price))))

    def _show_times(self, timing: "Timing", epochs: int, before: "Timing | None") -> None:
        measured = self.tr("measured, batch of {size}").format(size=count(timing.batch_size))
        self.step.show_value(duration(timing.step_s), measured)
        self.epoch.show_value(duration(timing.epoch_s), self.tr("predicted from the step"))
        self.run.rename(self.tr("{count} epochs").format(count=count(epochs)) if epochs > 1 else self.tr("1 epoch"))
        number, unit = duration(timing.run_s(epochs))
        self.run.show_value((self.tr("about {number}").format(number=number), unit), run_words(timing))
        for figure in (self.step, self.epoch, self.run):
            figure.set_detail(phases_words(timing))
        if before:
            self.step.show_change(*_change(timing.step_s, before.step_s))
            self.epoch.show_change(*_change(timing.epoch_s, before.epoch_s))

    def _show_peak(self, timing: "Timing", before: "Timing | None") -> None:
        """Show what a step needs at most in place of what is known without one."""
        if timing.peak_bytes and self._last:
            self.memory.rename(self.tr("Memory"))
            self.memory.show_value(size(timing.peak_bytes), peak_words(timing))
            self.memory.set_detail(memory_words(self._last[1], timing))
            if before and before.peak_bytes:
                self.memory.show_change(timing.peak_bytes - before.peak_bytes, size)

    def _clear_times(self, context: str) -> None:
        if self._peak_bytes and self._last:
            self._show_no_peak(self._last[1])
        self._timed = self._timed_before = None
        for figure in (self.step, self.epoch, self.run):
            figure.show_value(("–", ""), context)
            figure.set_detail("")

    def _show_sentence(self, problem: str, measured: "tuple[Timing, int] | None" = None) -> None:
        self._problem = problem
        if self._last:
            price = self._last[1]
            words = cache_words(price, *measured) if measured else freeze_words(price)
            self.sentence.setText(problem or words)
            self.sentence.setToolTip(say_sentence(measured[0].plan) if measured else "")

    def _lay_out(self) -> None:
        row = row_of(16)
        lines = [hairline(self, is_vertical=True) for _ in self._figures()[1:]]
        self._memory_line = lines[0]
        row.addWidget(self.trainable, 1)
        for line, figure in zip(lines, self._figures()[1:], strict=True):
            row.addWidget(line)
            row.addWidget(figure, 1)
        foot = row_of(8, IconLabel("scissors", "accent", 16), (self.sentence, 1), self.why_button)
        body = column_of(5, row, hairline(self), foot, margins=(16, 8, 16, 7))
        row_of(0, _Label(self), (body, 1), parent=self)


class _Label(QFrame):
    """The tinted name of the strip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(LABEL_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        title, note = QLabel(self.tr("Price tag")), QLabel(self.tr("▼ since your last tick"))
        set_role(title, "title accent")
        note.setWordWrap(True)
        set_role(note, "tiny secondary")
        head = row_of(8, IconLabel("tag", "accent", 20), title, None)
        column_of(3, None, head, note, None, margins=(16, 0, 8, 0), parent=self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("accent_tint"))
        painter.end()


def _held(price: Price) -> int:
    """Bytes of gradients and of what the optimizer remembers."""
    return price.gradients_bytes + price.optimizer_bytes


def _change(after_s: float, before_s: float) -> tuple[int, Callable[[int], tuple[str, str]]]:
    """By how many microseconds a measured time changed, and how to say it."""
    change_us = round((after_s - before_s) * 1e6) if abs(after_s - before_s) > NOISE * before_s else 0
    return change_us, lambda us: duration(us / 1e6)
