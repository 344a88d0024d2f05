"""Where the parts of the Data step stand."""

from PySide6.QtWidgets import QSplitter, QWidget

from tlstudio.gui.data.inspector import DataPanel
from tlstudio.gui.widgets.rows import column_of


def beside(panel: QWidget, tools: QWidget, banner: QWidget, body: QWidget) -> QSplitter:
    """The tools, the banner and the images under each other, with the panel on their right."""
    centre = QWidget()
    column = column_of(12, margins=(9, 14, 0, 0), parent=centre)
    top = column_of(12, tools, banner, margins=(7, 0, 16, 0))
    column.addLayout(top)
    column.addWidget(body, 1)
    work = QSplitter()
    work.setHandleWidth(1)
    work.setChildrenCollapsible(False)
    work.addWidget(centre)
    work.addWidget(panel)
    work.setStretchFactor(0, 1)
    work.setSizes([1000, DataPanel.WIDTH])
    return work
