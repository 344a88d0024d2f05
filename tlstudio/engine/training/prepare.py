"""From a project to what the loop works with: images on disk, a classifier, feeds, an optimizer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn, optim

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.data.images import Framing
from tlstudio.engine.data.source import KEPT_BYTES, ImageSource
from tlstudio.engine.data.transforms import Augment, Normalise
from tlstudio.engine.errors import FreezeError, RunError
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.project import Intensity, ProjectSpec
from tlstudio.engine.training.device import choose_device
from tlstudio.engine.training.events import Progress
from tlstudio.engine.training.feed import FeatureFeed, Feed, ImageFeed
from tlstudio.engine.training.movement import Start, start_of
from tlstudio.engine.training.objective import build_objective
from tlstudio.engine.training.optim import build_optimizer
from tlstudio.engine.training.run import Run, SplitImages

CACHED = "The backbone is frozen, so it runs once per image; every epoch trains the head on the stored features."
AUGMENTED = "The backbone is frozen, but augmentation is fresh each epoch, so it runs for every image in every epoch."
TRAINED = "Part of the backbone trains, so the whole network runs for every image in every epoch."
TOO_LARGE = "The features of the frozen backbone do not fit into memory, so it runs for every image in every epoch."


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that one run trains with."""

    device: torch.device
    weights: str
    class_names: tuple[str, ...]
    classifier: Classifier
    optimizer: optim.Optimizer
    objective: nn.Module
    train_feed: Feed
    train_labels: Tensor  # (N,) on the device
    val_feed: Feed
    val_labels: Tensor
    plan: str
    start: Start  # of this run, also when it is resumed

    def fill(self, batch_size: int) -> Iterator[Progress]:
        """Fill the feature caches there are."""
        for feed, phase in ((self.train_feed, "Running the backbone"), (self.val_feed, "Running it for validation")):
            if isinstance(feed, FeatureFeed):
                yield from feed.fill(self.classifier, batch_size, phase)


def prepare(project: ProjectSpec, run: Run, device_name: str, trust_weights: bool) -> Work:
    """Build what the run trains. Raises a StudioError for anything in the project that cannot be used."""
    return build_work(project, run.split(), Path(run.project().data.folder), device_name, trust_weights)


def build_work(
    project: ProjectSpec, images: SplitImages, folder: Path, device_name: str, trust_weights: bool = False
) -> Work:
    """What trains the project on these images below the folder. Raises StudioError as `prepare` does."""
    device = choose_device(device_name)
    torch.manual_seed(project.training.seed)
    backbone = build(project.backbone, own_pooling=project.head.pool == "own", trusted=trust_weights)
    classifier = assemble(project, backbone, len(images.class_names)).to(device)
    classifier = classifier.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue] -- missing in torch's stubs
    if not any(parameter.requires_grad for parameter in classifier.parameters()):
        raise FreezeError("Everything is frozen, so there is nothing to train.")
    train = _feed(project, [folder / path for path in images.train], backbone, device, project.augment.intensity)
    val = _feed(project, [folder / path for path in images.val], backbone, device, "off")
    keeps, plan = _plan(project, classifier, train, device)
    labels = torch.tensor(images.train_labels)
    return Work(
        device,
        backbone.weights,
        images.class_names,
        classifier,
        build_optimizer(classifier, project.training),
        build_objective(project.objective, labels, len(images.class_names)).to(device),
        FeatureFeed(train) if keeps and project.augment.intensity == "off" else train,
        labels.to(device),
        FeatureFeed(val) if keeps else val,
        torch.tensor(images.val_labels).to(device),
        plan,
        start_of(classifier),
    )


def assemble(project: ProjectSpec, backbone: Backbone, classes: int) -> Classifier:
    """The classifier of a project on the backbone. Raises FreezeError and HeadError."""
    size_px = backbone.preprocessing.input_px
    sample = torch.zeros(1, 3, size_px, size_px)
    seed = project.training.seed
    return build_classifier(backbone.module, sample, project.freeze, project.head, classes, seed)


def framing_of(project: ProjectSpec, backbone: Backbone) -> Framing:
    """How the images of a project become what the backbone takes."""
    wanted = backbone.preprocessing
    return Framing(wanted.input_px, project.data.resize, wanted.crop_pct, wanted.interpolation, project.data.background)


def _feed(
    project: ProjectSpec, paths: Sequence[Path], backbone: Backbone, device: torch.device, intensity: Intensity
) -> ImageFeed:
    if not paths:
        raise RunError("There is no image to train on, or none to validate with. Divide the images anew.")
    normalise = Normalise(backbone.preprocessing.mean, backbone.preprocessing.std)
    source = ImageSource(paths, framing_of(project, backbone))
    return ImageFeed(source, normalise, Augment(intensity, project.training.seed), device)


def _plan(project: ProjectSpec, classifier: Classifier, train: ImageFeed, device: torch.device) -> tuple[bool, str]:
    """Whether features can be kept, and what that means for the run in a sentence."""
    if not classifier.is_backbone_frozen:
        return False, TRAINED
    size_px = train.source.framing.size_px
    with torch.no_grad():
        features = classifier.eval().before_cut(torch.zeros(1, 3, size_px, size_px, device=device))
    if features.numel() * 4 * len(train.source) > KEPT_BYTES:
        return False, TOO_LARGE
    return True, CACHED if project.augment.intensity == "off" else AUGMENTED
