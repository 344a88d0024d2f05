"""The menu of the curves: what they show, and how they leave the program."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from tlstudio.gui.theme.icons import icon


class CurvesMenu(QToolButton):
    log_toggled = Signal(bool)
    rate_toggled = Signal(bool)
    classes_toggled = Signal(bool)
    whole_asked = Signal()
    copy_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("more"))
        self.setToolTip(self.tr("Axes, learning rate, classes, saving"))
        self.setAccessibleName(self.tr("More about the curves"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.log = self._checkable(menu, self.tr("Logarithmic &loss"))
        self.rate = self._checkable(menu, self.tr("Learning &rate"))
        self.classes = self._checkable(menu, self.tr("&Each class"))
        self.classes.setToolTip(self.tr("In place of the accuracy, how each class does"))
        self.whole = menu.addAction(self.tr("Show the &whole run (double click)"))
        menu.addSeparator()
        self.copy = menu.addAction(self.tr("&Copy picture"))
        self.save = menu.addAction(self.tr("&Save as…"))
        self.setMenu(menu)
        self.log.toggled.connect(self.log_toggled)
        self.rate.toggled.connect(self.rate_toggled)
        self.classes.toggled.connect(self.classes_toggled)
        self.whole.triggered.connect(lambda: self.whole_asked.emit())
        self.copy.triggered.connect(lambda: self.copy_asked.emit())
        self.save.triggered.connect(lambda: self.save_asked.emit())

    def _checkable(self, menu: QMenu, text: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        return action
