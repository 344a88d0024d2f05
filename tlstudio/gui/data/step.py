"""The Data step as the window has it: the ways to begin, and the images once there are some."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.data.empty import EmptyState
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.step import AFTER_PAINT_MS, Step
from tlstudio.gui.widgets.rows import column_of

if TYPE_CHECKING:
    from tlstudio.gui.data.browser import DataStep


class DataStart(Step):
    """All but the ways to begin is made soon after the first paint, or when it is wanted before that."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.empty = EmptyState(services)
        self._made: DataStep | None = None
        self._is_advanced, self._window_width = False, 0
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        column_of(0, self._pages, parent=self)
        self.empty.requested.connect(self.requested)
        self.empty.project_chosen.connect(self.path_chosen)

    @property
    def images(self) -> "DataStep":
        """What the step is with a folder."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def show_spec(self, spec: ProjectSpec) -> None:
        if self._made or spec.data.folder:
            self.images.show_spec(spec)
        self._pages.setCurrentWidget(self.images if spec.data.folder else self.empty)

    def set_advanced(self, is_advanced: bool) -> None:
        self._is_advanced = is_advanced
        if self._made:
            self._made.set_advanced(is_advanced)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return self.images.commands()

    @property
    def is_panel_open(self) -> bool | None:
        return self._made.is_panel_open if self._made and self.spec.data.folder else None

    def toggle_inspector(self) -> None:
        if self._made:
            self._made.toggle_inspector()

    def fit(self, window_width: int) -> None:
        self._window_width = window_width
        if self._made:
            self._made.fit(window_width)

    def _make(self) -> "DataStep":
        from tlstudio.gui.data.browser import DataStep

        made = DataStep(self.services)
        made.edited.connect(self.edited)
        made.requested.connect(self.requested)
        made.noted.connect(self.noted)
        made.path_chosen.connect(self.path_chosen)
        made.set_advanced(self._is_advanced)
        if self._window_width:
            made.fit(self._window_width)
        made.show_spec(self.spec)
        self._pages.addWidget(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(AFTER_PAINT_MS, self, lambda: self.images)
