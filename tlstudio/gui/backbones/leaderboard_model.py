"""The rows of the leaderboard: what was measured first, the best on top, then what can be, then what is elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.evaluation.ranking import Standing, ranked
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.words import size_text
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.widgets.bars import scale_of
from tlstudio.gui.widgets.numbers import duration, joined, percent_digits
from tlstudio.gui.widgets.tables import Index, TitledModel

NOTHING = "–"


class Column(IntEnum):
    NAME = 0
    ACCURACY = auto()
    TIME = auto()
    SIZE = auto()
    USE = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A backbone that can be compared, or, where `is_here` is False, one that would have to be downloaded first."""

    spec: BackboneSpec
    info: BackboneInfo
    is_here: bool
    standing: Standing | None = None

    @property
    def measured(self) -> Standing | None:
        return self.standing if self.standing and not self.standing.error else None

    @property
    def error(self) -> str:
        return say_sentence(self.standing.error) if self.standing else ""


class LeaderboardModel(TitledModel[Entry]):
    """Entries with their ticks; a standing that arrives moves its row to its place."""

    number_columns = (Column.TIME, Column.SIZE)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unticked: set[BackboneSpec] = set()
        self._running: BackboneSpec | None = None
        self.scale = (0.0, 50.0, 100.0)  # per cent: the ends and the middle of what intervals are drawn on

    @property
    def standings(self) -> list[Standing]:
        return [entry.standing for entry in self.rows if entry.standing]

    def show_rows(self, rows: Iterable[Entry]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self._arrange()
        self.endResetModel()

    def take(self, standing: Standing) -> None:
        self._running = None
        entries = [
            replace(entry, standing=standing) if entry.spec == standing.backbone else entry for entry in self.rows
        ]
        self.show_rows(entries)

    def set_running(self, spec: BackboneSpec | None) -> None:
        """Say which one is being measured, if any."""
        if spec != self._running:
            self._running = spec
            self._tell_changed()

    def is_running(self, row: int) -> bool:
        return self.rows[row].spec == self._running

    def asked(self) -> list[BackboneSpec]:
        """Those that are ticked and still to be measured."""
        return [entry.spec for row, entry in enumerate(self.rows) if self.can_tick(row) and self.is_ticked(row)]

    def can_tick(self, row: int) -> bool:
        entry = self.rows[row]
        return entry.is_here and not entry.measured

    def is_ticked(self, row: int) -> bool:
        return self.rows[row].spec not in self._unticked

    def toggle(self, row: int) -> None:
        if self.can_tick(row):
            self._unticked ^= {self.rows[row].spec}
            self._tell_changed()

    def rank(self, row: int) -> int | None:
        """Its place among those measured, from 1."""
        return row + 1 if self.rows[row].measured else None

    def _arrange(self) -> None:
        """Best first, then those to be measured, those that failed, those elsewhere."""
        order = ranked(self.standings)
        places = {standing.backbone: place for place, standing in enumerate(order)}
        self.rows.sort(
            key=lambda entry: (not entry.measured, not entry.is_here, bool(entry.error), places.get(entry.spec, 0))
        )
        if order:
            ends = [end for standing in order for end in standing.accuracy_interval]
            self.scale = scale_of(min(ends), max(ends))

    def _tell_changed(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, Column.USE))

    def titles(self) -> list[str]:
        low, _, high = self.scale
        accuracy = self.tr("Accuracy, 95 % interval")
        drawn = self.tr("{title}, drawn from {low} to {high} %").format(
            title=accuracy, low=f"{low:g}", high=f"{high:g}"
        )
        is_drawn = any(entry.measured for entry in self.rows)
        return [self.tr("Backbone"), drawn if is_drawn else accuracy, self.tr("Per image"), self.tr("Weights"), ""]

    def tips(self) -> list[str]:
        return [
            "",
            self.tr(
                "Share of your images that a simple head on the frozen backbone gets right without having seen them"
            ),
            self.tr(
                "What the backbone takes for one image on this computer, in batches; reading the file comes on top"
            ),
            self.tr("Size of the weights file"),
            "",
        ]

    def _text(self, row: int, column: int) -> str:
        entry = self.rows[row]
        match column:
            case Column.NAME:
                return _title(entry)
            case Column.ACCURACY:
                return self._accuracy_text(row)
            case Column.TIME if entry.measured:
                return joined(duration(entry.measured.seconds_per_image))
            case Column.SIZE:
                return size_text(entry.info)
        return NOTHING if column == Column.TIME else ""

    def _accuracy_text(self, row: int) -> str:
        entry = self.rows[row]
        if entry.measured:
            low, high = entry.measured.accuracy_interval
            words = self.tr("{share} %, between {low} and {high} %")
            return words.format(
                share=percent_digits(entry.measured.accuracy), low=percent_digits(low), high=percent_digits(high)
            )
        if self.is_running(row):
            return self.tr("measuring…")
        elsewhere = self.tr("Not on this computer: {size} to download").format(size=size_text(entry.info))
        return entry.error or (NOTHING if entry.is_here else elsewhere)

    # What Qt asks of a model.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self.rows[row].error or (self.rows[row].info.name if column == Column.NAME else None)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case Qt.ItemDataRole.CheckStateRole if column == Column.NAME and self.can_tick(row):
                return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.titles()[column]}: {self._text(row, column)}"
        return None


def _title(entry: Entry) -> str:
    """With the name of the user's own file of weights."""
    weights = entry.spec.weights
    is_file = weights not in ("pretrained", "random")
    return f"{entry.info.title} ({Path(weights).name})" if is_file else entry.info.title
