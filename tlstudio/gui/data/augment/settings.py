"""The settings beside the samples: augmentation, the frame of the images, and how often classes come."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.tasks.info import TASKS
from tlstudio.gui.data.augment.change_list import ChangeList
from tlstudio.gui.data.augment.framing import FrameGroup
from tlstudio.gui.data.augment.group import SettingsGroup
from tlstudio.gui.data.augment.words import (
    mix_words,
    mixes,
    policies,
    policy_words,
    sampling_words,
    samplings,
    with_policy,
)
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.images import Images
from tlstudio.gui.services.services import Services
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField, FloatField
from tlstudio.gui.widgets.rows import column_of, scrolling

WIDTH = 304


class PolicyGroup(SettingsGroup):
    """How single images are varied, and whether two of them are mixed."""

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


class BalanceGroup(SettingsGroup):
    """How often the images of a class come."""

    def __init__(self, images: Images, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How often classes come"), parent)
        self._images = images
        self.sampling = ChoiceField(samplings())
        self.row(self.tr("In an epoch"), self.sampling)
        self.effect = self.note()
        self.sampling.value_edited.connect(self._on_sampling)

    def show_spec(self, spec: ProjectSpec) -> None:
        self._spec = spec
        self.setVisible(TASKS[spec.objective.task].has_one_class and spec.head.solver == "steps")
        self.sampling.set_value(spec.training.sampling)
        is_weighted = spec.objective.class_weights == "balanced"
        is_balanced = spec.training.sampling == "balanced"
        self.effect.setText(sampling_words(self._counts(), is_balanced=is_balanced, is_weighted=is_weighted))

    def _counts(self) -> dict[str, int]:
        """Training images of each class."""
        index, parts = self._images.index.value, self._images.split.value
        if index is None or parts is None or index.targets is not None:
            return {}
        counts = np.bincount(index.labels[parts.train], minlength=len(index.class_names)).tolist()
        return dict(zip(index.class_names, counts, strict=True))

    def _on_sampling(self, value: object) -> None:
        training = replace(self._spec.training, sampling=value)  # pyright: ignore[reportArgumentType] # a choice
        self.edited.emit(self.tr("How often classes come"), replace(self._spec, training=training))


class AugmentationSettings(QFrame):
    edited = Signal(str, object)  # the undo text, the new ProjectSpec

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.setFixedWidth(WIDTH)
        self.policy, self.framing = PolicyGroup(), FrameGroup(services.jobs)
        self.balance = BalanceGroup(services.images)
        groups = (self.policy, self.framing, self.balance)
        area = scrolling(*groups)
        column_of(0, area, parent=self)
        for group in groups:
            group.edited.connect(self.edited)

    def show_spec(self, spec: ProjectSpec) -> None:
        self.policy.show_spec(spec)
        self.framing.show_spec(spec)
        self.balance.show_spec(spec)
