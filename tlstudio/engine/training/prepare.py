"""From a project to what the loop works with: images on disk, a classifier, feeds, an optimizer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn, optim

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.data.images import Framing
from tlstudio.engine.data.source import ImageSource
from tlstudio.engine.data.transforms import Augment, Normalise
from tlstudio.engine.errors import FreezeError, RunError
from tlstudio.engine.model.checking import check_solver
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.model.phases import Phase, phases
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import Intensity, ProjectSpec
from tlstudio.engine.training.device import choose_device
from tlstudio.engine.training.events import Progress
from tlstudio.engine.training.feed import FeatureFeed, Feed, ImageFeed
from tlstudio.engine.training.movement import Start, start_of
from tlstudio.engine.training.optim import build_optimizer
from tlstudio.engine.training.output_start import start_output
from tlstudio.engine.training.plan import Plan, plan_phase
from tlstudio.engine.training.run import Run, SplitImages
from tlstudio.engine.training.source_loss import SOURCE_LOSSES, SourceLoss
from tlstudio.engine.training.tasks import TASKS, TaskInfo


@dataclass(frozen=True, slots=True)
class Feeds:
    """Where the batches of a phase come from."""

    train: Feed
    val: Feed

    def fill(self, classifier: Classifier, batch_size: int) -> Iterator[Progress]:
        """Fill the feature caches there are."""
        for feed, phase in ((self.train, "Running the backbone"), (self.val, "Running it for validation")):
            if isinstance(feed, FeatureFeed):
                yield from feed.fill(classifier, batch_size, phase)


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that one run trains with."""

    device: torch.device
    weights: str
    class_names: tuple[str, ...]
    classifier: Classifier
    optimizer: optim.Optimizer  # of all that trains in the end
    objective: nn.Module
    train_images: ImageFeed
    task: TaskInfo
    train_targets: Tensor  # (N,) class numbers, or (N, outputs), on the device
    val_images: ImageFeed
    val_targets: Tensor
    plans: tuple[Plan, ...]  # one for each phase
    start: Start  # of this run, also when it is resumed
    source_loss: SourceLoss | None

    @property
    def plan(self) -> str:
        """What runs once and what runs every epoch, in a sentence for each phase."""
        if len(self.plans) == 1:
            return self.plans[0].sentence
        return " ".join(f"{_epochs(plan.phase)}: {plan.sentence}" for plan in self.plans)

    def begin(self, plan: Plan) -> Feeds:
        """Let train what trains in this phase; its batches, of which kept features are still to be filled."""
        self.classifier.hold(plan.phase.held)
        self.classifier.divide(plan.division)
        return Feeds(
            FeatureFeed(self.train_images) if plan.keeps_train else self.train_images,
            FeatureFeed(self.val_images) if plan.keeps_val else self.val_images,
        )


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
    check_solver(classifier.tree, project)
    plans = _plans(project, classifier, train, device)  # the last leaves it with all that trains in the end
    scales = lr_scales(classifier.tree, project.freeze, project.training.backbone_lr_scale)
    targets = {name: torch.from_numpy(images.targets_of(name)) for name in ("train", "val")}
    outputs = len(images.class_names)
    start_output(classifier.head, project.objective, targets["train"], outputs)
    task = TASKS[project.objective.task]
    start = start_of(classifier)
    return Work(
        device,
        backbone.weights,
        images.class_names,
        classifier,
        build_optimizer(classifier, project.training, scales),
        task.loss(project.objective, targets["train"], outputs).to(device),
        train,
        task,
        targets["train"].to(device),
        val,
        targets["val"].to(device),
        plans,
        start,
        SOURCE_LOSSES[project.objective.source](start),
    )


def assemble(project: ProjectSpec, backbone: Backbone, outputs: int) -> Classifier:
    """The classifier of a project on the backbone. Raises FreezeError and HeadError."""
    size_px = backbone.preprocessing.input_px
    sample = torch.zeros(1, 3, size_px, size_px)
    seed, task = project.training.seed, project.objective.task
    return build_classifier(backbone.module, sample, project.freeze, project.head, outputs, seed, task)


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


def _plans(project: ProjectSpec, classifier: Classifier, train: ImageFeed, device: torch.device) -> tuple[Plan, ...]:
    size_px, is_augmented = train.source.framing.size_px, project.augment.intensity != "off"
    random = torch.Generator().manual_seed(0)  # of its own: the run's must not notice
    sample = torch.randn(2, 3, size_px, size_px, generator=random).to(device)
    return tuple(
        plan_phase(classifier, phase, sample, len(train.source), is_augmented=is_augmented)
        for phase in phases(classifier.tree, project.freeze, replace(project.training, epochs=project.epochs))
    )


def _epochs(phase: Phase) -> str:
    return f"Epoch {phase.first_epoch}" if phase.epochs == 1 else f"Epochs {phase.first_epoch}–{phase.last_epoch}"
