"""How single images are varied, and whether two of them are mixed."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.data.augment.change_list import ChangeList
from tlstudio.gui.data.augment.group import SettingsGroup
from tlstudio.gui.data.augment.words import mix_words, mixes, policies, policy_words, with_policy
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.widgets.fields import ChoiceField, FloatField


class PolicyGroup(SettingsGroup):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Augmentation"), parent)
        self.policy, self.mix = ChoiceField(policies()), ChoiceField(mixes())
        self.changes, self.alpha = ChangeList(), FloatField()
        self.row(self.tr("Policy"), self.policy)
        self._policy_note = self.note()
        self.body.addWidget(self.changes)
        self.row(self.tr("Mix two images"), self.mix)
        self._mix_note = self.note()
        self._alpha_row = self.row(self.tr("How evenly (α)"), self.alpha)
        self._problem = self.note("small error")
        self.policy.value_edited.connect(self._on_policy)
        self.mix.value_edited.connect(lambda value: self._edit(self.tr("Mixing of images"), mix=value))
        self.alpha.value_edited.connect(lambda value: self._edit(self.tr("Mixing of images"), mix_alpha=value))
        self.changes.edited.connect(lambda value: self._edit(self.tr("Changes of images"), custom=value))

    @property
    def problem(self) -> str:
        """Why a value was not taken."""
        return self._problem.text()

    def show_spec(self, spec: ProjectSpec) -> None:
        self._spec, augment = spec, spec.augment
        self.policy.set_value(augment.intensity)
        self._policy_note.setText(policy_words(augment))
        self.changes.setVisible(augment.intensity == "custom")
        self.changes.show_changes(augment.custom)
        self.mix.set_value(augment.mix)
        self._mix_note.setText(mix_words(augment.mix))
        self._mix_note.setVisible(augment.mix != "none")
        self._alpha_row.setVisible(augment.mix != "none")
        self.alpha.set_value(augment.mix_alpha)
        self.alpha.show_problem(False)
        self._problem.hide()

    def _on_policy(self, value: object) -> None:
        augment = with_policy(self._spec.augment, value)  # pyright: ignore[reportArgumentType] # one of the choices
        self.edited.emit(self.tr("Augmentation"), replace(self._spec, augment=augment))

    def _edit(self, text: str, **change: object) -> None:
        try:
            if isinstance(change.get("mix_alpha"), str):
                raise ProjectError("{value} is not a number.", value=change["mix_alpha"])
            augment = replace(self._spec.augment, **change)  # pyright: ignore[reportArgumentType] # its own fields
        except ProjectError as error:
            self.alpha.show_problem(True)
            self._problem.setText(say_sentence(error))
            self._problem.show()
            return
        self.edited.emit(text, replace(self._spec, augment=augment))
