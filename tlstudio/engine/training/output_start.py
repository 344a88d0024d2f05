"""Where the output layer begins, found from the targets, so that the first steps need not learn it."""

import torch
from torch import Tensor, nn

from tlstudio.engine.model.head_module import Head, Units
from tlstudio.engine.project import ObjectiveSpec, Sampling
from tlstudio.engine.training.objective import spread_of


@torch.no_grad()
def start_output(head: Head, spec: ObjectiveSpec, targets: Tensor, outputs: int, sampling: Sampling = "all") -> None:
    """Let the head answer at first as one would who has seen only the targets of the training samples.

    Classes and labels: as frequent as they are, unless all shall count the same (Karpathy 2019, "init well").
    Numbers: their mean, in their units.
    """
    *_, last = head.layers
    if spec.task == "regression" and isinstance(last, Units):
        last.spread.copy_(spread_of(targets))
        last.centre.copy_(targets.mean(0))
    elif isinstance(last, nn.Linear) and "balanced" not in (spec.class_weights, sampling):
        shares = _shares(targets, outputs)
        odds = shares.log() if spec.task == "single_label" else torch.logit(shares)
        last.bias.copy_(odds - odds.mean() if spec.task == "single_label" else odds)


def _shares(targets: Tensor, outputs: int) -> Tensor:
    """Of each class or label, as if each had been seen, and not been seen, once more."""
    counts = torch.bincount(targets, minlength=outputs) if targets.ndim == 1 else targets.sum(0)
    return (counts + 1) / (len(targets) + 2)
