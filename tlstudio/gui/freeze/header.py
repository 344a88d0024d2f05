"""The head of the freeze tree.

What the two ticks of the freeze tree mean.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeView, QWidget

from tlstudio.gui.freeze import words
from tlstudio.gui.freeze.delegate import PADDING_PX, TICK_LEFT_PX, TICK_PX
from tlstudio.gui.freeze.facts import FROZEN, TRAINS
from tlstudio.gui.freeze.paint import SQUARE_PX, TRACK_PX, paint_tick
from tlstudio.gui.freeze.rows import NUMBERS, Column, Fit, Widths, widest_fit
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import color, font, set_role
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import row_of

LEAST_WORDS_PX = 90  # of what a tick means

WIDEST_SHARE = "< 0.1 %"
LEAST_PART_LETTERS = 22  # of the column of parts: room for a layer in a block in a stage
ICON_PX = 21
MENU_PX = 18  # the arrow that says that there is a menu


class FreezeHeader(QHeaderView):
    """Says in blue that a tick means frozen; the last title opens a menu."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setStretchLastSection(False)
        self.setSectionsMovable(False)
        self.setMinimumHeight(29)

    def set_up(self) -> None:
        """Once the header is the view's: taking it, a view without sorting makes it deaf to clicks."""
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionResizeMode(Column.PART, QHeaderView.ResizeMode.Stretch)

    def fit(self, room: int, parameters: int, *, may_have_bars: bool) -> Fit:
        """Make the columns as wide as their widest words, and say what of them fits into `room` px."""
        widths = self._widths(parameters)
        fit = widest_fit(room, widths, may_have_bars=may_have_bars)
        self.resizeSection(Column.MOVED, self._moved_px(with_bar=fit.has_bars))
        self.resizeSection(Column.SEES, widths.square + (widths.sees_text if fit.has_sees_text else 0))
        return fit

    def _widths(self, parameters: int) -> Widths:
        """After the columns that always stay got theirs."""
        states = max(_advance(word, 500) for word in (*words.state_words().values(), words.kept_still()))
        fixed = {
            Column.STATE: ICON_PX + states + PADDING_PX,
            Column.PARAMETERS: self._widest(Column.PARAMETERS, count(parameters)) + PADDING_PX + 4,
            Column.RATE: self._widest(Column.RATE, words.rate_text(frozenset((0.0, 1.0)))) + PADDING_PX + 10,
        }
        for column, width in fixed.items():
            self.resizeSection(column, width)
        shown = sum(width for column, width in fixed.items() if not self.isSectionHidden(column))
        moved = 0 if self.isSectionHidden(Column.MOVED) else self._moved_px(with_bar=False)
        bar = self._moved_px(with_bar=True) - moved if moved else 0
        square = self._widest(Column.SEES, "") + PADDING_PX
        text = max(SQUARE_PX + 8 + _advance(words.sees_text(0.4, 999)) + PADDING_PX - square, 0)
        part = _advance("n" * LEAST_PART_LETTERS)
        return Widths(part + shown + moved, square, text, bar)

    def _moved_px(self, *, with_bar: bool) -> int:
        title_px = _advance(self._name(Column.MOVED)) + MENU_PX
        number_px = _advance(WIDEST_SHARE) + (TRACK_PX + PADDING_PX if with_bar else 0)
        return max(title_px, number_px) + PADDING_PX + 8

    def _widest(self, column: Column, text: str) -> int:
        return max(_advance(self._name(column)), _advance(text))

    def _name(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal))

    def _paint_first(self, painter: QPainter, rect: QRect, text: str) -> None:
        frozen, _, part = text.partition(" | ")
        left = rect.left() + 20 + TICK_LEFT_PX
        paint_icon(painter, QRect(left, rect.center().y() - 7, 16, 16), "tick", "held")
        painter.setFont(font(1.0, 600))
        painter.setPen(color("held"))
        painter.drawText(rect.adjusted(left + 20 - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, frozen)
        left += 20 + painter.fontMetrics().horizontalAdvance(frozen) + 10
        painter.fillRect(QRect(left, rect.center().y() - 7, 1, 15), color("border"))
        painter.setFont(font())
        painter.setPen(color("text2"))
        painter.drawText(rect.adjusted(left + 11 - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, part)

    def _paint_other(self, painter: QPainter, rect: QRect, section: int) -> None:
        is_number = section in NUMBERS
        inner = rect.adjusted(0, 0, -PADDING_PX if is_number else 0, 0)
        if section == Column.MOVED:
            paint_icon(painter, QRect(inner.right() - 11, inner.center().y() - 5, 12, 12), "chevron-down", "text2")
            inner.adjust(0, 0, -MENU_PX, 0)
        align = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        painter.setPen(color("text2"))
        painter.drawText(inner, align | Qt.AlignmentFlag.AlignVCenter, self._name(section))

    # What Qt asks of a header.

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.fillRect(rect, color("sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("border"))
        painter.setFont(font())
        if logical_index == Column.PART:
            self._paint_first(painter, rect, self._name(logical_index))
        else:
            self._paint_other(painter, rect, logical_index)
        painter.restore()


def _advance(text: str, weight: int = 400) -> int:
    return QFontMetrics(font(1.0, weight)).horizontalAdvance(text)


class FreezeLegend(QWidget):
    """Both ticks with their meaning."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = row_of(7, margins=(12, 5, 12, 5), parent=self)
        for state, meaning in (
            (FROZEN, self.tr("Frozen: keeps what it learned")),
            (TRAINS, self.tr("Trains: learns from your images")),
        ):
            layout.addWidget(_TickMark(state, self))
            layout.addWidget(_small(meaning, self))
            layout.addSpacing(16)
        layout.addStretch(1)
        self._hint = _small(self.tr("Space toggles"), self)
        layout.addWidget(self._hint)
        self._full_width = layout.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= self._full_width)


class _TickMark(QWidget):
    def __init__(self, state: Qt.CheckState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(TICK_PX, TICK_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tick(painter, self.rect(), self._state)
        painter.end()


def _small(words: str, parent: QWidget) -> QLabel:
    label = ElidedLabel(LEAST_WORDS_PX, parent)
    label.setText(words)
    set_role(label, "small secondary")
    return label
