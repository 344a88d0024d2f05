"""A verdict with its evidence: a certificate in green, or a refusal in red, in the same shape."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel


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
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(20, 14, 18, 14)
        head.setSpacing(18)
        head.addWidget(self._icon)
        head.addLayout(words, 1)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(18, 6, 18, 8)
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnMinimumWidth(0, 132)
        self._rows.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(self._rows)

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
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 5, 0, 5)
    layout.setSpacing(4)
    if mark:
        strong = QLabel(bold)
        set_role(strong, "section")
        layout.addWidget(strong)
    plain = QLabel(rest, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    plain.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    layout.addWidget(plain, 1)
    return row
