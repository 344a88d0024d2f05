"""Everything that one run trains with, and where the batches of a phase come from."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn, optim

from tlstudio.engine.backbones.build import Backbone
from tlstudio.engine.data.image.source import KEPT_BYTES
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.phases import Phase, phases
from tlstudio.engine.project import AugmentSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.events import Progress, Warned
from tlstudio.engine.training.inputs.feature_files import features_folder
from tlstudio.engine.training.inputs.feature_key import feature_key
from tlstudio.engine.training.inputs.feature_store import FeatureStore
from tlstudio.engine.training.inputs.feed import FeatureFeed, Feed, ImageFeed, Keeping
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.inputs.plan import Plan, moved
from tlstudio.engine.training.inputs.plan_choice import Images
from tlstudio.engine.training.inputs.sampling import epoch_numbers
from tlstudio.engine.training.losses.movement import Start
from tlstudio.engine.training.losses.source_loss import SourceLoss
from tlstudio.engine.training.losses.tasks import TaskInfo
from tlstudio.engine.training.setup.ema import Average
from tlstudio.engine.training.setup.memory_line import LEAST, PASS


@dataclass(frozen=True, slots=True)
class Feeds:
    """Of a phase: to train and to validate on."""

    train: Feed
    val: Feed
    source: tuple[Feed, ...] = ()  # of the source task, to train and to validate on

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with the features and pixels that are kept on disk."""
        return [note for feed in (self.train, self.val, *self.source) for note in feed.notes]

    def fill(self, classifier: Classifier, batch_size: int) -> Iterator[Progress]:
        """Fill the feature caches there are."""
        names = ("Running the backbone", "Running it for validation", *["Running it for the source task"] * 2)
        for feed, phase in zip((self.train, self.val, *self.source), names, strict=False):
            if isinstance(feed, FeatureFeed):
                yield from feed.fill(classifier, batch_size, phase)


@dataclass(frozen=True, slots=True)
class Model:
    """The network of a run: the backbone as it was built, and the classifier that trains."""

    backbone: Backbone
    classifier: Classifier  # with the backbone's module in it


@dataclass(frozen=True, slots=True)
class Labelled:
    """The images of one part of the split with their targets."""

    images: ImageFeed
    targets: Tensor  # (N,) class numbers, or (N, outputs), on the device


@dataclass(frozen=True, slots=True)
class RunInputs:
    """What a run trains on and validates with."""

    class_names: tuple[str, ...]
    train: Labelled
    val: Labelled
    augment: AugmentSpec | None  # None: the images are trained on as they are
    mixing: Mixing


@dataclass(frozen=True, slots=True)
class Objective:
    """What training makes small, and what the epochs are judged by."""

    target_loss: nn.Module
    source_loss: SourceLoss
    task: TaskInfo


@dataclass(frozen=True, slots=True)
class Updates:
    """The weights that train: where they started, what moves them, and what follows them."""

    start: Start  # of this run, also when it is resumed
    optimizer: optim.Optimizer  # of all that trains in the last phase
    ema: Average


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that one run trains with."""

    device: torch.device
    model: Model
    inputs: RunInputs
    objective: Objective
    updates: Updates
    plans: tuple[Plan, ...]  # one for each phase
    training: TrainingSpec
    cache_bytes: int  # that the feature cache may take on disk; 0: it ends with the run
    pieces: int = 1  # that a batch is computed in, since memory does not hold more at once

    @property
    def classifier(self) -> Classifier:
        """The network that trains."""
        return self.model.classifier

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
        return epoch_numbers(self.training, self.inputs.train.targets.numpy(force=True), epoch)

    def changed(self, project: ProjectSpec) -> "Work":
        """The same work with the phases of a project that was changed. Raises FreezeError if they contradict."""
        counts = count_images(project.augment, self.inputs, self.objective.source_loss.images)
        found = phases_of(project, self.classifier)
        plans = (moved(plan, phase, counts, KEPT_BYTES) for plan, phase in zip(self.plans, found, strict=True))
        return replace(self, plans=tuple(plans))

    def begin(self, plan: Plan) -> Feeds:
        """Let train what trains in this phase; its batches, of which kept features are still to be filled."""
        self.classifier.hold(plan.phase.held)
        self.classifier.divide(plan.division)
        train, val = self._train_feed(plan, self.inputs.train.images), self._val_feed(plan, self.inputs.val.images)
        source = self.objective.source_loss.images
        return Feeds(train, val, (self._train_feed(plan, source[0]), self._val_feed(plan, source[1])) if source else ())

    def _train_feed(self, plan: Plan, images: ImageFeed) -> Feed:
        keeping = self._keeping(plan, images, self.inputs.augment) if plan.keeps_train else None
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


class Troubles:
    """Images that cannot be read, features that cannot be kept, and a source loss that changes nothing."""

    def __init__(self) -> None:
        self._told = set[str]()

    def new(self, work: Work, feeds: Feeds, *others: str) -> Iterator[Warned]:
        """Those that were not told yet."""
        sources = [
            feed.source
            for feed in (work.inputs.train.images, work.inputs.val.images, *work.objective.source_loss.images)
        ]
        lost = [
            f"{path} could not be read and was skipped: {reason}."
            for source in sources
            for path, reason in source.lost.items()
        ]
        for sentence in (*lost, *feeds.notes, work.objective.source_loss.note, *others):
            if sentence and sentence not in self._told:
                self._told.add(sentence)
                yield Warned(sentence)


def count_images(augment: AugmentSpec, inputs: RunInputs, rehearsal: Sequence[ImageFeed]) -> Images:
    """Of both tasks together."""
    train, val = inputs.train.images, inputs.val.images
    also, also_val = (len(feed.source) for feed in rehearsal) if rehearsal else (0, 0)
    is_mixed = augment.mix != "none"
    views = 0 if is_mixed else augment.views if augment.is_on else 1
    return Images(len(train.source) + also, len(val.source) + also_val, train.source.pixel_bytes, views, is_mixed)


def phases_of(project: ProjectSpec, classifier: Classifier) -> tuple[Phase, ...]:
    return phases(classifier.tree, project.freeze, replace(project.training, epochs=project.epochs))


def _epochs(phase: Phase) -> str:
    return f"Epoch {phase.first_epoch}" if phase.epochs == 1 else f"Epochs {phase.first_epoch}–{phase.last_epoch}"
