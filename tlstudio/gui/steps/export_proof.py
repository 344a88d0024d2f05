"""The right side of the Export step: the proof, the lines that use it, the files."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.engine.export.certificate import Certificate
from tlstudio.gui.steps.export_view import file_rows, verdict
from tlstudio.gui.widgets.certificate_card import CertificateCard
from tlstudio.gui.widgets.code_card import CodeCard
from tlstudio.gui.widgets.file_list import FileList
from tlstudio.gui.widgets.notices import ReasonPage, Waiting


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
            note = self.tr("these lines ran in {0} s").format(self.locale().toString(snippet.seconds, "f", 1))
            self.code.show_code(snippet.code, snippet.output, note)
        self.files.setVisible(any(result.verified for result in certificate.formats))
        self.files.show_files(file_rows(certificate, folder))
        self.setCurrentWidget(self._proof)

    def _column(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.card)
        column.addWidget(self.code)
        column.addWidget(self.files)
        column.addStretch(1)
        return body
