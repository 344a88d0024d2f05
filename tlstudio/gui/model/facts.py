"""What the model step knows of the project: its backbone, its images, and whether what is frozen fits both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tlstudio.engine.errors import FreezeError
from tlstudio.engine.model.freezing import Leaves, frozen_leaves, trainable_parameters
from tlstudio.engine.model.heads import Shape
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.phases import phases
from tlstudio.engine.model.presets import Preset, recommended
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.services import Services


@dataclass(frozen=True, slots=True)
class FreezeProblem:
    what: Literal["parts", "rates", "phases"]
    sentence: str


class ModelFacts:
    """Answers from the document, its images and its backbone; keeps nothing itself."""

    def __init__(self, services: Services) -> None:
        self._document = services.document
        self._images = services.images
        self._backbone = services.backbone

    @property
    def spec(self) -> ProjectSpec:
        return self._document.spec

    @property
    def tree(self) -> Part | None:
        """The parts of the project's backbone, once they are known."""
        description = self._backbone.description.value
        return description.tree if description and description.name == self.spec.backbone.name else None

    @property
    def features(self) -> Shape | None:
        """What the backbone gives the head, once it is known."""
        return self._backbone.feature_shape if self.tree and not self._backbone.description.is_busy else None

    @property
    def input_px(self) -> int:
        """Side of the images the backbone gets; 0 while it is not known."""
        return self._backbone.description.value.input_px if self._backbone.description.value else 0

    @property
    def classes(self) -> Sequence[str]:
        index = self._images.index.value
        return index.class_names if index else ()

    @property
    def frozen(self) -> Leaves | None:
        """The frozen leaves, or None while the parts are unknown or the project names one that there is not."""
        tree = self.tree
        try:
            return frozen_leaves(tree, self.spec.freeze) if tree else None
        except FreezeError:
            return None

    @property
    def trainable_parts(self) -> tuple[Part, ...]:
        """Those at the top of the tree of which something trains, from input to output."""
        tree, frozen = self.tree, self.frozen
        if tree is None or frozen is None:
            return ()
        return tuple(part for part in tree.children if trainable_parameters(part, frozen))

    @property
    def problem(self) -> FreezeProblem | None:
        """What contradicts itself, or names parts that there are not; None if nothing, or nothing is known yet."""
        tree, spec = self.tree, self.spec
        if tree is None:
            return None
        what = "parts"
        try:
            frozen_leaves(tree, spec.freeze)
            what = "rates"
            lr_scales(tree, spec.freeze, spec.training.backbone_lr_scale)
            what = "phases"
            phases(tree, spec.freeze, spec.training)
        except FreezeError as error:
            return FreezeProblem(what, say_sentence(error))
        return None

    @property
    def images_each(self) -> float | None:
        """Images of a class to train on, on average; None while they are unknown."""
        index, parts = self._images.index.value, self._images.split.value
        return index.each_of(len(parts.train)) if index and parts else None

    @property
    def recommended(self) -> Preset | None:
        """The preset of freezing that suits so many images; None while they are unknown."""
        each, is_pretrained = self.images_each, self.spec.backbone.weights != "random"
        return None if each is None else recommended(each, is_pretrained=is_pretrained)
