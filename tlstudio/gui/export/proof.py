"""The right side of the Export step: the proof, the lines that use it, the files.

The files of a folder with their sizes, in two columns.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from tlstudio.engine.export.certificate import Certificate
from tlstudio.gui.export.cards import CertificateCard, CodeCard
from tlstudio.gui.export.words import file_rows, verdict
from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.notices import ReasonPage, Waiting
from tlstudio.gui.widgets.numbers import fixed
from tlstudio.gui.widgets.rows import column_of


class FileList(QFrame):
    open_pressed = Signal()

    def __init__(self, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        heading = QLabel(title)
        set_role(heading, "section")
        opener = QPushButton(button)
        set_icon(opener, "folder")
        set_role(opener, "small")
        opener.clicked.connect(self.open_pressed)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(opener)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(2, 20)
        for column in (0, 3):
            self._grid.setColumnStretch(column, 1)
        column_of(6, head, self._grid, margins=(16, 8, 8, 10), parent=self)

    def show_files(self, files: Sequence[tuple[str, str]]) -> None:
        """Pairs of a name and a size."""
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget:
                widget.deleteLater()
        half = (len(files) + 1) // 2
        for number, (name, size) in enumerate(files):
            row, column = number % half, 3 * (number // half)
            label, amount = QLabel(name, textFormat=Qt.TextFormat.PlainText), QLabel(size)
            label.setContentsMargins(0, 4, 0, 4)
            set_role(amount, "small secondary")
            self._grid.addWidget(label, row, column)
            self._grid.addWidget(amount, row, column + 1, Qt.AlignmentFlag.AlignRight)


class ExportProof(QStackedWidget):
    """Shows what will be proven, how far the check is, or how it came out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = CertificateCard()
        self.code = CodeCard(self.tr("Use it"))
        self.files = FileList(self.tr("In the folder"), self.tr("Open the folder"))
        self.waiting = Waiting()
        self._before = ReasonPage("verified")
        promise = self.tr(
            "Another process will start from up to 300 of your validation images and must give the same answers."
        )
        self._before.say(self.tr("No certificate yet"), promise)
        self._proof = QScrollArea(widgetResizable=True)
        self._proof.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._proof.setWidget(self._column())
        for page in (self._before, self.waiting, self._proof):
            self.addWidget(page)

    def show_nothing(self) -> None:
        self.setCurrentWidget(self._before)

    def show_waiting(self) -> None:
        self.setCurrentWidget(self.waiting)

    def show_certificate(self, certificate: Certificate, folder: Path) -> None:
        self.card.show_verdict(verdict(certificate))
        snippet = certificate.snippet
        self.code.setVisible(snippet is not None)
        if snippet:
            note = self.tr("these lines ran in {0} s").format(fixed(snippet.seconds, 1))
            self.code.show_code(snippet.code, snippet.output, note)
        self.files.setVisible(any(result.verified for result in certificate.formats))
        self.files.show_files(file_rows(certificate, folder))
        self.setCurrentWidget(self._proof)

    def _column(self) -> QWidget:
        body = QWidget()
        column_of(12, self.card, self.code, self.files, None, margins=(16, 14, 16, 16), parent=body)
        return body
