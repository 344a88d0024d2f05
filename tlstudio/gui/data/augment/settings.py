"""The settings beside the samples: augmentation, the frame of the images, and how often classes come."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.data.augment.framing import FrameGroup
from tlstudio.gui.data.augment.group import SettingsGroup
from tlstudio.gui.data.augment.policy import PolicyGroup
from tlstudio.gui.data.augment.words import sampling_words, samplings
from tlstudio.gui.services.images import Images
from tlstudio.gui.services.services import Services
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField
from tlstudio.gui.widgets.rows import column_of, scrolling

WIDTH = 304


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
        self.setVisible(spec.objective.task == "single_label" and spec.head.solver == "steps")
        self.sampling.set_value(spec.training.sampling)
        is_weighted = spec.objective.class_weights == "balanced"
        is_balanced = spec.training.sampling == "balanced"
        self.effect.setText(sampling_words(self._counts(), is_balanced=is_balanced, is_weighted=is_weighted))

    def _counts(self) -> dict[str, int]:
        """Training images of each class."""
        index, parts = self._images.index.value, self._images.split.value
        if index is None or parts is None or index.targets is not None:
            return {}
        found = np.bincount(index.labels[parts.train], minlength=len(index.class_names)).tolist()
        return dict(zip(index.class_names, found, strict=True))

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
