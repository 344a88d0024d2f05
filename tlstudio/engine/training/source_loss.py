"""The source loss L_S of `min L_T(θ) + λ·L_S(θ)`: what keeps a model near what it was before."""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from tlstudio.engine.project import Source
from tlstudio.engine.training.movement import Start

SourceLoss = Callable[[], Tensor]


def _none(_start: Start) -> SourceLoss | None:
    return None


def _near_the_start(start: Start) -> SourceLoss:
    """Half the squared distance of the backbone's trained weights from the pretrained ones (Li et al. 2018, L2-SP).

    Their penalty on the head's own weights is left to weight decay.
    """
    pairs = [pair for pairs in start.values() for pair in pairs]

    def loss() -> Tensor:
        learning = [(now, then) for now, then in pairs if now.requires_grad]  # in an early phase some wait
        return sum(((now - then).square().sum() for now, then in learning), start=torch.zeros(())) / 2

    return loss


SOURCE_LOSSES: Mapping[Source, Callable[[Start], SourceLoss | None]] = {"none": _none, "l2sp": _near_the_start}
