"""The run in front beside its curves: the best so far, how fast it goes, and the other runs.

How much memory this program takes, where the system tells it for the price of reading a small file.
"""

import os
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.engine.runs.events import EpochEnded
from tlstudio.gui.answers.scores import best_text, interval_text
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.runs.list import RunList, RunRow
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import Facts
from tlstudio.gui.widgets.numbers import count, duration, joined, rate, short_count, size
from tlstudio.gui.widgets.rows import column_of, hairline

STATM = Path("/proc/self/statm")  # Linux; elsewhere nothing is shown rather than something guessed


def process_bytes() -> int | None:
    """Resident memory of this process, read at most once a second."""
    return _process_bytes(int(time.monotonic()))


@lru_cache(maxsize=1)
def _process_bytes(_second: int) -> int | None:
    try:
        pages = int(STATM.read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def machine_bytes() -> int | None:
    """Memory of the whole machine."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


LEAST_WAITING = 0.05  # share of the time that is worth a line


class RunPanel(QScrollArea):
    def __init__(self, live: QWidget, parent: QWidget | None = None) -> None:
        """`live` is what the living run is changed with."""
        super().__init__(parent)
        self._live = live
        self.best = QLabel(self)
        self._best_title, self._best_note = QLabel(self), QLabel(self, wordWrap=True)
        self.facts = Facts(self._titles(), self)
        self.plan = QLabel(self, wordWrap=True)
        self.runs = RunList(self)
        self.all_runs = QPushButton(self.tr("Compare runs…"), self)
        self._runs_hint = QLabel(self.tr("Tick a run to lay its validation behind this one."), self, wordWrap=True)
        self._lay_out()

    def show_run(self, curves: RunCurves | None, *, is_live: bool, step_s: float | None) -> None:
        """`step_s` is the time of one step as measured just now; without it the last epoch's is shown."""
        best = curves.best if curves else None
        self._best_title.setText(self.tr("Best so far, validation") if is_live else self.tr("Best, validation"))
        self.best.setText(best_text(best.val_metrics if best else {}))
        self._best_note.setText(self._note_of(curves, best))
        self._show_facts(curves, is_live, step_s)
        self.plan.setText(say_sentence(curves.started.plan) if curves and curves.started else "")
        self.plan.setVisible(bool(self.plan.text()))

    def show_runs(self, rows: Sequence[RunRow]) -> None:
        self.runs.show_rows(rows)
        self._runs_hint.setVisible(len(rows) > 1)
        self.all_runs.setVisible(bool(rows))

    def _titles(self) -> dict[str, str]:
        return {
            "speed": self.tr("Speed"),
            "waits": self.tr("Waits for images"),
            "step": self.tr("Step"),
            "rate": self.tr("Learning rate"),
            "memory": self.tr("Memory"),
            "trains": self.tr("Trains"),
            "images": self.tr("Images"),
            "weights": self.tr("Weights"),
            "device": self.tr("Device"),
        }

    def _note_of(self, curves: RunCurves | None, best: EpochEnded | None) -> str:
        if curves is None or best is None or curves.started is None:
            return self.tr("after the first epoch")
        note = self.tr("epoch {epoch} of {epochs}").format(epoch=best.epoch, epochs=curves.total_epochs)
        text = interval_text(best.val_accuracy, curves.started.images.get("val", 0))
        return f"{note} · {text}" if text else note

    def _show_facts(self, curves: RunCurves | None, is_live: bool, step_s: float | None) -> None:
        started = curves.started if curves else None
        last = curves.last if curves else None
        self.facts.set_fact("speed", self.tr("{n} images/s").format(n=rate(last.images_per_s)) if last else "")
        waits = last.waited if last else 0.0
        text = self.tr("{share} % of the time").format(share=round(100 * waits))
        self.facts.set_fact("waits", text if waits >= LEAST_WAITING else "")
        self.facts.set_fact("step", joined(duration(step_s)) if step_s and is_live else "")
        has_rate = bool(curves and curves.lr is not None and is_live)
        self.facts.set_fact("rate", f"{curves.lr:.2g}" if has_rate and curves and curves.lr is not None else "")
        self.facts.set_fact("memory", memory_text() if is_live else "")
        if started is None:
            return
        numbers = (joined(short_count(started.trainable)), joined(short_count(started.parameters)))
        self.facts.set_fact("trains", self.tr("{trains} of {all}").format(trains=numbers[0], all=numbers[1]))
        self.facts.set_fact("images", count(started.images.get("train", 0)))
        self.facts.set_fact("weights", say_sentence(started.weights))
        self.facts.set_fact("device", say_sentence(started.device))

    def _lay_out(self) -> None:
        for label, role in (
            (self._best_title, "small secondary"),
            (self.best, "hero"),
            (self._best_note, "small secondary"),
            (self.plan, "small secondary"),
            (self._runs_hint, "small secondary"),
        ):
            set_role(label, role)
        title = QLabel(self.tr("Runs"), self)
        set_role(title, "section")
        set_role(self.all_runs, "link")
        title_row = QWidget(self)
        titles = QHBoxLayout(title_row)
        titles.setContentsMargins(0, 0, 0, 0)
        titles.addWidget(title)
        titles.addStretch(1)
        titles.addWidget(self.all_runs)
        self.runs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # it takes what is left
        body = QWidget()
        column = column_of(2, margins=(0, 12, 0, 8), parent=body)
        for widget in (self._best_title, self.best, self._best_note):
            column.addLayout(padded(widget))
        column.addSpacing(12)
        column.addWidget(hairline(self))
        column.addSpacing(12)
        column.addLayout(padded(self.facts))
        column.addSpacing(8)
        column.addLayout(padded(self.plan))
        column.addSpacing(12)
        column.addWidget(hairline(self))
        column.addSpacing(10)
        column.addLayout(padded(self._live))
        column.addLayout(padded(title_row))
        column.addLayout(padded(self.runs, 8))
        column.addLayout(padded(self._runs_hint))
        column.setStretch(column.count() - 2, 1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def padded(widget: QWidget, margin: int = 16) -> QVBoxLayout:
    """The widget with the panel's margin to the left and right."""
    return column_of(0, widget, margins=(margin, 0, margin, 0))


def memory_text() -> str:
    """What this program takes, of what the machine has; nothing where the system does not say."""
    used, whole = process_bytes(), machine_bytes()
    if used is None:
        return ""
    text = joined(size(used))
    return f"{text} / {joined(size(whole))}" if whole else text
