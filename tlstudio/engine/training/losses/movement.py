"""How far training has taken the backbone from the weights it started with, and the gradients that pull it."""

import math

import torch
from torch import Tensor, nn

from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.moving import Movement

Start = dict[str, list[tuple[nn.Parameter, Tensor]]]
"""Leaf that trains → its living tensors, each with a copy of its first value beside it on the device."""


def start_of(classifier: Classifier) -> Start:
    """Keep the values that the backbone's trainable tensors have now; costs their memory once more."""
    leaves = classifier.trainable_leaves().items()
    return {name: [(tensor, tensor.detach().clone()) for tensor in tensors] for name, tensors in leaves}


@torch.no_grad()
def movement_since(start: Start) -> Movement:
    """How far each leaf is from its start. A leaf whose weights are no longer numbers is left out."""
    if not start:
        return {}
    rows = [
        torch.stack((_norm([now - then for now, then in pairs]), _norm([then for _, then in pairs])))
        for pairs in start.values()
    ]
    found = zip(start, torch.stack(rows).tolist(), strict=True)  # the one wait for the device
    return {name: (distance, norm) for name, (distance, norm) in found if math.isfinite(distance)}


def gradient_norms(classifier: Classifier) -> dict[str, Tensor]:
    """L2 norm of the gradient of every leaf of the backbone that trains, still on the device."""
    gradients = {
        name: [tensor.grad for tensor in tensors if tensor.grad is not None]
        for name, tensors in classifier.trainable_leaves().items()
    }
    return {name: _norm(tensors) for name, tensors in gradients.items() if tensors}


def _norm(tensors: list[Tensor]) -> Tensor:
    """L2 norm of the tensors as one vector."""
    norms = [torch.linalg.vector_norm(tensor, dtype=torch.float32) for tensor in tensors]
    return torch.linalg.vector_norm(torch.stack(norms))
