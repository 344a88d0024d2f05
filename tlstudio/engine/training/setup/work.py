"""Everything that one run trains with, and where the batches of a phase come from."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn, optim

from tlstudio.engine.data.modality import KEPT_BYTES, Samples
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.phases import Phase, phases
from tlstudio.engine.places import features_folder
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import Progress, Warned
from tlstudio.engine.sentences import sentence
from tlstudio.engine.training.inputs.feature_cache import FeatureFeed, StoredFeatures
from tlstudio.engine.training.inputs.feature_key import feature_key
from tlstudio.engine.training.inputs.feature_store import FeatureStore
from tlstudio.engine.training.inputs.feed import Feed, SampleFeed
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.inputs.plan import Plan, moved
from tlstudio.engine.training.inputs.plan_choice import Counts
from tlstudio.engine.training.inputs.sampling import epoch_numbers
from tlstudio.engine.training.inputs.targets import Targets
from tlstudio.engine.training.losses.movement import Start
from tlstudio.engine.training.losses.source_loss import SourceLoss
from tlstudio.engine.training.losses.tasks import Learning
from tlstudio.engine.training.setup.ema import EmaWeights
from tlstudio.engine.training.setup.memory_line import LEAST, PASS


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the split: what the network is shown, and what it should answer."""

    samples: Samples
    targets: Targets

    def __len__(self) -> int:
        return len(self.targets)


@dataclass(frozen=True, slots=True)
class Objective:
    """What training makes small, and what the result is judged by."""

    task: Learning
    loss: nn.Module  # of the target task
    source: SourceLoss
    mixing: Mixing


@dataclass(frozen=True, slots=True)
class Feeds:
    """Of a phase: to train and to validate on."""

    train: Feed
    val: Feed
    source: tuple[Feed, ...] = ()  # of the source task, to train and to validate on

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with features and decoded samples that are kept on disk."""
        return [note for feed in (self.train, self.val, *self.source) for note in feed.notes]

    def fill(self, classifier: Classifier, batch_size: int) -> Iterator[Progress]:
        """Fill the feature caches there are."""
        names = (
            sentence("Running the backbone"),
            sentence("Running it for validation"),
            *[sentence("Running it for the source task")] * 2,
        )
        for feed, phase in zip((self.train, self.val, *self.source), names, strict=False):
            if isinstance(feed, FeatureFeed):
                yield from feed.fill(classifier, batch_size, phase)


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that one run trains with."""

    project: ProjectSpec  # as it stands at this step: live edits are in it
    device: torch.device
    class_names: tuple[str, ...]
    weights: str  # where the pretrained ones are from
    classifier: Classifier
    optimizer: optim.Optimizer  # of all that trains in the end
    ema: EmaWeights
    start: Start  # of this run, also when it is resumed
    train: Part
    val: Part
    objective: Objective
    plans: tuple[Plan, ...]  # one for each phase
    cache_bytes: int  # that cached features may take on disk; 0: they end with the run
    micro_batches: int = 1  # that a batch is computed in, since memory does not hold more at once

    @property
    def at_once(self) -> int:
        """How many samples pass the network together where nothing trains."""
        return max(LEAST, min(self.project.training.batch_size, PASS) // self.micro_batches)

    @property
    def plan(self) -> str:
        """What runs once and what runs every epoch, in a sentence for each phase."""
        if len(self.plans) == 1:
            return self.plans[0].sentence
        return " ".join(f"{_epochs(plan.phase)}: {plan.sentence}" for plan in self.plans)

    def order(self, epoch: int) -> list[int]:
        """What an epoch trains on, as numbers for `Feed.batches`."""
        spec, targets = self.project.training, self.train.targets
        # Only what is drawn by class must have classes, and be fetched from the device.
        labels = targets.labels() if spec.sampling == "balanced" else range(len(targets))
        return epoch_numbers(spec, labels, epoch)

    def changed(self, project: ProjectSpec) -> "Work":
        """The same work on a project that was edited. Raises FreezeError if its phases contradict."""
        counts = count_samples(project, self.train.samples, self.val.samples, self.objective.source.samples)
        changed = phases_of(project, self.classifier)
        plans = (moved(plan, phase, counts, KEPT_BYTES) for plan, phase in zip(self.plans, changed, strict=True))
        return replace(self, project=project, plans=tuple(plans))

    def begin(self, plan: Plan) -> Feeds:
        """Let train what trains in this phase; its batches, whose feature caches are still to be filled."""
        self.classifier.hold(plan.phase.held)
        self.classifier.divide(plan.division)
        source = self.objective.source.samples
        train, val = self._train_feed(plan, self.train.samples), self._val_feed(plan, self.val.samples)
        return Feeds(train, val, (self._train_feed(plan, source[0]), self._val_feed(plan, source[1])) if source else ())

    def _train_feed(self, plan: Plan, samples: Samples) -> Feed:
        if not plan.keeps_train:
            return SampleFeed(samples)
        return FeatureFeed(samples, plan.views, self._stored(plan, samples, is_varied=self.project.augment.is_on))

    def _val_feed(self, plan: Plan, samples: Samples) -> Feed:
        if not plan.keeps_val:
            return SampleFeed(samples)
        return FeatureFeed(samples, stored=self._stored(plan, samples, is_varied=False))

    def _stored(self, plan: Plan, samples: Samples, *, is_varied: bool) -> StoredFeatures | None:
        if not self.cache_bytes:
            return None
        key = feature_key(self.classifier, samples, is_varied=is_varied)
        store = FeatureStore(features_folder(), key, math.prod(plan.feature_shape), self.cache_bytes)
        return StoredFeatures(store, plan.feature_shape, plan.place == "memory", is_varied)


class RunWarnings:
    """Samples that cannot be read, features that cannot be kept, a source loss that changes nothing: each said once."""

    def __init__(self) -> None:
        self._said = set[str]()
        self._lost = set[tuple[Path, str]]()  # each file that could not be read, and why

    def new(self, work: Work, feeds: Feeds, *others: str) -> Iterator[Warned]:
        """Those that were not said yet."""
        for samples in (work.train.samples, work.val.samples, *work.objective.source.samples):
            for path, reason in tuple(samples.lost.items()):  # the threads that read go on adding to it
                if (path, reason) not in self._lost:
                    self._lost.add((path, reason))
                    words = sentence("{path} could not be read and was skipped: {reason}.", path=path, reason=reason)
                    yield Warned(words)
        for words in (*feeds.notes, work.objective.source.note, *others):
            if words and words not in self._said:
                self._said.add(words)
                yield Warned(words)


def count_samples(project: ProjectSpec, train: Samples, val: Samples, source: tuple[Samples, ...]) -> Counts:
    """Of both tasks together."""
    also, also_val = map(len, source) if source else (0, 0)
    augment = project.augment
    is_mixed = augment.mix != "none"
    views = 0 if is_mixed else augment.views if augment.is_on else 1
    return Counts(len(train) + also, len(val) + also_val, train.bytes_each, views, is_mixed, project.data.kind)


def phases_of(project: ProjectSpec, classifier: Classifier) -> tuple[Phase, ...]:
    return phases(classifier.tree, project.freeze, replace(project.training, epochs=project.epochs))


def _epochs(phase: Phase) -> str:
    if phase.epochs == 1:
        return sentence("Epoch {epoch}", epoch=phase.first_epoch)
    return sentence("Epochs {first}–{last}", first=phase.first_epoch, last=phase.last_epoch)
