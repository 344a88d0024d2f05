"""The dialog of what is on this computer: files of weights, whose they are, and how downloads reach the servers.

Files of weights as a table: which backbone, whose folder, how large.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
    QWidget,
)

from tlstudio.engine.backbones.download import Connection
from tlstudio.engine.backbones.stored import StoredWeights, delete, stored_weights, total_bytes
from tlstudio.engine.errors import StudioError
from tlstudio.engine.places import weights_folder
from tlstudio.gui.backbones.words import place_text
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.numbers import count, joined, size
from tlstudio.gui.widgets.rows import column_of, hairline, row_of
from tlstudio.gui.widgets.tables import Index, RowDelegate, TitledModel, make_row_table

SIZE_COLUMN = 3
WIDTHS = {0: 230, 2: 210, SIZE_COLUMN: 84}


class StoredModel(TitledModel[StoredWeights]):
    number_columns = (SIZE_COLUMN,)

    def titles(self) -> Sequence[str]:
        return self.tr("Backbone"), self.tr("File"), self.tr("Where"), self.tr("Size")

    def _text(self, weights: StoredWeights, column: int) -> str:
        match column:
            case 0:
                return self._name(weights)
            case 1:
                return weights.path.name
            case 2:
                return place_text(weights.place)
        return joined(size(weights.size_bytes))

    def _name(self, weights: StoredWeights) -> str:
        name = weights.backbone.title if weights.backbone else self.tr("Not in the catalogue")
        return self.tr("{name}, unfinished download").format(name=name) if weights.is_unfinished else name

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        weights = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(weights, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return str(weights.path)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(index.column())
        return None


class StoredTable(QTableView):
    def __init__(self, model: StoredModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(5, self))
        self.setAccessibleName(self.tr("Weights on this computer"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        make_row_table(self, WIDTHS)


Ask = Callable[[str], bool]


class StoredDialog(QDialog):
    """Deletes only what the app itself put there, and asks before. `ask` is the question; tests answer it."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None, *, ask: Ask | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._ask = ask or self._asked_in_a_box
        self.files = StoredModel(self)
        self.table = StoredTable(self.files, self)
        self._total, self.reason = QLabel(), QLabel()
        self.banner = Banner(self)
        self.delete_button = QPushButton(self.tr("Delete…"))
        self._folder_button = QPushButton(self.tr("Open the app's folder"))
        self.proxy, self.mirror = QLineEdit(preferences.proxy), QLineEdit(preferences.mirror)
        self._close_button = QPushButton(self.tr("Close"))
        self._set_up()
        self._lay_out()
        self._connect()
        self.reload()

    @property
    def chosen(self) -> StoredWeights | None:
        number = self.table.currentIndex().row()
        return self.files.rows[number] if 0 <= number < len(self.files.rows) else None

    def reload(self) -> None:
        """Look again what is on this computer."""
        stored = stored_weights()
        self.files.show_rows(stored)
        ours = [weights for weights in stored if weights.is_ours]
        words = self.tr("{files} of the app's own, {size} in all").format(
            files=self.tr("1 file") if len(ours) == 1 else self.tr("{n} files").format(n=count(len(ours))),
            size=joined(size(total_bytes(ours))),
        )
        self._total.setText(words if ours else self.tr("The app itself has downloaded nothing yet"))
        self.table.selectRow(0)
        self._show_choice()

    def delete_chosen(self) -> None:
        """Delete the chosen file, if the user still wants to after being asked."""
        chosen = self.chosen
        if chosen is None or not self._ask(self._question(chosen)):
            return
        try:
            delete(chosen)
        except StudioError as error:
            self.banner.say("error", say_sentence(error), can_dismiss=True)
        self.reload()

    def _question(self, chosen: StoredWeights) -> str:
        words = self.tr(
            "Delete {name} ({size})? Projects that use it need to download it again. "
            "Their runs and exports keep what they have."
        )
        name = chosen.backbone.title if chosen.backbone else chosen.path.name
        return words.format(name=name, size=joined(size(chosen.size_bytes)))

    def _asked_in_a_box(self, question: str) -> bool:
        return QMessageBox.question(self, self.tr("Delete weights"), question) == QMessageBox.StandardButton.Yes

    def _show_choice(self) -> None:
        chosen = self.chosen
        is_theirs = chosen is not None and not chosen.is_ours
        self.delete_button.setEnabled(chosen is not None and chosen.is_ours)
        self.reason.setText(self.tr("Not the app's own file, so it is not deleted here.") if is_theirs else "")
        self.delete_button.setAccessibleDescription(self.reason.text())

    def _save_connection(self) -> None:
        """Keep the addresses if they are addresses; say so otherwise."""
        proxy, mirror = self.proxy.text().strip(), self.mirror.text().strip()
        for field, setting in ((self.proxy, {"proxy": proxy}), (self.mirror, {"mirror": mirror})):
            try:
                Connection(**setting)
            except StudioError as error:
                set_role(field, "invalid")
                self.banner.say("error", say_sentence(error), can_dismiss=True)
                return
            set_role(field, "")
        self.banner.hide()
        self._preferences.set_proxy(proxy)
        self._preferences.set_mirror(mirror)

    def _set_up(self) -> None:
        self.setWindowTitle(self.tr("Weights on this computer"))
        self.resize(860, 560)
        self.proxy.setPlaceholderText(self.tr("as the system says; or http://host:port"))
        self.mirror.setPlaceholderText(self.tr("none; or https://host, asked in place of huggingface.co"))
        self.proxy.setAccessibleName(self.tr("Proxy"))
        self.mirror.setAccessibleName(self.tr("Mirror"))
        self._folder_button.setEnabled(weights_folder().is_dir())
        for button in (self.delete_button, self._folder_button, self._close_button):
            button.setAutoDefault(False)
        for label in (self._total, self.reason):
            set_role(label, "small secondary")

    def _lay_out(self) -> None:
        column_of(
            10,
            self.banner,
            (self.table, 1),
            row_of(10, self._total, None, self.reason, self.delete_button, self._folder_button),
            hairline(self),
            _section(self.tr("How downloads reach the servers")),
            self._field_row(self.tr("Proxy"), self.proxy),
            self._field_row(self.tr("Mirror"), self.mirror),
            row_of(10, None, self._close_button),
            margins=(16, 14, 16, 14),
            parent=self,
        )

    def _field_row(self, title: str, field: QLineEdit) -> QHBoxLayout:
        label = QLabel(title)
        label.setMinimumWidth(60)
        set_role(label, "secondary")
        row = row_of(10, label, field)
        row.setStretch(1, 1)
        return row

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_choice())
        self.delete_button.clicked.connect(self.delete_chosen)
        self._folder_button.clicked.connect(self._open_folder)
        self._close_button.clicked.connect(self.accept)
        self.proxy.editingFinished.connect(self._save_connection)
        self.mirror.editingFinished.connect(self._save_connection)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(weights_folder())))


def _section(text: str) -> QLabel:
    label = QLabel(text)
    set_role(label, "section")
    return label
