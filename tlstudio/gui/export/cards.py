"""Lines of code that were run, and what they printed.

A verdict with its evidence: a certificate in green, or a refusal in red, in the same shape.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from tlstudio.gui.theme.icons import set_icon
from tlstudio.gui.theme.theme import color, set_role, theme
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of


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
        head = row_of(8, heading, IconLabel("tick", "success", 14), self._note, None, self._copy, margins=(16, 7, 8, 7))
        body = QFrame()
        set_role(body, "code-body")
        column_of(0, self._text, parent=body)
        column_of(0, head, body, margins=(1, 1, 1, 1), parent=self)
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rows` are pairs of a name and what was found; the part of a value before a tab is shown bold."""

    is_good: bool
    title: str
    sentence: str
    rows: Sequence[tuple[str, str]]


class CertificateCard(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = QFrame()
        self._icon = IconLabel(size=40)
        self._title, self._sentence = QLabel(wordWrap=True), QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        words = column_of(3, self._title, self._sentence)
        row_of(18, self._icon, (words, 1), margins=(20, 14, 18, 14), parent=self._head)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(18, 6, 18, 8)
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnMinimumWidth(0, 132)
        self._rows.setColumnStretch(1, 1)
        column_of(0, self._head, self._rows, margins=(1, 1, 1, 1), parent=self)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_verdict(self, verdict: Verdict) -> None:
        kind = "certificate" if verdict.is_good else "refusal"
        token = "success" if verdict.is_good else "error"
        set_role(self, kind)
        set_role(self._head, f"{kind}-head")
        set_role(self._title, f"verdict {token}")
        self._icon.set_icon("verified" if verdict.is_good else "cross", token)
        self._title.setText(verdict.title)
        self._sentence.setText(verdict.sentence)
        self.setAccessibleName(f"{verdict.title}. {verdict.sentence}")
        self._show_rows(verdict.rows)

    def _show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        while item := self._rows.takeAt(0):
            widget = item.widget()
            if widget:
                widget.deleteLater()
        for number, (name, value) in enumerate(rows):
            if number:
                self._rows.addWidget(_line(), 2 * number - 1, 0, 1, 2)
            self._rows.addWidget(_name(name), 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(_value(value), 2 * number, 1)


def _line() -> QFrame:
    line = QFrame()
    set_role(line, "hairline")
    return line


def _name(text: str) -> QLabel:
    label = QLabel(text)
    label.setContentsMargins(0, 5, 0, 5)
    set_role(label, "secondary")
    return label


def _value(text: str) -> QWidget:
    """The value on one line, or wrapped if none of it is bold."""
    bold, mark, rest = text.rpartition("\t")
    row = QWidget()
    layout = row_of(4, margins=(0, 5, 0, 5), parent=row)
    if mark:
        strong = QLabel(bold)
        set_role(strong, "section")
        layout.addWidget(strong)
    plain = QLabel(rest, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    plain.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    layout.addWidget(plain, 1)
    return row
