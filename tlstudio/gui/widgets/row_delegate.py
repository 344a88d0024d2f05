"""Cells of a table of numbers, padded as its titles are."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tlstudio.gui.theme.theme import color


class RowDelegate(QStyledItemDelegate):
    def __init__(self, pad_px: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pad_px = pad_px

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] # missing from the stubs
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, color("accent_tint"))
        inner = QStyleOptionViewItem(option)
        inner.rect = place.adjusted(self._pad_px, 0, -self._pad_px, 0)  # pyright: ignore[reportAttributeAccessIssue]
        super().paint(painter, inner, index)
