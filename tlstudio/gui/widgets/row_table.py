"""How tables of whole rows behave: one row chosen at a time, no grid, nothing edited, nothing scrolls sideways."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

ROW_PX, HEADER_PX = 28, 29


def make_row_table(table: QTableView, widths: Mapping[int, int], row_px: int = ROW_PX) -> None:
    """Set up a table that has its model. `widths` are px at ordinary text size; the column left out takes the rest."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_px)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumHeight(HEADER_PX)
    for column in range(table.model().columnCount()):
        if column in widths:
            table.setColumnWidth(column, round(widths[column] * text_scale(table)))
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def text_scale(table: QTableView) -> float:
    """By how much larger text is than usual: columns grow with it."""
    return max(1.0, table.fontMetrics().height() / 16)
