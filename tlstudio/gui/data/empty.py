"""The Data step before there are images: a drop area, the sample, and the projects opened lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tlstudio.engine.data.natural_order import natural_key
from tlstudio.engine.data.sample_sets import Sample, samples
from tlstudio.engine.errors import StudioError
from tlstudio.engine.runs.runs import runs_of
from tlstudio.gui.answers.scores import best_text
from tlstudio.gui.data.drop_card import PILE, SIDE, DropCard
from tlstudio.gui.language.say import say
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.step import AFTER_PAINT_MS
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import RowButton, column_of, row_of

WIDTH = 680
SHOWN_RECENT = 4
MONTHS_DAYS = 300  # days; older ones show their year


@dataclass(frozen=True, slots=True)
class Recent:
    """A project opened lately, and what is known of it without opening it."""

    path: Path
    score: str  # of its last run, "96.0 %" or "RMSE 3.2"
    runs: int
    used: date


class EmptyState(QScrollArea):
    requested = Signal(str)  # a command of the window
    project_chosen = Signal(object)  # the Path of a project

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        found = samples()
        self.card = DropCard(
            self.tr("Drop a folder of images here"),
            self.tr("One folder per class is all it takes. Your images are only read, never changed."),
            self.tr("Open a folder of images…"),
            self.tr("Try the sample"),
            self._sample_note(found),
        )
        self.card.second.setVisible(bool(found))
        self.card.primary_pressed.connect(lambda: self.requested.emit("open_images"))
        self.card.second_pressed.connect(lambda: self.requested.emit("try_sample"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out()
        services.preferences.recent_changed.connect(self._load_recent)
        self._load_recent()
        if found:
            QTimer.singleShot(AFTER_PAINT_MS, self, lambda: self._load_piles(found[0]))

    def _sample_note(self, found: Sequence[Sample]) -> str:
        if not found:
            return ""
        text = self.tr("The sample: {0} photos of cloth in {1} classes. A trained model in a minute or two.")
        return text.format(count(found[0].images), len(found[0].classes))

    def _lay_out(self) -> None:
        column = QWidget()
        layout = column_of(0, None, self.card, margins=(16, 0, 16, 16), parent=column)
        layout.addSpacing(20)
        layout.addLayout(self._heading())
        layout.addSpacing(6)
        layout.addLayout(self._rows)
        layout.addStretch(2)
        column.setMaximumWidth(max(WIDTH + 32, column.minimumSizeHint().width()))
        body = QWidget()
        middle = QHBoxLayout(body)
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        self.setWidget(body)

    def _heading(self) -> QHBoxLayout:
        self._title = QLabel(self.tr("Open recent"))
        set_role(self._title, "section")
        return row_of(
            16,
            self._title,
            None,
            self._link(self.tr("Take photos…"), "take_photos"),
            self._link(self.tr("Open a table (CSV)…"), "open_table"),
            self._link(self.tr("Open a project file…"), "open_project"),
        )

    def _link(self, text: str, command: str) -> QPushButton:
        link = QPushButton(text)
        set_role(link, "link small-text")
        link.clicked.connect(lambda: self.requested.emit(command))
        return link

    def _load_piles(self, sample: Sample) -> None:
        title, done = self.tr("Sample"), self.card.piles.set_piles
        self._services.jobs.run(title, lambda _p, _s: _piles(sample), done, key="piles", is_quiet=True)

    def _load_recent(self) -> None:
        paths = self._services.preferences.recent_projects()[:SHOWN_RECENT]
        title = self.tr("Recent projects")
        self._services.jobs.run(
            title, lambda _p, _s: [_recent(path) for path in paths], self._show_recent, key="recent", is_quiet=True
        )

    def _show_recent(self, found: Sequence[Recent]) -> None:
        while item := self._rows.takeAt(0):
            widget = item.widget()
            if widget:
                widget.deleteLater()
        self._title.setVisible(bool(found))
        for recent in found:
            row = RowButton("folder", recent.path.stem, self._line(recent), _day(recent.used))
            row.setToolTip(str(recent.path))
            row.clicked.connect(lambda _=False, path=recent.path: self.project_chosen.emit(path))
            self._rows.addWidget(row)

    def _line(self, recent: Recent) -> str:
        if not recent.runs:
            return self.tr("not trained yet")
        if not recent.score:
            return self.tr("run {0}").format(recent.runs)
        return self.tr("run {0} · {1}").format(recent.runs, recent.score)


def _piles(sample: Sample) -> list[tuple[str, list[QImage]]]:
    """The first pictures of each class of the sample."""
    return [(name, _pictures(sample.folder / name)) for name in sample.classes]


def _pictures(folder: Path) -> list[QImage]:
    paths = sorted(folder.iterdir(), key=lambda path: natural_key(path.name))[: PILE * 40 : 40]
    return [picture for path in paths if (picture := _picture(path))]


def _picture(path: Path) -> QImage | None:
    from tlstudio.engine.data.image.reading import (  # Pillow and NumPy, after the first paint
        BadImage,
        Framing,
        read_pixels,
    )
    from tlstudio.gui.widgets.thumbnail_loader import to_image

    try:
        return to_image(read_pixels(path, Framing(size_px=2 * SIDE, resize="crop")))
    except BadImage:
        return None


def _recent(path: Path) -> Recent:
    used = datetime.fromtimestamp(path.stat().st_mtime).date()
    try:
        runs = runs_of(path)
        score = best_text(runs[-1].state().metrics, "") if runs else ""
        return Recent(path, score, len(runs), used)
    except (StudioError, OSError):
        return Recent(path, "", 0, used)


def _day(day: date) -> str:
    locale = QLocale()
    ago = (date.today() - day).days
    if ago == 0:
        return say("today")
    if ago == 1:
        return say("yesterday")
    return locale.toString(QDate(day.year, day.month, day.day), "d MMM" if ago < MONTHS_DAYS else "d MMM yyyy")
