"""What training makes small: the target loss of `min L_T(θ) + λ·L_S(θ)`.

And where the output layer begins, found from the targets, so that the first steps need not learn it.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from tlstudio.engine.model.head_module import Head, Units
from tlstudio.engine.project import ObjectiveSpec, ProjectSpec
from tlstudio.engine.training.inputs.targets import Targets, TensorTargets

UNSURE = 1e-6  # at least, since the slope of x^γ at 0 may be infinite


class SmoothedLabels(nn.Module):
    """Binary cross-entropy of (B, labels) logits, each label on its own, with its answers moved toward one half."""

    def __init__(self, smoothing: float, positive_weight: Tensor | None) -> None:
        super().__init__()
        self.smoothing = smoothing
        self.loss = nn.BCEWithLogitsLoss(pos_weight=positive_weight)

    def forward(self, logits: Tensor, targets: Tensor) -> Tensor:
        return self.loss(logits, targets * (1 - self.smoothing) + self.smoothing / 2)


class FocalClasses(nn.Module):
    """Cross-entropy that counts an answer by (1 - p)^γ of its confidence p in it (Lin et al. 2017, focal loss).

    Of (B, classes) logits against (B,) class numbers, or (B, classes) shares; with γ = 0 it is torch's.
    """

    weight: Tensor | None

    def __init__(self, gamma: float, smoothing: float, weight: Tensor | None) -> None:
        super().__init__()
        self.gamma = gamma
        self.smoothing = smoothing
        self.register_buffer("weight", weight)

    def forward(self, logits: Tensor, targets: Tensor) -> Tensor:
        weight = logits.new_ones(logits.shape[1]) if self.weight is None else self.weight
        count = weight[targets].sum() if targets.ndim == 1 else len(targets)
        shares = functional.one_hot(targets, logits.shape[1]) if targets.ndim == 1 else targets
        shares = shares * (1 - self.smoothing) + self.smoothing / logits.shape[1]
        logs = logits.float().log_softmax(1)
        return -(shares * weight * (1 - logs.exp()).clamp(min=UNSURE).pow(self.gamma) * logs).sum() / count


class FocalLabels(nn.Module):
    """Binary cross-entropy that counts an answer by (1 - p)^γ of its confidence p in it (Lin et al. 2017)."""

    def __init__(self, gamma: float, smoothing: float, positive_weight: Tensor | None) -> None:
        super().__init__()
        self.gamma = gamma
        self.smoothing = smoothing
        self.loss = nn.BCEWithLogitsLoss(pos_weight=positive_weight, reduction="none")

    def forward(self, logits: Tensor, targets: Tensor) -> Tensor:
        targets = targets * (1 - self.smoothing) + self.smoothing / 2
        yes = logits.sigmoid()
        sureness = yes * targets + (1 - yes) * (1 - targets)
        return ((1 - sureness).clamp(min=UNSURE).pow(self.gamma) * self.loss(logits, targets)).mean()


class Standardised(nn.Module):
    """A loss of (B, outputs) numbers, each measured in standard deviations of its targets."""

    spread: Tensor

    def __init__(self, loss: nn.Module, targets: Tensor) -> None:
        super().__init__()
        self.loss = loss
        self.register_buffer("spread", spread_of(targets))

    def forward(self, numbers: Tensor, targets: Tensor) -> Tensor:
        return self.loss(numbers / self.spread, targets / self.spread)


def cross_entropy(spec: ObjectiveSpec, targets: Targets, outputs: int) -> nn.Module:
    """Of (B, classes) logits against (B,) class numbers."""
    weight = balanced_weights(values_of(targets), outputs) if spec.class_weights == "balanced" else None
    if spec.focal_gamma:
        return FocalClasses(spec.focal_gamma, spec.label_smoothing, weight)
    return nn.CrossEntropyLoss(weight=weight, label_smoothing=spec.label_smoothing)


def label_losses(spec: ObjectiveSpec, targets: Targets, _outputs: int) -> nn.Module:
    """Of (B, labels) logits against (B, labels) of 0 and 1; balanced: having a label counts as much as lacking it."""
    have = values_of(targets).sum(0).clamp(min=1)
    weight = (len(targets) - have).clamp(min=1) / have if spec.class_weights == "balanced" else None
    if spec.focal_gamma:
        return FocalLabels(spec.focal_gamma, spec.label_smoothing, weight)
    return SmoothedLabels(spec.label_smoothing, weight)


def number_losses(spec: ObjectiveSpec, targets: Targets, _outputs: int) -> nn.Module:
    """Of (B, outputs) numbers; Huber: squared up to one standard deviation, linear beyond (Huber 1964)."""
    return Standardised(nn.HuberLoss() if spec.regression_loss == "huber" else nn.MSELoss(), values_of(targets))


def balanced_weights(labels: Tensor, classes: int) -> Tensor:
    """n / (classes · n of the class): every class counts the same in the sum (as scikit-learn's "balanced")."""
    counts = torch.bincount(labels, minlength=classes)
    return len(labels) / (classes * counts.clamp(min=1).float())


def spread_of(targets: Tensor) -> Tensor:
    """Standard deviation of each column of (N, outputs) numbers; 1 for a column that does not vary."""
    spread = targets.float().std(0, correction=0)
    return torch.where(spread > 0, spread, torch.ones_like(spread))


@torch.no_grad()
def start_at_frequencies(head: Head, project: ProjectSpec, targets: Targets, outputs: int) -> None:
    """Let the head answer at first as one would who has seen only the targets: each class or label as often as it is.

    Unless all shall count the same (Karpathy 2019, "init well").
    """
    *_, last = head.layers
    if isinstance(last, nn.Linear) and "balanced" not in (project.objective.class_weights, project.training.sampling):
        values = values_of(targets).cpu()
        shares = _shares(values, outputs)
        odds = shares.log() if values.ndim == 1 else torch.logit(shares)
        last.bias.copy_(odds - odds.mean() if values.ndim == 1 else odds)


@torch.no_grad()
def start_at_mean(head: Head, _project: ProjectSpec, targets: Targets, _outputs: int) -> None:
    """Let the head answer at first with the mean of the targets, in their units."""
    *_, last = head.layers
    if isinstance(last, Units):
        values = values_of(targets).cpu()
        last.spread.copy_(spread_of(values))
        last.centre.copy_(values.mean(0))


def values_of(targets: Targets) -> Tensor:
    assert isinstance(targets, TensorTargets)  # as `tensor_targets` gives them
    return targets.values


def _shares(targets: Tensor, outputs: int) -> Tensor:
    """Of each class or label, as if each had been seen, and not been seen, once more."""
    counts = torch.bincount(targets, minlength=outputs) if targets.ndim == 1 else targets.sum(0)
    return (counts + 1) / (len(targets) + 2)
