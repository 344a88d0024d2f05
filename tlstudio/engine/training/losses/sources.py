"""Which source loss a project asks for, made from what its run trains with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from torch import Tensor

from tlstudio.engine.backbones.build import Backbone
from tlstudio.engine.backbones.original import original_classifier
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.project import ProjectSpec, Source
from tlstudio.engine.training.inputs.feed import ImageFeed
from tlstudio.engine.training.losses.distillation import Distillation
from tlstudio.engine.training.losses.movement import Start
from tlstudio.engine.training.losses.rehearsal import Rehearsal, size_beside
from tlstudio.engine.training.losses.source_loss import NearTheStart, SourceLoss

FROZEN = (
    "The whole backbone is frozen, so it forgets nothing: objective.source={source} changes nothing. Unfreeze a part."
)


@dataclass(frozen=True, slots=True)
class RehearsalImages:
    """Of the source task: feeds and class numbers (N,), to train and to validate on."""

    feeds: tuple[ImageFeed, ImageFeed]
    targets: tuple[Tensor, Tensor]
    classes: int


@dataclass(frozen=True, slots=True)
class Given:
    project: ProjectSpec
    backbone: Backbone
    classifier: Classifier  # as it trains in the end
    start: Start
    train_images: ImageFeed
    rehearsal: RehearsalImages | None
    trusted: bool  # opens a .pth file of the user's


def source_loss(given: Given) -> SourceLoss:
    """Raises BackboneError where there is no original classifier for its answers to be kept."""
    source = given.project.objective.source
    found = SOURCE_LOSSES[source](given)
    if source != "none" and given.classifier.is_backbone_frozen:
        found.note = FROZEN.format(source=source)
    return found


def _distillation(given: Given) -> SourceLoss:
    images = given.train_images
    original = original_classifier(given.project.backbone, given.backbone, trusted=given.trusted)
    if given.classifier.is_backbone_frozen:
        return SourceLoss()
    augment = given.project.augment
    views = range(min(images.prepared_views, given.project.epochs)) if images.prepared_views else (0,)
    is_fresh = augment.mix != "none" or (augment.is_on and not images.prepared_views)
    return Distillation(given.classifier, original, images, views, is_fresh=is_fresh)


def _rehearsal(given: Given) -> SourceLoss:
    images, training = given.rehearsal, given.project.training
    if images is None or given.classifier.is_backbone_frozen:
        return SourceLoss()
    size = size_beside(training.batch_size, given.project.objective.rehearsal_share)
    return Rehearsal(given.classifier, images.feeds, images.targets, images.classes, size, training.seed)


SOURCE_LOSSES: Mapping[Source, Callable[[Given], SourceLoss]] = {
    "none": lambda _given: SourceLoss(),
    "l2sp": lambda given: NearTheStart(given.start),
    "distill": _distillation,
    "rehearse": _rehearsal,
}
