"""The small drawings of the freeze tree: tick, state, what a part sees, bars, notes, the band of the cut."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tlstudio.gui.freeze.facts import FROZEN, PARTLY, TRAINS, Cut
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import SMALL, TINY, color, font
from tlstudio.gui.widgets.numbers import shape_text
from tlstudio.gui.widgets.tables import paint_text

SQUARE_PX = 14
MARK_PX = 18  # an icon before tiny words
TRACK_PX, TRACK_HEIGHT_PX = 52, 6

STATE_LOOKS = {  # icon and colour
    FROZEN: ("snowflake", "held"),
    TRAINS: ("flame", "learn"),
    PARTLY: ("half", "text"),
}


def paint_tick(painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
    """A tick box: blue and ticked for frozen, a bar for partly, empty for what trains."""
    frozen = state is FROZEN
    edge = "outline" if state is TRAINS else "held"
    painter.setPen(QPen(color(edge), 1.2))
    painter.setBrush(color("held" if frozen else "panel"))
    painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if frozen:
        paint_icon(painter, rect.adjusted(1, 1, -1, -1), "tick", "on_accent")
    elif state is PARTLY:
        painter.fillRect(QRect(rect.left() + 4, rect.center().y(), rect.width() - 8, 2), color("held"))


def paint_state(painter: QPainter, rect: QRect, state: Qt.CheckState, word: str) -> None:
    """Icon and word; never the colour alone."""
    name, token = STATE_LOOKS[state]
    paint_icon(painter, QRect(rect.left(), rect.center().y() - 7, 16, 16), name, token)
    weight = 400 if state is PARTLY else 500
    paint_text(painter, rect.adjusted(21, 0, 0, 0), word, token, weight=weight)


def paint_sees(painter: QPainter, rect: QRect, share: float) -> None:
    """At the left of `rect`, the input as a square and in it the square of it that is seen."""
    place = QRect(rect.left(), rect.center().y() - SQUARE_PX // 2 + 1, SQUARE_PX, SQUARE_PX)
    outer = place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    grey = color("outline")
    painter.setPen(QPen(grey, 1.2))
    painter.setBrush(grey if share >= 1 else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(outer, 2, 2)
    if share < 1:
        side = max(2.0, share * (SQUARE_PX - 2))
        inner = QRectF(0, 0, side, side)
        inner.moveCenter(outer.center())
        painter.fillRect(inner, grey)


def paint_moved_bar(painter: QPainter, rect: QRect, share: float) -> None:
    """At the left of `rect`, filled up to `share` of 1."""
    radius = TRACK_HEIGHT_PX / 2
    track = QRectF(rect.left(), rect.center().y() - radius + 1, TRACK_PX, TRACK_HEIGHT_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("track"))
    painter.drawRoundedRect(track, radius, radius)
    track.setWidth(max(2.0, TRACK_PX * share))
    painter.setBrush(color("learn"))
    painter.drawRoundedRect(track, min(radius, track.width() / 2), radius)


def paint_marked(painter: QPainter, place: QRect, icon_name: str, words: str, token: str) -> int:
    """An icon and a few tiny words. Returns the right end."""
    paint_icon(painter, QRect(place.left(), place.center().y() - 6, 14, 14), icon_name, token)
    return paint_text(painter, place.adjusted(MARK_PX, 0, 0, 0), words, token, TINY) if words else place.left() + 14


def paint_ring(painter: QPainter, row: QRect) -> None:
    """Around what has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(row.adjusted(1, 1, -1, -2), 3, 3)


def paint_band(painter: QPainter, band: QRect, left: int, chip: str, sentence: str) -> None:
    """The cut: dashes from edge to edge, at `left` a filled label and what is kept there."""
    middle = band.center().y()
    painter.fillRect(band, color("panel"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(SMALL, 600))
    label = QRect(left, band.top() + 2, painter.fontMetrics().horizontalAdvance(chip) + 30, band.height() - 4)
    painter.setFont(font(SMALL))
    words = painter.fontMetrics().horizontalAdvance(sentence)
    text = QRect(label.right() + 9, band.top(), min(words, band.right() - label.right() - 16) + 1, band.height())
    painter.setPen(QPen(color("accent"), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPoint(band.left(), middle), QPoint(label.left(), middle))
    painter.drawLine(QPoint(text.right() + 10, middle), QPoint(band.right(), middle))
    paint_text(painter, text, sentence, "text2", SMALL)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent"))
    painter.drawRoundedRect(label, 3, 3)
    paint_icon(painter, QRect(label.left() + 6, label.center().y() - 6, 14, 14), "scissors", "on_accent")
    paint_text(painter, label.adjusted(23, 0, 0, 0), chip, "on_accent", SMALL, weight=600)


def cut_sentence(cut: Cut, kept: str, unknown: str) -> str:
    """What stands beside the cut; `kept` has a place for {shape}."""
    return kept.format(shape=shape_text(cut.shape)) if cut.shape else unknown
