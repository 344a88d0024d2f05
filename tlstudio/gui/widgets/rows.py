"""Rows and hairlines, which every screen is made of."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tlstudio.gui.theme import set_role


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
