"""Where the parts of the Data step stand."""

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tlstudio.gui.data.inspector import DataPanel


def beside(panel: QWidget, tools: QWidget, banner: QWidget, body: QWidget) -> QSplitter:
    """The tools, the banner and the images under each other, with the panel on their right."""
    centre = QWidget()
    column = QVBoxLayout(centre)
    column.setContentsMargins(9, 14, 0, 0)
    column.setSpacing(12)
    top = QVBoxLayout()
    top.setContentsMargins(7, 0, 16, 0)
    top.setSpacing(12)
    top.addWidget(tools)
    top.addWidget(banner)
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
