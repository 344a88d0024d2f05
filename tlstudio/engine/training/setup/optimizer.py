"""Optimizers, and learning-rate schedules as pure functions of the step, so that nothing but a plateau needs saving."""

import math
from collections.abc import Callable, Iterable, Mapping

from timm.optim.lion import Lion
from torch import nn, optim

from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.rates import Scales
from tlstudio.engine.project import OptimizerName, TrainingSpec

Groups = list[dict[str, object]]
Schedule = Callable[[float], float]  # share of the steps that are done → share of the peak learning rate

WARMUP_START = 0.01
ONE_CYCLE_RISE = 0.3  # of the steps; from 1/25 of the peak, down to 1/10,000 of that (Smith & Topin 2018)


def _cosine(done: float) -> float:
    return (1 + math.cos(math.pi * done)) / 2


def _constant(_done: float) -> float:
    return 1.0


def _step(done: float) -> float:
    """A tenth after half of the steps, a hundredth after three quarters."""
    return 0.1 ** ((done >= 0.5) + (done >= 0.75))


def _one_cycle(done: float) -> float:
    if done < ONE_CYCLE_RISE:
        return 1 + (1 / 25 - 1) * _cosine(done / ONE_CYCLE_RISE)
    return 1 / 250_000 + (1 - 1 / 250_000) * _cosine((done - ONE_CYCLE_RISE) / (1 - ONE_CYCLE_RISE))


SCHEDULES: Mapping[str, Schedule] = {
    "cosine": _cosine,
    "constant": _constant,
    "step": _step,
    "one_cycle": _one_cycle,
    "plateau": _constant,  # but for what `Plateau` takes from it
}
# Each with the momentum of the project, where it has one.
OPTIMIZERS: Mapping[OptimizerName, Callable[[Groups, float, float], optim.Optimizer]] = {
    "adamw": lambda groups, lr, _momentum: optim.AdamW(groups, lr=lr),
    "adam": lambda groups, lr, _momentum: optim.Adam(groups, lr=lr),
    "sgd": lambda groups, lr, momentum: optim.SGD(groups, lr=lr, momentum=momentum),
    "rmsprop": lambda groups, lr, momentum: optim.RMSprop(groups, lr=lr, momentum=momentum),
    "adafactor": lambda groups, lr, _momentum: optim.Adafactor(groups, lr=lr),  # Shazeer & Stern 2018
    "lion": lambda groups, lr, _momentum: Lion(groups, lr=lr),  # Chen et al. 2023
}


def lr_factor(spec: TrainingSpec, step: int, total: int) -> float:
    """Share of the peak learning rate at a step, counted from 1, of `total` steps."""
    if step <= spec.warmup_steps:
        return WARMUP_START + (1 - WARMUP_START) * step / spec.warmup_steps
    left = max(1, total - spec.warmup_steps)
    return SCHEDULES[spec.schedule]((step - 1 - spec.warmup_steps) / left)


def build_optimizer(
    classifier: Classifier, spec: TrainingSpec, scales: Scales, others: Iterable[nn.Parameter] = ()
) -> optim.Optimizer:
    """Holds only what trains now. The head's groups come first; weight decay spares 1-D parameters.

    Each group keeps its share of the head's learning rate as `scale`; `scales` has those of the backbone's leaves.
    `others` train beside the classifier, as fast as the head.
    """
    by_scale: dict[float, list[nn.Parameter]] = {}
    for leaf, tensors in classifier.trainable_leaves().items():
        by_scale.setdefault(scales[leaf], []).extend(tensors)
    groups = _groups(classifier.head.parameters(), 1.0, spec.weight_decay)
    for scale, tensors in by_scale.items():
        groups += _groups(tensors, scale, spec.weight_decay)
    groups += _groups(others, 1.0, spec.weight_decay)
    return OPTIMIZERS[spec.optimizer](groups, spec.lr, spec.momentum)


def set_lr(optimizer: optim.Optimizer, lr: float) -> None:
    """Let the head learn at this rate, and every part of the backbone at its share of it."""
    for group in optimizer.param_groups:
        group["lr"] = group["scale"] * lr


def _groups(parameters: Iterable[nn.Parameter], scale: float, decay: float) -> Groups:
    trained = [parameter for parameter in parameters if parameter.requires_grad]
    split = (
        ([parameter for parameter in trained if parameter.ndim > 1], decay),
        ([parameter for parameter in trained if parameter.ndim <= 1], 0.0),
    )
    return [{"params": members, "scale": scale, "weight_decay": share} for members, share in split if members]
