"""What training makes small: the target loss of `min L_T(θ) + λ·L_S(θ)`."""

import torch
from torch import Tensor, nn

from tlstudio.engine.project import ObjectiveSpec


def build_objective(spec: ObjectiveSpec, labels: Tensor, classes: int) -> nn.CrossEntropyLoss:
    """Cross-entropy of (B, classes) logits against (B,) class numbers; `labels` are those of the training images."""
    weight = balanced_weights(labels, classes) if spec.class_weights == "balanced" else None
    return nn.CrossEntropyLoss(weight=weight, label_smoothing=spec.label_smoothing)


def balanced_weights(labels: Tensor, classes: int) -> Tensor:
    """n / (classes · n of the class): every class counts the same in the sum (as scikit-learn's "balanced")."""
    counts = torch.bincount(labels, minlength=classes)
    return len(labels) / (classes * counts.clamp(min=1).float())
