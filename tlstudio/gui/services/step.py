"""What the five steps have in common."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.services.services import Services

DRAWER_BELOW = 1100  # px of window width, where the inspector becomes a drawer
AFTER_PAINT_MS = 150  # from showing a window to its paint; what can wait begins then, not to slow that down


class Step(QWidget):
    """A view of the project: it shows the spec it is given and says what the user changed. It keeps no copy.

    The window calls `show_spec` after every change of the project and when the step is built, and
    `set_advanced` when the user switches between Simple and Advanced.
    """

    edited = Signal(str, object)  # the undo text, the new ProjectSpec
    requested = Signal(str)  # the name of a command of commands.py, such as "open_images", "start", "show_data"
    noted = Signal(str)  # what the edit before did, in words: it is said with Undo beside it
    path_chosen = Signal(object)  # a project file to open

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.inspector: QWidget | None = None  # the panel on the right, for a step that has one
        self._is_drawer = False
        self._has_panel = True  # there is something for it to show
        self._is_open = True  # as there is room for it, or as the user wants it

    @property
    def spec(self) -> ProjectSpec:
        """The project as it is now."""
        return self.services.document.spec

    def show_spec(self, spec: ProjectSpec) -> None:
        """Show the project."""

    def set_advanced(self, is_advanced: bool) -> None:
        """Show every setting, or only what most people need."""

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Name the commands of the menus that this step carries out."""
        return {}

    @property
    def is_panel_open(self) -> bool | None:
        """Whether the panel on the right is open; None where there is none now."""
        return self._is_open if self.inspector and self._has_panel else None

    def toggle_inspector(self) -> None:
        """Open or close the panel on the right."""
        self._is_open = not self._is_open
        self._show_panel()

    def set_has_panel(self, has_panel: bool) -> None:
        """Say whether the panel has something to show."""
        self._has_panel = has_panel
        self._show_panel()

    def _show_panel(self) -> None:
        if self.inspector:
            self.inspector.setVisible(self._has_panel and self._is_open)

    def fit(self, window_width: int) -> None:
        """Close the panel on the right where the window has become too narrow for it, and open it where not."""
        is_drawer = window_width < DRAWER_BELOW
        if is_drawer != self._is_drawer:
            self._is_drawer, self._is_open = is_drawer, not is_drawer
            self._show_panel()
