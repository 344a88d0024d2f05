"""The picture of the project's network, in a window that follows the project."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tlstudio.engine.model.heads import trace
from tlstudio.gui.steps.model_facts import ModelFacts
from tlstudio.gui.widgets.network_dialog import NetworkDialog
from tlstudio.gui.widgets.network_drawing import Drawing, drawing_of


class ModelPicture(QObject):
    def __init__(self, facts: ModelFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts = facts
        self._parent = parent
        self.dialog: NetworkDialog | None = None

    def open(self) -> None:
        if self.dialog is None:
            self.dialog = NetworkDialog(self._parent)
        self.dialog.show_drawing(self._drawing())
        self.dialog.show()
        self.dialog.activateWindow()

    def show(self) -> None:
        """Follow the project, while the window is open."""
        if self.dialog and self.dialog.isVisible():
            self.dialog.show_drawing(self._drawing())

    def _drawing(self) -> Drawing | None:
        facts = self._facts
        tree, frozen, features = facts.tree, facts.frozen, facts.features
        if tree is None or frozen is None or features is None:
            return None
        spec, names = facts.spec, facts.classes
        rows = trace(spec.head, features, len(names), spec.objective.task) if names else ()
        return drawing_of(tree, frozen, facts.input_px, rows, names)
