"""From a project to what the loop works with: images on disk, a classifier, feeds, an optimizer."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn, optim

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.backbones.catalogue import Preprocessing
from tlstudio.engine.data.image.reading import Framing
from tlstudio.engine.data.image.source import KEPT_BYTES, ImageSource
from tlstudio.engine.data.image.transforms import Augment, Normalise
from tlstudio.engine.errors import FreezeError, RunError
from tlstudio.engine.model.checking import check_sampling, check_solver
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.model.phases import Phase, phases
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import AugmentSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitImages
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES, features_folder
from tlstudio.engine.training.inputs.feature_key import feature_key
from tlstudio.engine.training.inputs.feature_store import FeatureStore
from tlstudio.engine.training.inputs.feed import FeatureFeed, Feed, ImageFeed, Keeping
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.inputs.pixel_store import StoredPixels
from tlstudio.engine.training.inputs.plan import Plan, moved, plan_phase
from tlstudio.engine.training.inputs.plan_choice import Budgets, Images
from tlstudio.engine.training.inputs.sampling import epoch_numbers
from tlstudio.engine.training.losses.movement import Start, start_of
from tlstudio.engine.training.losses.source_loss import SourceLoss
from tlstudio.engine.training.losses.sources import Given, RehearsalImages, source_loss
from tlstudio.engine.training.losses.target_loss import start_output
from tlstudio.engine.training.losses.tasks import TaskInfo, task_of
from tlstudio.engine.training.setup.device import choose_device, place
from tlstudio.engine.training.setup.ema import Average, moving_tensors
from tlstudio.engine.training.setup.memory_line import LEAST, PASS
from tlstudio.engine.training.setup.optimizer import build_optimizer
from tlstudio.engine.training.setup.work import Feeds

SOLVED = "The backbone is frozen, so it runs once per image; the head is solved from the stored features in one go."


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
    source_loss: SourceLoss
    average: Average
    augment: AugmentSpec | None  # None: the images are trained on as they are
    mixing: Mixing
    training: TrainingSpec
    cache_bytes: int  # that kept features may take on disk; 0: they end with the run
    pieces: int = 1  # that a batch is computed in, since memory does not hold more at once

    @property
    def at_once(self) -> int:
        """How many images pass the network together where nothing trains."""
        return max(LEAST, min(self.training.batch_size, PASS) // self.pieces)

    @property
    def plan(self) -> str:
        """What runs once and what runs every epoch, in a sentence for each phase."""
        if len(self.plans) == 1:
            return self.plans[0].sentence
        return " ".join(f"{_epochs(plan.phase)}: {plan.sentence}" for plan in self.plans)

    def order(self, epoch: int) -> list[int]:
        """What an epoch trains on, as numbers for `Feed.batches`."""
        return epoch_numbers(self.training, self.train_targets.numpy(force=True), epoch)

    def changed(self, project: ProjectSpec) -> "Work":
        """The same work with the phases of a project that was changed. Raises FreezeError if they contradict."""
        counts = _counts(project.augment, self.train_images, self.val_images, self.source_loss.images)
        found = _phases(project, self.classifier)
        plans = (moved(plan, phase, counts, KEPT_BYTES) for plan, phase in zip(self.plans, found, strict=True))
        return replace(self, plans=tuple(plans))

    def begin(self, plan: Plan) -> Feeds:
        """Let train what trains in this phase; its batches, of which kept features are still to be filled."""
        self.classifier.hold(plan.phase.held)
        self.classifier.divide(plan.division)
        source = self.source_loss.images
        train, val = (self._train_feed(plan, self.train_images), self._val_feed(plan, self.val_images))
        return Feeds(train, val, (self._train_feed(plan, source[0]), self._val_feed(plan, source[1])) if source else ())

    def _train_feed(self, plan: Plan, images: ImageFeed) -> Feed:
        keeping = self._keeping(plan, images, self.augment) if plan.keeps_train else None
        return FeatureFeed(images, plan.views, keeping) if plan.keeps_train else images

    def _val_feed(self, plan: Plan, images: ImageFeed) -> Feed:
        return FeatureFeed(images, keeping=self._keeping(plan, images, None)) if plan.keeps_val else images

    def _keeping(self, plan: Plan, feed: ImageFeed, augment: AugmentSpec | None) -> Keeping | None:
        if not self.cache_bytes:
            return None
        store = FeatureStore(
            features_folder(),
            feature_key(self.classifier, feed, augment),
            math.prod(plan.feature_shape),
            self.cache_bytes,
        )
        return Keeping(store, plan.feature_shape, plan.place == "memory", is_augmented=augment is not None)


def prepare(
    project: ProjectSpec, run: Run, device_name: str, trust_weights: bool, cache_bytes: int = BUDGET_BYTES
) -> Work:
    """Build what the run trains. Raises a StudioError for anything in the project that cannot be used."""
    folder = Path(run.project().data.folder)
    return build_work(project, run.split(), folder, device_name, trust_weights, cache_bytes, run.rehearsal())


def build_work(
    project: ProjectSpec,
    images: SplitImages,
    folder: Path,
    device_name: str,
    trust_weights: bool = False,
    cache_bytes: int = BUDGET_BYTES,
    rehearsal: SplitImages | None = None,
) -> Work:
    """What trains the project on these images below the folder. Raises StudioError as `prepare` does.

    `rehearsal` are images of the source task, below the project's rehearsal folder.
    """
    device = choose_device(device_name)
    torch.manual_seed(project.training.seed)
    own_pooling = project.head.pool == "own"
    backbone = build(project.backbone, project.data.channels, own_pooling=own_pooling, trusted=trust_weights)
    classifier = place(assemble(project, backbone, len(images.class_names)), device)
    if not any(parameter.requires_grad for parameter in classifier.parameters()):
        raise FreezeError("Everything is frozen, so there is nothing to train.")
    check_sampling(project)
    augment = project.augment if project.augment.is_on else None
    train = _feed(project, [folder / path for path in images.train], backbone, device, augment)
    val = _feed(project, [folder / path for path in images.val], backbone, device, None)
    check_solver(classifier.tree, project)
    source_images = _rehearsal_images(project, rehearsal, backbone, device, augment) if rehearsal else None
    counts = _counts(project.augment, train, val, source_images.feeds if source_images else ())
    # The last plan leaves the classifier with all that trains in the end.
    plans = _plans(project, classifier, counts, train, cache_bytes)
    if all(plan.keeps_train for plan in plans):
        train.source.drop_pixels()
    elif any(plan.pixels == "disk" for plan in plans):
        train.source.keep_in(StoredPixels(train.source.framing, len(train.source), cache_bytes))
    if all(plan.keeps_val for plan in plans):
        val.source.drop_pixels()
    scales = lr_scales(classifier.tree, project.freeze, project.training.backbone_lr_scale)
    targets = {name: torch.from_numpy(images.targets_of(name)) for name in ("train", "val")}
    outputs = len(images.class_names)
    start_output(classifier.head, project.objective, targets["train"], outputs, project.training.sampling)
    task = task_of(project.objective, targets["train"].to(device), outputs)
    start = start_of(classifier)
    source = source_loss(Given(project, backbone, classifier, start, train, source_images, trust_weights))
    others = list(source.head.parameters()) if source.head else []
    is_averaged = project.head.solver == "steps"
    average = Average(moving_tensors(classifier, source.head), project.training.ema_decay if is_averaged else 0.0)
    return Work(
        device,
        backbone.weights,
        images.class_names,
        classifier,
        build_optimizer(classifier, project.training, scales, others),
        task.loss(project.objective, targets["train"], outputs).to(device),
        train,
        task,
        targets["train"].to(device),
        val,
        targets["val"].to(device),
        plans,
        start,
        source,
        average,
        augment,
        Mixing(project.augment, project.training.seed, outputs),
        project.training,
        cache_bytes,
    )


def assemble(project: ProjectSpec, backbone: Backbone, outputs: int) -> Classifier:
    """The classifier of a project on the backbone. Raises FreezeError and HeadError."""
    sample = torch.zeros(1, *backbone.preprocessing.shape)
    seed, task = project.training.seed, project.objective.task
    return build_classifier(backbone.module, sample, project.freeze, project.head, outputs, seed, task)


def framing_of(project: ProjectSpec, wanted: Preprocessing) -> Framing:
    """How the images of a project become what the backbone takes."""
    data, interpolation = project.data, wanted.interpolation
    return Framing(wanted.input_px, data.resize, wanted.crop_pct, interpolation, data.background, wanted.channels)


def _feed(
    project: ProjectSpec, paths: Sequence[Path], backbone: Backbone, device: torch.device, augment: AugmentSpec | None
) -> ImageFeed:
    if not paths:
        raise RunError("There is no image to train on, or none to validate with. Divide the images anew.")
    normalise = Normalise(backbone.preprocessing.mean, backbone.preprocessing.std)
    source = ImageSource(paths, framing_of(project, backbone.preprocessing), KEPT_BYTES)
    changes = Augment(augment or AugmentSpec(), project.training.seed)
    return ImageFeed(source, normalise, changes, device, augment.views if augment else 0)


def _counts(augment: AugmentSpec, train: ImageFeed, val: ImageFeed, rehearsal: Sequence[ImageFeed]) -> Images:
    """Of both tasks together."""
    also, also_val = (len(feed.source) for feed in rehearsal) if rehearsal else (0, 0)
    is_mixed = augment.mix != "none"
    views = 0 if is_mixed else augment.views if augment.is_on else 1
    return Images(len(train.source) + also, len(val.source) + also_val, train.source.pixel_bytes, views, is_mixed)


def _rehearsal_images(
    project: ProjectSpec, images: SplitImages, backbone: Backbone, device: torch.device, augment: AugmentSpec | None
) -> RehearsalImages:
    folder = Path(project.objective.rehearsal_folder)
    train, val = (
        _feed(project, [folder / path for path in paths], backbone, device, changes)
        for paths, changes in ((images.train, augment), (images.val, None))
    )
    targets = (torch.from_numpy(images.targets_of(name)).to(device) for name in ("train", "val"))
    return RehearsalImages((train, val), (next(targets), next(targets)), len(images.class_names))


def _plans(
    project: ProjectSpec, classifier: Classifier, images: Images, train: ImageFeed, cache_bytes: int
) -> tuple[Plan, ...]:
    budgets = Budgets(KEPT_BYTES, cache_bytes)
    sample = train.source.noise(2).to(train.device)
    plans = tuple(plan_phase(classifier, phase, sample, images, budgets) for phase in _phases(project, classifier))
    return plans if project.head.solver == "steps" else tuple(replace(plan, sentence=SOLVED) for plan in plans)


def _phases(project: ProjectSpec, classifier: Classifier) -> tuple[Phase, ...]:
    return phases(classifier.tree, project.freeze, replace(project.training, epochs=project.epochs))


def _epochs(phase: Phase) -> str:
    return f"Epoch {phase.first_epoch}" if phase.epochs == 1 else f"Epochs {phase.first_epoch}–{phase.last_epoch}"
