"""What of a file of weights fits the network, tensor by tensor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QLabel, QTableView, QWidget

from tlstudio.gui.backbones.words import UNKNOWN, counts_text
from tlstudio.gui.theme.theme import color, set_role
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.numbers import shape_text
from tlstudio.gui.widgets.rows import column_of, row_of
from tlstudio.gui.widgets.tables import Index, RowDelegate, TitledModel, make_row_table

if TYPE_CHECKING:
    from tlstudio.engine.backbones.fitting import Fit, TensorFit

ROW_PX = 24
WIDTHS = {1: 112, 2: 112, 3: 84}


class FitModel(TitledModel["TensorFit"]):
    def titles(self) -> Sequence[str]:
        return self.tr("Tensor"), self.tr("In the file"), self.tr("In the network"), self.tr("Verdict")

    def _text(self, tensor: "TensorFit", column: int) -> str:
        match column:
            case 0:
                return tensor.name
            case 1:
                return _shape(tensor.in_file)
            case 2:
                return _shape(tensor.in_network)
        return {
            "fits": self.tr("fits"),
            "shape": self.tr("other shape"),
            "missing": self.tr("missing"),
            "extra": self.tr("extra"),
            "classifier": self.tr("not needed"),
        }[tensor.kind]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tensor = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(tensor, index.column())
            case Qt.ItemDataRole.ForegroundRole if index.column() == 3:
                return _hue(tensor)
        return None


class FitView(QFrame):
    """The verdict in a sentence, the counts, and the table; what does not fit stands first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._icon = IconLabel("info", "text2", 16)
        self.verdict, self.counts = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.tensors = FitModel(self)
        self._table = QTableView()
        set_role(self.verdict, "section")
        set_role(self.counts, "small secondary")
        self._set_up_table()
        column = column_of(8, margins=(12, 10, 12, 10), parent=self)
        head = row_of(8, self._icon, self.verdict)
        head.setStretch(1, 1)
        column.addLayout(head)
        column.addWidget(self.counts)
        column.addWidget(self._table, 1)

    def show_no_fit(self, problem: str, obstacle: str) -> None:
        """Nothing is compared: a `problem` with the file, an `obstacle` the user has to remove, or not yet."""
        if problem:
            self._show("cross", "error", self.tr("Nothing in this file can be compared."), "", ())
        else:
            self._show("info", "text2", obstacle or self.tr("Comparing the file with the network…"), "", ())

    def show_fit(self, fit: "Fit", file: str, network: str) -> None:
        words = self.tr("{file} does not fit {network}.") if fit.problem else self.tr("{file} fits {network}.")
        if fit.is_converted:
            words = self.tr("{file} fits {network} once its tensors are renamed or resized as it is loaded.")
        icon, token = ("cross", "error") if fit.problem else ("tick", "success")
        counts = self.tr("{counts}.").format(counts=counts_text(fit.counts))
        self._show(icon, token, words.format(file=file, network=network), counts, fit.tensors)

    def _show(self, icon: str, token: str, verdict: str, counts: str, tensors: "Sequence[TensorFit]") -> None:
        self._icon.set_icon(icon, token)
        self.verdict.setText(verdict)
        self.counts.setText(counts)
        self.counts.setVisible(bool(counts))
        self.tensors.show_rows(tensors)
        self._table.setVisible(bool(tensors))

    def _set_up_table(self) -> None:
        table = self._table
        set_role(table, "bare")
        table.setModel(self.tensors)
        table.setItemDelegate(RowDelegate(3, self))
        table.setAccessibleName(self.tr("Tensors of the file and of the network"))
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        make_row_table(table, WIDTHS, ROW_PX)


def _shape(shape: tuple[int, ...] | None) -> str:
    """A tensor without sides holds one number."""
    return UNKNOWN if shape is None else shape_text(shape) or "1"


def _hue(tensor: "TensorFit") -> QColor:
    return color("text2" if tensor.kind in ("fits", "classifier") else "error")
