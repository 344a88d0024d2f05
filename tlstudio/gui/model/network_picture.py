"""The picture of a whole network, from the input on top to the names of the outputs."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from tlstudio.engine.model.freezing import FreezeState
from tlstudio.engine.model.heads import HeadRow, Shape
from tlstudio.gui.language.say import say
from tlstudio.gui.model.network_drawing import Block, Drawing, channels, side
from tlstudio.gui.theme.icons import draw_icon
from tlstudio.gui.theme.theme import SMALL, color, font, theme
from tlstudio.gui.widgets.numbers import count, shape_text

WIDTH_PX, MARGIN_PX, GAP_PX = 660, 20, 5
AXIS_PX = 316.0  # the middle of what is drawn
NARROWEST_PX, WIDEST_PX = 36.0, 216.0
TITLE_PX, SHAPE_PX, ICON_PX = 174, 436, 14
ROW_PX, TALLEST_PX = 26.0, 54.0
CUT_PX, INPUT_PX = 24.0, 24.0
MOST_NAMES = 30  # of outputs, where they are short
LEGEND_PX = 40  # of one entry, without its word
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
LOOKS = {
    FreezeState.FROZEN: ("held", "snowflake"),
    FreezeState.TRAINABLE: ("learn", "flame"),
    FreezeState.MIXED: ("learn", "half"),
}


class NetworkPicture(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Drawing | None = None
        theme().changed.connect(self.update)

    def show_drawing(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.setFixedSize(picture_size(drawing))
        self.setAccessibleName(say("Picture of the network"))
        self.setAccessibleDescription(", ".join(block.title for block in drawing.blocks))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.drawing:
            painter = QPainter(self)
            paint_network(painter, self.drawing)
            painter.end()


def picture_size(drawing: Drawing) -> QSize:
    heights = [_height(block.shape) + GAP_PX for block in drawing.blocks]
    has_cut = drawing.kept is not None
    rows = (len(drawing.rows) + bool(drawing.rows) + 1) * (ROW_PX + GAP_PX)  # and outputs, and legend
    total = 2 * MARGIN_PX + INPUT_PX + 2 * GAP_PX + sum(heights) + has_cut * (CUT_PX + GAP_PX) + rows
    return QSize(WIDTH_PX, round(total))


def paint_network(painter: QPainter, drawing: Drawing) -> None:
    """Draw it in the colours of the theme, from the painter's origin, as large as `picture_size` says."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH_PX, picture_size(drawing).height()), color("panel"))
    pen = _Pen(painter, drawing.input_px)
    pen.input()
    for block in drawing.blocks:
        pen.block(block)
        if block.is_before_cut and drawing.kept is not None:
            pen.cut(drawing.kept)
    for row in drawing.rows:
        pen.row(row, is_output=row is drawing.rows[-1])
    if drawing.rows:
        pen.outputs(drawing.outputs)
    pen.legend()


class _Pen:
    """Draws one thing below the other."""

    def __init__(self, painter: QPainter, input_px: int) -> None:
        self._painter = painter
        self._input_px = input_px
        self._y = float(MARGIN_PX)
        self._side = float(input_px)  # of what comes out of the last block

    def input(self) -> None:
        place = QRectF(AXIS_PX - WIDEST_PX / 2, self._y, WIDEST_PX, INPUT_PX)
        self._outline(QPolygonF(place), "sunken", "outline")
        self._words(say("Input"), f"3 × {self._input_px} × {self._input_px}", 0, INPUT_PX)
        self._y += INPUT_PX + 2 * GAP_PX

    def block(self, block: Block) -> None:
        token, icon = LOOKS[block.state]
        height, after = _height(block.shape), min(side(block.shape), self._side)
        shape = self._funnel(self._side, after, height)
        self._outline(shape, f"{token}_tint", token)
        self._icon(icon, _ink(block.state), height)
        self._words(block.title, shape_text(block.shape), block.parameters, height)
        self._side = after
        self._y += height + GAP_PX

    def cut(self, kept: Shape) -> None:
        y = self._y + CUT_PX / 2
        self._painter.setPen(QPen(color("accent"), 1.2, Qt.PenStyle.DashLine))
        self._painter.drawLine(QPointF(MARGIN_PX, y), QPointF(WIDTH_PX - MARGIN_PX, y))
        words = say("Cut · {shape}").format(shape=shape_text(kept)) if kept else say("Cut")
        self._painter.setFont(font(SMALL, 600))
        width = self._painter.fontMetrics().horizontalAdvance(words) + ICON_PX + 24
        badge = QRectF(AXIS_PX - width / 2, self._y, width, CUT_PX)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color("accent"))
        self._painter.drawRoundedRect(badge, 3, 3)
        draw_icon(
            self._painter, QRectF(badge.left() + 8, badge.center().y() - 7, ICON_PX, ICON_PX), "scissors", "on_accent"
        )
        self._painter.setPen(color("on_accent"))
        self._painter.drawText(badge.adjusted(ICON_PX + 14, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        self._y += CUT_PX + GAP_PX

    def row(self, row: HeadRow, *, is_output: bool) -> None:
        """A layer of the head: what learns is orange, what has nothing to learn is grey."""
        token = "error" if row.problem else "learn" if row.parameters else "outline"
        fill = "sunken" if token == "outline" else f"{token}_tint"
        width = _width_of_units(row.shape[0] if row.shape else 1)
        place = QRectF(AXIS_PX - width / 2, self._y, width, ROW_PX)
        self._outline(QPolygonF(place), fill, token)
        if token != "outline":
            self._icon("cross" if row.problem else "flame", token, ROW_PX)
        title = say("Output: {kind}").format(kind=row.title.lower()) if is_output else f"{row.title} {row.detail}"
        self._words(title.strip(), shape_text(row.shape), row.parameters, ROW_PX)
        self._y += ROW_PX + GAP_PX

    def outputs(self, names: tuple[str, ...]) -> None:
        """As many names as there is room for, and how many more there are."""
        self._painter.setFont(font(1.0, 500))
        self._painter.setPen(color("text"))
        measure = self._painter.fontMetrics()
        room = QRectF(MARGIN_PX, self._y, 2 * (AXIS_PX - MARGIN_PX), ROW_PX)
        shown = next(
            (
                n
                for n in range(min(len(names), MOST_NAMES), 1, -1)
                if measure.horizontalAdvance(_some(names, n)) < room.width()
            ),
            1,
        )
        words = measure.elidedText(_some(names, shown), Qt.TextElideMode.ElideRight, int(room.width()))
        self._painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        self._y += ROW_PX + GAP_PX

    def legend(self) -> None:
        """The icons with their words."""
        words = {
            FreezeState.FROZEN: say("Frozen"),
            FreezeState.MIXED: say("Partly frozen"),
            FreezeState.TRAINABLE: say("Trains"),
        }
        self._painter.setFont(font(SMALL))
        widths = [LEGEND_PX + self._painter.fontMetrics().horizontalAdvance(word) for word in words.values()]
        x = AXIS_PX - sum(widths) / 2
        for (state, word), width in zip(words.items(), widths, strict=True):
            _, icon = LOOKS[state]
            draw_icon(self._painter, QRectF(x, self._y + (ROW_PX - ICON_PX) / 2, ICON_PX, ICON_PX), icon, _ink(state))
            self._text(word, QRectF(x + ICON_PX + 6, self._y, width, ROW_PX), _LEFT, color("text2"), 400)
            x += width

    def _funnel(self, before: float, after: float, height: float) -> QPolygonF:
        top, bottom = self._width(before) / 2, self._width(after) / 2
        y = self._y
        corners = ((-top, y), (top, y), (bottom, y + height), (-bottom, y + height))
        return QPolygonF([QPointF(AXIS_PX + x, at) for x, at in corners])

    def _width(self, side: float) -> float:
        share = math.log1p(side) / math.log1p(self._input_px)
        return NARROWEST_PX + (WIDEST_PX - NARROWEST_PX) * min(1.0, share)

    def _outline(self, shape: QPolygonF, fill: str, edge: str) -> None:
        self._painter.setPen(QPen(color(edge), 1.2))
        self._painter.setBrush(color(fill))
        self._painter.drawPolygon(shape)

    def _icon(self, name: str, token: str, height: float) -> None:
        place = QRectF(TITLE_PX + 8, self._y + (height - ICON_PX) / 2, ICON_PX, ICON_PX)
        draw_icon(self._painter, place, name, token)

    def _words(self, title: str, shape: str, parameters: int, height: float) -> None:
        """The title left of what is drawn; shape and parameters, where there are any, right of it."""
        end = WIDTH_PX - MARGIN_PX
        self._text(title, QRectF(MARGIN_PX, self._y, TITLE_PX - MARGIN_PX, height), _RIGHT, color("text"), 500)
        self._text(shape, QRectF(SHAPE_PX, self._y, end - SHAPE_PX, height), _LEFT, color("text"), 400)
        if parameters:
            self._text(
                count(parameters), QRectF(SHAPE_PX, self._y, end - SHAPE_PX, height), _RIGHT, color("text2"), 400
            )

    def _text(self, text: str, place: QRectF, side: Qt.AlignmentFlag, ink: QColor, weight: int) -> None:
        self._painter.setFont(font(SMALL, weight))
        self._painter.setPen(ink)
        elided = self._painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        self._painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, elided)


def _some(names: tuple[str, ...], shown: int) -> str:
    """The first names, and how many more there are."""
    first, more = ", ".join(names[:shown]), len(names) - shown
    return say("{names} and {count} more").format(names=first, count=count(more)) if more else first


def _ink(state: FreezeState) -> str:
    """The colour of its icon."""
    return "text" if state is FreezeState.MIXED else LOOKS[state][0]


def _height(shape: Shape) -> float:
    """Deeper with more channels: 26 px up to 16 of them, 4 px more for every doubling."""
    return min(TALLEST_PX, ROW_PX + 4 * max(0.0, math.log2(max(1, channels(shape)) / 16)))


def _width_of_units(units: int) -> float:
    return min(WIDEST_PX, NARROWEST_PX + 10 * math.log2(max(1, units)))
