"""The head in the model step: its editor, its presets, and those that the user saves."""

from PySide6.QtCore import QObject, Qt, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.model.heads import PRESETS, HeadPreset, with_preset
from tlstudio.engine.project import HeadSpec, ProjectSpec
from tlstudio.gui.head import edits as head_edits
from tlstudio.gui.head.saved import OwnHeads
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.model import edits as model_edits
from tlstudio.gui.model.facts import ModelFacts
from tlstudio.gui.model.view import ModelView
from tlstudio.gui.services.errors import show_error
from tlstudio.gui.widgets.name_dialog import NameDialog


class Heads(QObject):
    edited = Signal(str, object)  # the undo text, the new ProjectSpec

    def __init__(self, facts: ModelFacts, view: ModelView, parent: QObject) -> None:
        super().__init__(parent)
        self._facts = facts
        self._view = view
        self.own = OwnHeads(self)
        self.dialog: NameDialog | None = None
        view.head.head_asked.connect(self._on_head)
        view.head.save_asked.connect(self.save_as_preset)
        view.head.delete_asked.connect(self.delete_preset)
        view.head_cards.chosen.connect(lambda name: self._on_preset(PRESETS[name]))
        self.own.changed.connect(self._show_own, Qt.ConnectionType.QueuedConnection)  # a menu may still be at work
        self._show_own()

    def show(self, spec: ProjectSpec) -> None:
        self._view.head.show_head(spec.head, self._facts.features, self._facts.classes, spec.objective.task)
        self._view.head_cards.show_choice(head_edits.preset_of(spec.head))

    def save_as_preset(self) -> None:
        """Ask for the name of a preset with the layers and the output of the head."""
        note = self.tr("Layers and output are kept for other projects; the pooling stays each project's own.")
        dialog = NameDialog(self.tr("Save as preset"), note, self.own.name_problem, self._view)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(lambda name: self._save(dialog, name))
        dialog.open()
        self.dialog = dialog

    def delete_preset(self, name: str) -> None:
        try:
            self.own.delete(name)
        except StudioError as error:
            show_error(self._view, error)

    def _show_own(self) -> None:
        self._view.head.show_own(self.own.presets, self.own.problem)

    def _save(self, dialog: NameDialog, name: str) -> None:
        try:
            self.own.save(name, self._facts.spec.head)
        except StudioError as error:
            dialog.say(say_sentence(error))
        else:
            dialog.accept()

    def _on_preset(self, preset: HeadPreset) -> None:
        text = self.tr("Head: {preset}").format(preset=say(preset.title))
        self._on_head(text, with_preset(self._facts.spec.head, preset))

    def _on_head(self, text: str, head: HeadSpec) -> None:
        self.edited.emit(text, model_edits.with_head(self._facts.spec, head))
