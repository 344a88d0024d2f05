"""The confidence in every class as bars: all of them, not only the winner."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.engine.project import LABEL_THRESHOLD
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import SMALL, color, font, theme
from tlstudio.gui.widgets.numbers import whole_percent

ROW_PX = 15
MARK_PX = 14
NUMBER_PX = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """`mark`: "label" for the class the image is labelled, "wrong" for a prediction that is not it, "winner"
    for a prediction where no label is known, or nothing."""

    name: str
    share: float
    mark: str = ""
    text: str = ""  # in place of the share


def bars_of(
    scores: Sequence[float] | np.ndarray, names: tuple[str, ...], *, label: int | None = None, most: int = 6
) -> list[Bar]:
    """A bar per class in the order of the classes; of more than `most`, the highest and the labelled one."""
    values = np.asarray(scores, dtype=float)
    winner = int(values.argmax())
    kept = set(np.argsort(-values, kind="stable")[:most].tolist())
    if label is not None and label not in kept:
        kept = {label, *np.argsort(-values, kind="stable")[: most - 1].tolist()}
    return [Bar(names[number], float(values[number]), _mark(number, winner, label)) for number in sorted(kept)]


def label_bars(scores: np.ndarray, targets: np.ndarray | None, names: tuple[str, ...]) -> list[Bar]:
    """A bar for each label; without targets those that are given are marked as winners."""
    given = scores >= LABEL_THRESHOLD
    if targets is None:
        marks = ["winner" if one else "" for one in given]
    else:
        has = targets >= LABEL_THRESHOLD
        marks = ["label" if yes else "wrong" if one else "" for yes, one in zip(has, given, strict=True)]
    return [Bar(name, float(score), mark) for name, score, mark in zip(names, scores, marks, strict=True)]


def number_bars(values: np.ndarray, names: tuple[str, ...], ranges: Sequence[tuple[float, float]]) -> list[Bar]:
    """A bar for each number, filled from the least to the most of its range."""
    shares = [_part(float(value), *ends) for value, ends in zip(values, ranges, strict=True)]
    texts = [QLocale().toString(float(value), "g", 4) for value in values]
    return [Bar(name, share, "winner", text) for name, share, text in zip(names, shares, texts, strict=True)]


def most_telling(bars: Sequence[Bar], most: int) -> list[Bar]:
    """At most so many bars in their order: those that are marked, then the longest."""
    order = sorted(range(len(bars)), key=lambda place: (not bars[place].mark, -bars[place].share))
    return [bars[place] for place in sorted(order[:most])]


def _part(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.5


def _mark(number: int, winner: int, label: int | None) -> str:
    if label is None:
        return "winner" if number == winner else ""
    if number == label:
        return "label"
    return "wrong" if number == winner else ""


class ClassBars(QWidget):
    """Bars of one image; grows with their number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self.setAccessibleName(", ".join(f"{bar.name} {bar.text or whole_percent(bar.share) + ' %'}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, height_of(len(self._bars)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bars(QPainter(self), self.rect(), self._bars)


def height_of(bars: int) -> int:
    return bars * row_height()


def row_height() -> int:
    return max(ROW_PX, QFontMetrics(font(SMALL)).height())


def paint_bars(painter: QPainter, rect: QRect, bars: Sequence[Bar]) -> None:
    """Paint mark, name, bar and number of each class into `rect`, from its top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetrics(_name_font())
    widest = max((metrics.horizontalAdvance(bar.name) for bar in bars), default=0)
    name_px = min(widest + 2, int(rect.width() * 0.45))
    height = row_height()
    for number, bar in enumerate(bars):
        row = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
        _paint_bar(painter, row, name_px, bar)


def _name_font() -> QFont:
    return font(SMALL)


def _paint_bar(painter: QPainter, row: QRect, name_px: int, bar: Bar) -> None:
    marks = {"label": ("tick", "accent"), "wrong": ("cross", "error"), "winner": ("", "accent"), "": ("", "outline")}
    name, token = marks[bar.mark]
    if name:
        paint_icon(painter, QRect(row.left(), row.center().y() - MARK_PX // 2, MARK_PX, MARK_PX), name, token)
    painter.setFont(_name_font())
    painter.setPen(color("text"))
    left = row.left() + MARK_PX + 5
    text = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, name_px)
    painter.drawText(QRect(left, row.top(), name_px, row.height()), Qt.AlignmentFlag.AlignVCenter, text)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(row, right, bar.text or whole_percent(bar.share))
    number_px = max(NUMBER_PX, painter.fontMetrics().horizontalAdvance(bar.text) + 8)
    track = QRectF(left + name_px + 8, row.center().y() - 1.5, 0, 5)
    track.setRight(row.right() - number_px)
    if track.width() > 4:
        _paint_track(painter, track, bar.share, token)


def _paint_track(painter: QPainter, track: QRectF, share: float, token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("track"))
    painter.drawRoundedRect(track, 2.5, 2.5)
    filled = QRectF(track.left(), track.top(), max(1.5, track.width() * share), track.height())
    painter.setBrush(color(token))
    painter.drawRoundedRect(filled, min(2.5, filled.width() / 2), 2.5)
