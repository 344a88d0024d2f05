"""Says what was done, with Undo beside it, and what undo and redo changed where that is out of view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.widgets.toast import Toast

if TYPE_CHECKING:
    from tlstudio.gui.window.main_window import MainWindow


class HistoryNotes(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._note: tuple[str, str] | None = None  # a sentence, and the step that shows what it is about
        self.toast = Toast(window)
        window.document.stepped.connect(self._on_stepped)
        window.document.undo_stack.indexChanged.connect(self._on_index_changed)

    def say_done(self, text: str) -> None:
        """Say what the last step of the history did, and offer to undo it."""
        self.toast.say(text, self.tr("Undo"), self._window.document.undo_stack.undo)

    def _on_stepped(self, text: str, is_undo: bool, old: ProjectSpec, new: ProjectSpec) -> None:
        steps = steps_of(old, new)
        if steps and self._window.current_step not in steps:
            words = self.tr("Undone: {0}") if is_undo else self.tr("Done again: {0}")
            self._note = words.format(text), steps[0]

    def _on_index_changed(self) -> None:
        """What was said of the step before holds no longer."""
        self.toast.hide()
        if self._note:
            (text, step), self._note = self._note, None
            self.toast.say(text, self.tr("Show"), lambda: self._window.show_step(step))


def steps_of(old: ProjectSpec, new: ProjectSpec) -> list[str]:
    """The steps that show what differs between two specs."""
    differs = {
        "data": (old.data, old.augment, old.objective.task) != (new.data, new.augment, new.objective.task),
        "model": (old.backbone, old.freeze, old.head) != (new.backbone, new.freeze, new.head),
        "train": (old.training, old.objective) != (new.training, new.objective),
    }
    return [step for step, is_other in differs.items() if is_other]
