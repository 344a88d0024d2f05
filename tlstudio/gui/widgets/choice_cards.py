"""A few choices in plain words, each a card with a title and what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from tlstudio.gui.theme.theme import color, set_role, theme
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of

MARK_PX = 16


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    title: str
    note: str


class ChoiceCards(QWidget):
    """Exclusive cards in a row or a column. `chosen` comes only from the user."""

    chosen = Signal(str)  # the key

    def __init__(
        self, name: str, choices: Sequence[Choice], orientation: Qt.Orientation, parent: QWidget | None = None
    ) -> None:
        """`name` is for assistive technology."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.cards = {choice.key: self._new_card(name, choice) for choice in choices}
        is_row = orientation == Qt.Orientation.Horizontal
        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight if is_row else QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for card in self.cards.values():
            layout.addWidget(card, 1 if is_row else 0)

    def show_choice(self, key: str) -> None:
        """Show `key` as chosen; an unknown one shows none."""
        self._group.setExclusive(False)
        for known, card in self.cards.items():
            card.setChecked(known == key)
        self._group.setExclusive(True)

    def star(self, key: str, reason: str) -> None:
        """Mark a choice as recommended, and say why; an unknown key marks none."""
        for known, card in self.cards.items():
            card.show_reason(reason if known == key else "")

    def _new_card(self, name: str, choice: Choice) -> "ChoiceCard":
        card = ChoiceCard(choice.title, choice.note, self)
        card.setAccessibleName(f"{name}: {choice.title}")
        card.clicked.connect(lambda: self.chosen.emit(choice.key))
        self._group.addButton(card)
        return card


class ChoiceCard(QAbstractButton):
    """A card with a round mark, a title and a note, or in its place a star and why it is recommended."""

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setText(title)
        self._note = QLabel(note)
        self._star, self._reason = IconLabel("star", "accent", 14), QLabel(wordWrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = column_of(2, margins=(12 + MARK_PX + 10, 10, 12, 10), parent=self)
        for label, role in ((QLabel(title), "section"), (self._note, "small secondary")):
            label.setWordWrap(True)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            set_role(label, role)
            column.addWidget(label)
        set_role(self._reason, "small accent")
        column.addLayout(self._reason_row())
        column.addStretch(1)
        self.show_reason("")
        theme().changed.connect(self.update)

    def show_reason(self, reason: str) -> None:
        """Why this is the recommended choice; empty if it is not."""
        self._reason.setText(reason)
        self._note.setHidden(bool(reason))
        self._star.setVisible(bool(reason))
        self._reason.setVisible(bool(reason))
        self.setAccessibleDescription(reason or self._note.text())

    def _reason_row(self) -> QHBoxLayout:
        row = row_of(5, self._star, self._reason)
        row.setAlignment(self._star, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)
        return row

    # What Qt asks of a widget.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent" if self.isChecked() else "outline" if self.underMouse() else "border"), 1))
        painter.setBrush(color("accent_tint" if self.isChecked() else "panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_mark(painter, QPointF(12 + MARK_PX / 2, 10 + self.fontMetrics().height() / 2))
        painter.end()

    def _paint_mark(self, painter: QPainter, middle: QPointF) -> None:
        painter.setBrush(color("panel"))
        painter.setPen(QPen(color("accent" if self.isChecked() else "outline"), 5 if self.isChecked() else 1.2))
        radius = MARK_PX / 2 - (2.5 if self.isChecked() else 0.6)
        painter.drawEllipse(middle, radius, radius)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()
