"""The runs of a project as the rows of a table: what is said of them, what differs, what they came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tlstudio.engine.runs.table import RunFacts, differences
from tlstudio.engine.settings import Varied
from tlstudio.gui.answers.scores import metric_of, title_of, value_text
from tlstudio.gui.services import setting_words
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import font
from tlstudio.gui.widgets.numbers import duration, joined

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MOST_SETTINGS = 4  # that have a column
EDITED = ("name", "note")


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is such as "training.lr" for a setting."""

    key: str
    title: str
    is_figure: bool = False


class RunsModel(QAbstractTableModel):
    said = Signal(object, str, object)  # Run, a field of its RunNotes, what the user set it to

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RunFacts] = []
        self.keys: list[str] = []  # the settings that differ
        self.columns: list[Column] = self._columns([], [])

    def show_rows(self, rows: Sequence[RunFacts]) -> None:
        """Take over the rows, newest first."""
        self.keys = differences(rows)
        columns = self._columns(self.keys[:MOST_SETTINGS], rows)
        is_same = columns == self.columns and [row.run.folder for row in rows] == [one.run.folder for one in self.rows]
        if is_same:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.rows, self.columns = list(rows), columns
        self.endResetModel()

    def name_of(self, row: RunFacts) -> str:
        number = row.run.name
        return row.notes.name or self.tr("Run {number}").format(number=int(number) if number.isdecimal() else number)

    def toggle_star(self, number: int) -> None:
        row = self.rows[number]
        self.said.emit(row.run, "is_starred", not row.notes.is_starred)

    def text(self, row: RunFacts, key: str) -> str:
        """What a cell says."""
        state = row.state
        match key:
            case "star":
                return ""
            case "name":
                return self.name_of(row)
            case "note":
                return row.notes.note or row.problem
            case "state":
                return self.state_text(row)
            case _ if state is None:
                return ""
            case "score":
                name = metric_of(state.metrics)
                return value_text(name, state.metrics.get(f"val_{name}"))
            case "interval":
                return "–".join(QLocale().toString(100 * end, "f", 1) for end in row.interval) if row.interval else ""
            case "loss":
                return QLocale().toString(state.metrics["val_loss"], "f", 3) if "val_loss" in state.metrics else "–"
            case "time":
                return joined(duration(state.seconds)) if state.seconds else "–"
            case _:
                return setting_words.value_text(key, row.settings[key])

    def state_text(self, row: RunFacts) -> str:
        if row.state is None:
            return self.tr("damaged")
        epochs = self.tr("{done} of {all}").format(done=row.state.epoch, all=row.state.epochs)
        word = {
            "completed": self.tr("completed"),
            "running": self.tr("training, {epochs}").format(epochs=epochs),
            "stopped": self.tr("stopped, {epochs}").format(epochs=epochs),
            "interrupted": self.tr("interrupted, {epochs}").format(epochs=epochs),
            "failed": self.tr("failed, {epochs}").format(epochs=epochs),
        }
        return word[row.state.status]

    def _columns(self, keys: Sequence[str], rows: Sequence[RunFacts]) -> list[Column]:
        name = metric_of(next((row.state.metrics for row in rows if row.state and row.state.metrics), {}))
        return [
            Column("star", ""),
            Column("name", self.tr("Run")),
            *(Column(key, setting_words.title_text(key)) for key in keys),
            Column("score", title_of(name), is_figure=True),
            Column("interval", self.tr("95 % interval")),
            Column("loss", self.tr("Loss"), is_figure=True),
            Column("time", self.tr("Time"), is_figure=True),
            Column("state", self.tr("State")),
            Column("note", self.tr("Note")),
        ]

    def _sorted_by(self, row: RunFacts, key: str) -> object:
        """What two cells are compared by: numbers as numbers."""
        metrics = row.state.metrics if row.state else {}
        match key:
            case "star":
                return int(row.notes.is_starred)
            case "name":
                return row.notes.name.casefold() or f"\x00{row.run.name:>9}"
            case "score" | "interval":
                return metrics.get(f"val_{metric_of(metrics)}", -1.0)
            case "loss":
                return metrics.get("val_loss", float("inf"))
            case "time":
                return row.state.seconds if row.state else 0.0
            case _:
                value = row.settings.get(key)
                value = value.first if isinstance(value, Varied) else value
                return value if isinstance(value, (int, float)) else self.text(row, key).casefold()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return column.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.title or self.tr("Star")
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column.is_figure else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], self.columns[index.column()]
        is_star = column.key == "star"
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column.key)
            case Qt.ItemDataRole.EditRole:
                return row.notes.name if column.key == "name" else row.notes.note
            case Qt.ItemDataRole.ToolTipRole:
                return self.text(row, column.key) or (self.tr("Star: click or press S") if is_star else None)
            case Qt.ItemDataRole.AccessibleTextRole if is_star:
                return self.tr("starred") if row.notes.is_starred else self.tr("no star")
            case Qt.ItemDataRole.DecorationRole if is_star:
                return icon("star", "warning" if row.notes.is_starred else "control", 16)
            case Qt.ItemDataRole.DecorationRole if column.key == "state" and row.state:
                return _state_icon(row.state.status)
            case Qt.ItemDataRole.FontRole if column.key in ("name", "score"):
                return font(1.0, 500 if column.key == "name" else 600)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column.is_figure else LEFT
            case _ if role == SORT_ROLE:
                return self._sorted_by(row, column.key)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, key = self.rows[index.row()], self.columns[index.column()].key
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or key not in EDITED or text == getattr(row.notes, key):
            return False
        self.said.emit(row.run, key, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_edit = self.columns[index.column()].key in EDITED and self.rows[index.row()].state is not None
        return flags | Qt.ItemFlag.ItemIsEditable if can_edit else flags


def _state_icon(status: str) -> object:
    name, token = {
        "completed": ("tick", "success"),
        "running": ("flame", "learn"),
        "stopped": ("pause", "text2"),
        "interrupted": ("warning", "warning"),
        "failed": ("cross", "error"),
    }[status]
    return icon(name, token, 14)
