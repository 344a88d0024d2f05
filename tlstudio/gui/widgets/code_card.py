"""Lines of code that were run, and what they printed."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import color, set_role, theme
from tlstudio.gui.widgets.labels import IconLabel


class CodeCard(QFrame):
    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._code = self._output = ""
        heading, self._note = QLabel(title), QLabel()
        set_role(heading, "section")
        set_role(self._note, "small success")
        self._copy = QPushButton(self.tr("Copy"))
        set_icon(self._copy, "copy")
        set_role(self._copy, "small")
        self._copy.clicked.connect(self._on_copy)
        self._text = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        set_role(self._text, "code")
        self._text.setContentsMargins(16, 12, 16, 12)
        head = QHBoxLayout()
        head.setContentsMargins(16, 7, 8, 7)
        head.setSpacing(8)
        head.addWidget(heading)
        head.addWidget(IconLabel("tick", "success", 14))
        head.addWidget(self._note)
        head.addStretch(1)
        head.addWidget(self._copy)
        body = QFrame()
        set_role(body, "code-body")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(body)
        theme().changed.connect(self._paint)

    def show_code(self, code: str, output: str, note: str) -> None:
        self._code, self._output = code.strip(), output.strip()
        self._note.setText(note)
        self._paint()

    def _paint(self) -> None:
        """Comments and output are told apart by colour."""
        quiet, printed = color("text2").name(), color("success").name()
        lines = [
            f'<span style="color:{quiet}">{escape(line)}</span>' if line.startswith("#") else escape(line)
            for line in self._code.splitlines()
        ]
        shown = [f'<span style="color:{printed}">{escape(line)}</span>' for line in self._output.splitlines()]
        self._text.setText(f'<div style="line-height:140%">{"<br>".join(lines + shown)}</div>')

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code + "\n")
