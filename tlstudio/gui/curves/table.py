"""The numbers of the curves as a table: the same, for reading, copying and screen readers."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from tlstudio.engine.runs.events import EpochEnded
from tlstudio.gui.answers.scores import metric_of, title_of, value_text
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import color, font, theme
from tlstudio.gui.widgets.tables import Index, RowDelegate

MIN_COLUMN_PX, CLASS_PX = 84, 120
OWN_COLUMNS = 7  # of every run, before those of its classes
BESIDE = {"map": ("macro_f1", "map"), "rmse": ("mae", "rmse")}  # the key metric with another one
DISPLAY, ALIGNMENT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole  # asked for most of all
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MetricsModel(QAbstractTableModel):
    """A row per epoch, newest last; the best one is bold and says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EpochEnded] = []
        self._best: EpochEnded | None = None
        self._written: dict[int, list[str]] = {}  # texts of rows that were looked at: Qt asks for each cell
        self._classes: tuple[str, ...] = ()

    def show_classes(self, names: tuple[str, ...]) -> bool:
        """Whether there are other columns now: one for each of these classes behind those of every run."""
        if names == self._classes:
            return False
        self.beginResetModel()
        self._classes = names
        self._written.clear()
        self.endResetModel()
        return True

    def show_epochs(self, rows: Sequence[EpochEnded], best: EpochEnded | None) -> None:
        """Take over the rows; where they only grew, views keep their place."""
        known = len(self._rows)
        if known and list(rows[:known]) == self._rows:
            if len(rows) > known:
                self.beginInsertRows(QModelIndex(), known, len(rows) - 1)
                self._rows += rows[known:]
                self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows, self._written = list(rows), {}
            self.endResetModel()
        self._set_best(best)

    def titles(self) -> list[str]:
        return [*self._own_titles(), *self._classes]

    def _own_titles(self) -> list[str]:
        return [
            self.tr("Epoch"),
            self.tr("Train loss"),
            self.tr("Validation loss"),
            *self._score_titles(),
            self.tr("Source task") if self._has_source else self.tr("Images/s"),
            self.tr("Seconds"),
        ]

    @property
    def _has_source(self) -> bool:
        """Whether the source task is validated too; what is known of it then stands in place of the speed."""
        return bool(self._rows and self._rows[0].source_metrics)

    def _source(self, epoch: EpochEnded) -> str:
        return value_text("accuracy", epoch.source_metrics.get("accuracy"))

    def _score_titles(self) -> list[str]:
        name = metric_of(self._rows[0].val_metrics) if self._rows else "accuracy"
        if name == "accuracy":
            return [self.tr("Train accuracy"), self.tr("Validation accuracy")]
        return [title_of(one) for one in BESIDE[name]]

    def _scores(self, epoch: EpochEnded) -> list[str]:
        name = metric_of(epoch.val_metrics)
        if name == "accuracy":
            return [value_text(name, epoch.train_accuracy), value_text(name, epoch.val_accuracy)]
        return [value_text(one, epoch.metrics.get(one)) for one in BESIDE[name]]

    def texts(self, row: int) -> list[str]:
        if row not in self._written:
            self._written[row] = [*self._write(row), *self._write_classes(row)]
        return self._written[row]

    def _write_classes(self, row: int) -> list[str]:
        """A value for each class, or a dash where the epoch noted none."""
        epoch = self._rows[row]
        kind = "accuracy" if epoch.class_metric == "recall" else epoch.class_metric
        values = epoch.per_class or (None,) * len(self._classes)
        return [value_text(kind, value) for _, value in zip(self._classes, values, strict=False)]

    def _write(self, row: int) -> list[str]:
        epoch, locale = self._rows[row], QLocale()
        return [
            self.tr("{epoch} · best").format(epoch=epoch.epoch) if epoch is self._best else str(epoch.epoch),
            locale.toString(epoch.train_loss, "f", 4),
            locale.toString(epoch.val_loss, "f", 4),
            *self._scores(epoch),
            self._source(epoch) if self._has_source else locale.toString(epoch.images_per_s, "f", 0),
            locale.toString(epoch.seconds, "f", 1),
        ]

    def _set_best(self, best: EpochEnded | None) -> None:
        if best is self._best:
            return
        changed = [row for row, epoch in enumerate(self._rows) if epoch is best or epoch is self._best]
        self._best = best
        for row in changed:
            self._written.pop(row, None)
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else OWN_COLUMNS + len(self._classes)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and section >= OWN_COLUMNS:
            return self.titles()[section]  # which may be cut short
        return self.titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == DISPLAY:
            return self.texts(index.row())[index.column()]
        if role == ALIGNMENT:
            return RIGHT
        return self._look_of_best(index.column(), role) if self._rows[index.row()] is self._best else None

    def _look_of_best(self, column: int, role: int) -> object:
        match role:
            case Qt.ItemDataRole.FontRole:
                return font(1.0, 600)
            case Qt.ItemDataRole.ForegroundRole if column == 0:
                return color("success")
            case Qt.ItemDataRole.DecorationRole if column == 0:
                return icon("tick", "success", 14)
            case _:
                return None


class MetricsTable(QTableView):
    """Follows the newest row while the last one is in view; copies rows as text that spreadsheets take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.metrics = MetricsModel(self)
        self.setModel(self.metrics)
        self.setAccessibleName(self.tr("Loss and accuracy by epoch"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setItemDelegate(RowDelegate(5, self))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setResizeContentsPrecision(0)  # rows in view only: all take longer each epoch
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(MIN_COLUMN_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumHeight(29)
        theme().changed.connect(self.viewport().update)

    def show_classes(self, names: tuple[str, ...]) -> None:
        """Add a column for each of these classes; hundreds are not measured, all are equally wide."""
        if self.metrics.show_classes(names):
            header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
            header.setSectionResizeMode(0, modes.Stretch)
            for column in (0, *range(OWN_COLUMNS, self.metrics.columnCount())) if names else ():
                header.setSectionResizeMode(column, modes.Interactive)
                header.resizeSection(column, CLASS_PX)

    def show_epochs(self, rows: Sequence[EpochEnded], best: EpochEnded | None) -> None:
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 1
        self.metrics.show_epochs(rows, best)
        if follows:
            self.scrollToBottom()

    def copy_selection(self) -> None:
        """Put the chosen rows, or all, on the clipboard, separated by tabs, titles first."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen or list(range(self.metrics.rowCount()))
        lines = [self.metrics.titles(), *(self.metrics.texts(row) for row in rows)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)
