"""EMA weights: an exponential moving average, which is validated and exported in place of what trains.

Not torch's `AveragedModel`: that keeps a second module, while this one swaps values in place, so that a checkpoint, the
feature cache and a compiled backbone see one network, and a resumed run is the same to the bit.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from tlstudio.engine.model.classifier import Classifier

Tensors = dict[str, Tensor]


class EmaWeights:
    """Follows living tensors at a distance: of each step it takes the share 1 - `decay` (Polyak & Juditsky 1992).

    At first it takes more, so that the start is soon forgotten: `decay` is no larger than (1 + n) / (10 + n) after n
    steps. Statistics of BatchNorm are averaged as the weights are. With `decay` 0 there is no average.
    """

    def __init__(self, tensors: Mapping[str, Tensor], decay: float) -> None:
        self._decay = decay
        self._now = dict(tensors) if decay else {}
        self._mean = {name: tensor.detach().clone() for name, tensor in self._now.items()}

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """Take its share of what the step, counted from 1, made of the weights."""
        share = 1 - min(self._decay, (1 + step) / (10 + step))
        for name, mean in self._mean.items():
            mean.lerp_(self._now[name], share)  # what does not move stays byte-identical

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Meanwhile the living tensors have the averaged values."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    def others(self) -> Tensors:
        """What is not in the living tensors now: the average, or while that is shown what trains."""
        return dict(self._mean)

    @torch.no_grad()
    def restore(self, trains: Tensors) -> None:
        """The living tensors have the averaged values; `trains` are those to go on with, by name."""
        for name, mean in self._mean.items():
            mean.copy_(self._now[name])
            self._now[name].copy_(trains[name])

    @torch.no_grad()
    def _swap(self) -> None:
        for name, mean in self._mean.items():
            shown = mean.clone()
            mean.copy_(self._now[name])
            self._now[name].copy_(shown)


def moving_tensors(classifier: Classifier, source_head: nn.Module | None) -> Tensors:
    """What training changes, by name: weights that are not frozen, and statistics that move."""
    weights = {name: tensor for name, tensor in classifier.named_parameters() if tensor.requires_grad}
    still = {f"backbone.{path}" for path in classifier.still}
    statistics = {
        name: tensor
        for name, tensor in classifier.named_buffers()
        if tensor.is_floating_point() and name.rpartition(".")[0] not in still
    }
    own = source_head.state_dict(prefix="source.", keep_vars=True) if source_head else {}
    return {**weights, **statistics, **own}
