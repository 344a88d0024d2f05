"""The left side of the Export step: what to write, and where to.

One thing to choose, with what it is good for and how its check came out.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from tlstudio.engine.export.certificate import Certificate
from tlstudio.engine.export.formats import formats
from tlstudio.gui.export.words import format_words, model_size
from tlstudio.gui.language.say import say
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of


class FormatRow(QWidget):
    toggled = Signal(bool)
    link_pressed = Signal()

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(title)
        self.box.setAccessibleDescription(note)
        self.box.toggled.connect(self.toggled)
        self._size, self._note = QLabel(), QLabel(note, wordWrap=True)
        set_role(self._size, "small secondary")
        set_role(self._note, "small secondary")
        self._icon, self._result = IconLabel(size=14), QLabel(wordWrap=True)
        self._link = QPushButton()
        set_role(self._link, "link small-text")
        self._link.clicked.connect(self.link_pressed)
        self._outcome = QWidget()
        line = row_of(6, margins=(0, 2, 0, 0), parent=self._outcome)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._result, 1)
        line.addWidget(self._link)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 11, 12, 11)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 24)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(0)
        grid.addWidget(self.box, 0, 0, 1, 2)
        grid.addWidget(self._size, 0, 2)
        grid.addWidget(self._note, 1, 1, 1, 2)
        grid.addWidget(self._outcome, 2, 1, 1, 2)
        self.show_result("", "")

    def show_result(self, kind: str, text: str, size: str = "", link: str = "") -> None:
        """`kind` is "success", "error" or "" for nothing to say."""
        self._outcome.setVisible(bool(text))
        self._icon.set_icon({"success": "verified", "error": "cross", "": ""}[kind], kind or "text2")
        set_role(self._result, f"small medium {kind}")
        self._result.setText(text)
        self._size.setText(size)
        self._link.setText(link)
        self._link.setVisible(bool(link))


WIDTH, SPAN = 420, 80  # px; how much narrower or wider it may become
FIRST_CHOICE = "onnx"


class ExportChoices(QWidget):
    choose_pressed = Signal()
    differing_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {name: FormatRow(say(info.title), say(info.note)) for name, info in formats().items()}
        self.rows[FIRST_CHOICE].box.setChecked(True)
        for row in self.rows.values():
            row.link_pressed.connect(self.differing_pressed)
        self._folder = QLineEdit()
        self._folder.setReadOnly(True)
        self._folder.addAction(icon("folder", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self._folder.setAccessibleName(self.tr("Folder of the export"))
        self.setMinimumWidth(WIDTH - SPAN)
        self.setMaximumWidth(WIDTH + SPAN)
        self._lay_out()

    def chosen(self) -> list[str]:
        """The names of the formats that are ticked."""
        return [name for name, row in self.rows.items() if row.box.isChecked()]

    def show_folder(self, folder: Path) -> None:
        self._folder.setText(str(folder))  # the cursor stands at its end, so that this is what shows of a long one
        self._folder.setToolTip(str(folder))

    def show_results(self, certificate: Certificate | None) -> None:
        """Say below each format how its check came out; None clears them."""
        results = {result.format: result for result in certificate.formats} if certificate else {}
        for name, row in self.rows.items():
            result = results.get(name)
            if certificate is None or result is None:
                row.show_result("", "")
                continue
            link = self.tr("See the {0}").format(len(result.differs)) if result.differs else ""
            row.show_result(*format_words(result), model_size(certificate, result), link)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("What to export"))
        note = QLabel(self.tr("Each is checked against this app on your own images."), wordWrap=True)
        place = QLabel(self.tr("Where to"))
        for label, role in ((title, "title"), (note, "small secondary"), (place, "section")):
            set_role(label, role)
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self.choose_pressed)
        line = QHBoxLayout()
        line.addWidget(self._folder, 1)
        line.addWidget(choose)
        column = column_of(4, title, note, margins=(16, 14, 16, 16), parent=self)
        column.addSpacing(8)
        column.addWidget(self._card())
        column.addSpacing(16)
        column.addWidget(place)
        column.addSpacing(2)
        column.addLayout(line)
        column.addStretch(1)

    def _card(self) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        column = column_of(0, margins=(1, 1, 1, 1), parent=card)
        for number, row in enumerate(self.rows.values()):
            if number:
                line = QFrame()
                set_role(line, "hairline")
                column.addWidget(line)
            column.addWidget(row)
        return card
