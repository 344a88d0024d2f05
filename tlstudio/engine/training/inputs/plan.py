"""What runs once and what runs in every epoch of a phase: where the cut is, and where its output is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.division import Division, NoDivision
from tlstudio.engine.model.freezing import frozen_run
from tlstudio.engine.model.phases import Phase
from tlstudio.engine.training.inputs.plan_choice import Budgets, Cut, Images, Place, choose
from tlstudio.engine.training.inputs.plan_words import Stretch, sentence_of

MOST_TRIES = 6  # cuts that are tried


@dataclass(frozen=True, slots=True)
class Plan:
    phase: Phase
    sentence: str
    keeps_train: bool = False  # what is before the cut, for the training images
    keeps_val: bool = False
    feature_bytes: int = 0  # of one image, where it is kept
    division: Division | None = None  # where the cut is not at the end of the backbone
    place: Place = "memory"
    pixels: Place | None = None  # where those of the training images are kept, if these run in each epoch
    feature_shape: tuple[int, ...] = ()  # of one image
    views: tuple[int, ...] = (0,)  # that are kept of each training image


@dataclass(frozen=True, slots=True)
class _Found:
    """A cut of this network."""

    division: Division | None
    title: str
    shape: tuple[int, ...]
    cut: Cut


def plan_phase(classifier: Classifier, phase: Phase, sample: Tensor, images: Images, budgets: Budgets) -> Plan:
    """Keep as much as fits. `sample` is a random batch of two, `images` says how many there are in all.

    The classifier is left as it trains in the phase.
    """
    classifier.hold(phase.held)
    classifier.eval()  # nothing must move while it is looked at
    views = views_in(phase, images.views)
    found: list[_Found] = []

    def cuts() -> Iterator[Cut]:
        for one in _cuts(classifier, phase, sample):
            found.append(one)
            yield one.cut

    choice = choose(cuts(), Images(images.train, images.val, images.pixel_bytes, len(views)), budgets)
    chosen = None if choice.number is None else found[choice.number]
    told = chosen or next(iter(found), None)
    sentence = sentence_of(choice, told and Stretch(told.title, told.cut.share, phase.epochs), images)
    if chosen is None:
        return Plan(phase, sentence, pixels=choice.pixels)
    each = chosen.cut.bytes_each
    kept = views if choice.keeps_train else (0,)
    place, pixels = choice.place, choice.pixels
    return Plan(phase, sentence, choice.keeps_train, True, each, chosen.division, place, pixels, chosen.shape, kept)


def moved(plan: Plan, phase: Phase, images: Images, memory_bytes: int) -> Plan:
    """The plan for a phase whose epochs or rate were changed. The cut stays where it is.

    Prepared views that more epochs come to are kept as well, unless they do not fit into memory.
    """
    wanted = set(views_in(phase, images.views)) - set(plan.views)
    if not plan.keeps_train or not wanted:
        return replace(plan, phase=phase)
    views = tuple(sorted({*plan.views, *wanted}))
    if plan.place == "memory" and plan.feature_bytes * images.train * len(views) > memory_bytes:
        return replace(plan, phase=phase, keeps_train=False, views=(0,))
    return replace(plan, phase=phase, views=views)


def views_in(phase: Phase, views: int) -> tuple[int, ...]:
    """The prepared views that the epochs of a phase come to; none where augmentation is fresh."""
    last = min(phase.last_epoch, phase.first_epoch + views - 1)
    return tuple(sorted({(epoch - 1) % views for epoch in range(phase.first_epoch, last + 1)}))


def _cuts(classifier: Classifier, phase: Phase, sample: Tensor) -> Iterator[_Found]:
    """Where the network can be divided, the deepest place first."""
    if classifier.is_backbone_frozen:
        with torch.no_grad():
            shape = tuple(classifier.before_cut(sample).shape[1:])
        yield _Found(None, "", shape, Cut(_bytes_of(shape), 1.0))
        return
    backbone = classifier.backbone
    for part in frozen_run(classifier.tree, phase.held.weights)[:MOST_TRIES]:
        try:
            division = Division(backbone, part.modules[-1], sample)
        except NoDivision:
            continue
        with torch.no_grad():
            shape = tuple(division.before(sample).shape[1:])
        yield _Found(division, part.title, shape, Cut(_bytes_of(shape), _share_before(division, sample)))


def _share_before(division: Division, sample: Tensor) -> float:
    """Of the backbone's multiplications, those before the cut."""
    counts = []
    for run in (division.before, division.backbone):
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            run(sample)
        counts.append(counter.get_total_flops())
    return counts[0] / max(1, counts[1])


def _bytes_of(shape: tuple[int, ...]) -> int:
    return 4 * torch.Size(shape).numel()
