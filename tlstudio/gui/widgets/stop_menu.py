"""The ways to end a living run, beside the button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from tlstudio.gui.theme.theme import set_role


class StopMenu(QToolButton):
    chosen = Signal(str)  # the name of a command

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "arrow")
        self.setToolTip(self.tr("Stop and save, or stop and discard"))
        self.setAccessibleName(self.tr("Ways to stop"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.save = menu.addAction(self.tr("Stop and &save"))
        self.discard = menu.addAction(self.tr("Stop and &discard…"))
        self.setMenu(menu)
        self.save.triggered.connect(lambda: self.chosen.emit("stop"))
        self.discard.triggered.connect(lambda: self.chosen.emit("discard"))
