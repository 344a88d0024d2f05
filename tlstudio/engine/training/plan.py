"""What runs once and what runs in every epoch of a phase: where the cut is, and whether its output is kept."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from tlstudio.engine.data.source import KEPT_BYTES
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.division import Division, NoDivision
from tlstudio.engine.model.freezing import frozen_run
from tlstudio.engine.model.phases import Phase

LEAST_SHARE = 0.1  # of the backbone's multiplications: less before the cut is not worth keeping
MOST_TRIES = 6  # cuts that are tried

CACHED = "The backbone is frozen, so it runs once per image; every epoch trains the head on the stored features."
AUGMENTED = "The backbone is frozen, but augmentation is fresh each epoch, so it runs for every image in every epoch."
TRAINED = "Part of the backbone trains, so the whole network runs for every image in every epoch."
TOO_LARGE = "The features of the frozen backbone do not fit into memory, so it runs for every image in every epoch."
CUT = "Everything up to {part} is frozen, so it runs once per image; every epoch runs what comes after it."
CUT_AUGMENTED = (
    "Everything up to {part} is frozen, but augmentation is fresh each epoch, so the whole network runs for every "
    "image in every epoch."
)


@dataclass(frozen=True, slots=True)
class Plan:
    phase: Phase
    sentence: str
    keeps_train: bool = False  # what is before the cut, for the training images
    keeps_val: bool = False
    feature_bytes: int = 0  # of one image, where it is kept
    division: Division | None = None  # where the cut is not at the end of the backbone


def plan_phase(classifier: Classifier, phase: Phase, sample: Tensor, images: int, *, is_augmented: bool) -> Plan:
    """Keep as much as fits. `sample` is a random batch of two, `images` how many there are to train on.

    The classifier is left as it trains in the phase.
    """
    classifier.hold(phase.held)
    classifier.eval()  # nothing must move while it is looked at
    if classifier.is_backbone_frozen:
        return _plan_head(classifier, phase, sample, images, is_augmented)
    found = _division(classifier, phase, sample, images)
    if found is None:
        return Plan(phase, TRAINED)
    division, title, each = found
    sentence = (CUT_AUGMENTED if is_augmented else CUT).format(part=title)
    return Plan(phase, sentence, not is_augmented, True, each, division)


def _plan_head(classifier: Classifier, phase: Phase, sample: Tensor, images: int, is_augmented: bool) -> Plan:
    with torch.no_grad():
        each = _bytes_of_one(classifier.before_cut(sample))
    if each * images > KEPT_BYTES:
        return Plan(phase, TOO_LARGE)
    return Plan(phase, AUGMENTED if is_augmented else CACHED, not is_augmented, True, each)


def _division(classifier: Classifier, phase: Phase, sample: Tensor, images: int) -> tuple[Division, str, int] | None:
    """The deepest cut that can be made, saves work and fits: with its part's title and the bytes of one image."""
    backbone = classifier.backbone
    for part in frozen_run(classifier.tree, phase.held.weights)[:MOST_TRIES]:
        try:
            division = Division(backbone, part.modules[-1], sample)
        except NoDivision:
            continue
        with torch.no_grad():
            each = _bytes_of_one(division.before(sample))
        if _share_before(division, sample) < LEAST_SHARE:
            return None
        if each * images <= KEPT_BYTES:
            return division, part.title, each
    return None


def _share_before(division: Division, sample: Tensor) -> float:
    """Of the backbone's multiplications, those before the cut."""
    counts = []
    for run in (division.before, division.backbone):
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            run(sample)
        counts.append(counter.get_total_flops())
    return counts[0] / max(1, counts[1])


def _bytes_of_one(features: Tensor) -> int:
    return features[0].numel() * 4
