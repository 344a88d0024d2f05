"""What runs once and what runs in every epoch of a phase: where the cut is, and where its output is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.division import Division, NoDivision, output_of
from tlstudio.engine.model.freezing import frozen_run
from tlstudio.engine.model.phases import Phase
from tlstudio.engine.training.inputs.plan_choice import Budgets, Counts, Cut, Place, choose
from tlstudio.engine.training.inputs.plan_words import Stretch, sentence_of

MOST_TRIES = 6  # cuts that are tried


@dataclass(frozen=True, slots=True)
class Plan:
    phase: Phase
    sentence: str
    keeps_train: bool = False  # what is before the cut, for the training samples
    keeps_val: bool = False
    feature_bytes: int = 0  # of one sample, where it is kept
    division: Division | None = None  # where the cut is not at the end of the backbone
    place: Place = "memory"
    decoded: Place | None = None  # where decoded training samples are kept, if these run in each epoch
    feature_shape: tuple[int, ...] = ()  # of one sample
    views: tuple[int, ...] = (0,)  # that are kept of each training sample


@dataclass(frozen=True, slots=True)
class _CutOfNetwork:
    """A cut of this network."""

    division: Division | None
    title: str
    shape: tuple[int, ...]
    cut: Cut


def plan_phase(classifier: Classifier, phase: Phase, sample: Inputs, counts: Counts, budgets: Budgets) -> Plan:
    """Keep as much as fits. `sample` is a random batch of two, `counts` are of all samples.

    The classifier is left as it was, but for being in evaluation mode.
    """
    with classifier.tried():
        classifier.hold(phase.held)
        classifier.eval()  # nothing must move while it is looked at
        return _plan(classifier, phase, sample, counts, budgets)


def _plan(classifier: Classifier, phase: Phase, sample: Inputs, counts: Counts, budgets: Budgets) -> Plan:
    views = views_in(phase, counts.views)
    tried: list[_CutOfNetwork] = []

    def cuts() -> Iterator[Cut]:
        for place in _cuts(classifier, phase, sample):
            tried.append(place)
            yield place.cut

    choice = choose(cuts(), Counts(counts.train, counts.val, counts.decoded_bytes, len(views)), budgets)
    chosen = None if choice.number is None else tried[choice.number]
    named = chosen or next(iter(tried), None)
    sentence = sentence_of(choice, named and Stretch(named.title, named.cut.share, phase.epochs), counts)
    if chosen is None:
        return Plan(phase, sentence, decoded=choice.decoded)
    each = chosen.cut.bytes_each
    kept = views if choice.keeps_train else (0,)
    place, decoded = choice.place, choice.decoded
    return Plan(phase, sentence, choice.keeps_train, True, each, chosen.division, place, decoded, chosen.shape, kept)


def moved(plan: Plan, phase: Phase, counts: Counts, memory_bytes: int) -> Plan:
    """The plan for a phase whose epochs or rate were changed. The cut stays where it is.

    Prepared views that more epochs come to are kept as well, unless they do not fit into memory.
    """
    wanted = set(views_in(phase, counts.views)) - set(plan.views)
    if not plan.keeps_train or not wanted:
        return replace(plan, phase=phase)
    views = tuple(sorted({*plan.views, *wanted}))
    if plan.place == "memory" and plan.feature_bytes * counts.train * len(views) > memory_bytes:
        return replace(plan, phase=phase, keeps_train=False, views=(0,))
    return replace(plan, phase=phase, views=views)


def views_in(phase: Phase, views: int) -> tuple[int, ...]:
    """The prepared views that the epochs of a phase come to; none where augmentation is fresh."""
    last = min(phase.last_epoch, phase.first_epoch + views - 1)
    return tuple(sorted({(epoch - 1) % views for epoch in range(phase.first_epoch, last + 1)}))


def _cuts(classifier: Classifier, phase: Phase, sample: Inputs) -> Iterator[_CutOfNetwork]:
    """Where the network can be divided, the deepest place first."""
    if classifier.is_backbone_frozen:
        with torch.no_grad():
            shape = tuple(classifier.before_cut(sample).shape[1:])
        yield _CutOfNetwork(None, "", shape, Cut(_bytes_of(shape), 1.0))
        return
    backbone = classifier.backbone
    for part in frozen_run(classifier.tree, phase.held.weights)[:MOST_TRIES]:
        try:
            division = Division(backbone, part.modules[-1], sample)
        except NoDivision:
            continue
        with torch.no_grad():
            output = division.before(sample)
        if not isinstance(output, Tensor):
            continue  # a sequence beside its mask: the feature cache cannot keep that yet, without its padding
        shape = tuple(output.shape[1:])
        yield _CutOfNetwork(division, part.title, shape, Cut(_bytes_of(shape), _share_before(division, sample)))


def _share_before(division: Division, sample: Inputs) -> float:
    """Of the backbone's multiplications, those before the cut."""
    counts = []
    for run in (division.before, lambda inputs: output_of(division.backbone, inputs)):
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            run(sample)
        counts.append(counter.get_total_flops())
    return counts[0] / max(1, counts[1])


def _bytes_of(shape: tuple[int, ...]) -> int:
    return 4 * torch.Size(shape).numel()
