"""Rows, hairlines and what scrolls, which every screen is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tlstudio.gui.theme.theme import set_role


def row_of(spacing: int, *widgets: QWidget | None) -> QHBoxLayout:
    """A row of widgets; None is what stretches."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


def hairline(parent: QWidget | None = None, *, is_vertical: bool = False) -> QFrame:
    """A line one pixel thin."""
    line = QFrame(parent)
    set_role(line, "vline" if is_vertical else "hairline")
    return line


def scrolling(*items: QWidget | QHBoxLayout) -> QScrollArea:
    """The items below each other, as wide as there is room and scrolled up and down where they are higher."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(8)
    for item in items:
        if isinstance(item, QWidget):
            column.addWidget(item)
        else:
            column.addLayout(item)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
