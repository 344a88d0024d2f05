"""Which source loss a project asks for, made from what its run trains with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from torch import Tensor

from tlstudio.engine.backbones.build import Backbone
from tlstudio.engine.backbones.original import original_classifier
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.project import ProjectSpec, Source
from tlstudio.engine.sentences import mark, sentence
from tlstudio.engine.training.losses.distillation import Distillation
from tlstudio.engine.training.losses.movement import Start
from tlstudio.engine.training.losses.rehearsal import Rehearsal, size_beside
from tlstudio.engine.training.losses.source_loss import NearTheStart, SourceLoss

FROZEN = mark(
    "The whole backbone is frozen, so it forgets nothing: objective.source={source} changes nothing. Unfreeze a part."
)


@dataclass(frozen=True, slots=True)
class RehearsalSet:
    """Of the source task: samples and class numbers (N,), to train and to validate on."""

    samples: tuple[Samples, Samples]
    targets: tuple[Tensor, Tensor]
    classes: int


@dataclass(frozen=True, slots=True)
class SourceSetting:
    """What a source loss is made from."""

    project: ProjectSpec
    backbone: Backbone
    classifier: Classifier  # as it trains in the end
    start: Start
    samples: Samples  # that train
    rehearsal: RehearsalSet | None
    trusted: bool  # opens a .pth file of the user's


def source_loss(setting: SourceSetting) -> SourceLoss:
    """Raises BackboneError where there is no original classifier for its answers to be kept."""
    source = setting.project.objective.source
    loss = SOURCE_LOSSES[source](setting)
    if source != "none" and setting.classifier.is_backbone_frozen:
        loss.note = sentence(FROZEN, source=source)
    return loss


def _distillation(setting: SourceSetting) -> SourceLoss:
    samples = setting.samples
    original = original_classifier(setting.project.backbone, setting.backbone, trusted=setting.trusted)
    if setting.classifier.is_backbone_frozen:
        return SourceLoss()
    augment = setting.project.augment
    views = range(min(samples.prepared_views, setting.project.epochs)) if samples.prepared_views else (0,)
    is_fresh = augment.mix != "none" or (augment.is_on and not samples.prepared_views)
    return Distillation(setting.classifier, original, samples, views, is_fresh=is_fresh)


def _rehearsal(setting: SourceSetting) -> SourceLoss:
    rehearsal, training = setting.rehearsal, setting.project.training
    if rehearsal is None or setting.classifier.is_backbone_frozen:
        return SourceLoss()
    size = size_beside(training.batch_size, setting.project.objective.rehearsal_share)
    return Rehearsal(setting.classifier, rehearsal.samples, rehearsal.targets, rehearsal.classes, size, training.seed)


SOURCE_LOSSES: Mapping[Source, Callable[[SourceSetting], SourceLoss]] = {
    "none": lambda _setting: SourceLoss(),
    "l2sp": lambda setting: NearTheStart(setting.start),
    "distill": _distillation,
    "rehearse": _rehearsal,
}
