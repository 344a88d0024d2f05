"""The source loss L_S of `min L_T(θ) + λ·L_S(θ)`: what keeps a model near what it was before."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.training.inputs.feed import Feed
from tlstudio.engine.training.losses.movement import Start


@dataclass(frozen=True, slots=True)
class StepInputs:
    """What one step looks at."""

    rows: Tensor  # (B,) of the target's training samples
    inputs: Inputs  # (B, …) as the feed gives them, with whatever `extended` put after them
    features: Tensor  # of the same, as `Classifier.features` gives them
    epoch: int  # from 1


class SourceLoss:
    """Nothing is kept in mind. The others do what they need of this."""

    head: nn.Module | None = None  # trains beside the classifier, and is no part of the model
    samples: tuple[Samples, ...] = ()  # of the source task, to train and to validate on
    note = ""  # a sentence on why it changes nothing

    def begin_phase(self, feeds: tuple[Feed, ...], batch_size: int) -> Iterator[Progress]:
        """`feeds` give what `samples` do, or the kept features of it."""
        yield from ()

    def begin_epoch(self, epoch: int, batches: range) -> None:
        """The steps of the epoch that are to come, by their number in it."""

    def begin_step(self) -> None:
        """Also of a step that is left out."""

    def extended(self, inputs: Inputs) -> Inputs:
        """The inputs of a step, with those of the source task after them."""
        return inputs

    def __call__(self, seen: StepInputs) -> Tensor | None:
        return None

    def validate(self, batch_size: int) -> Iterator[Progress]:
        """Fills `metrics`."""
        yield from ()

    @property
    def metrics(self) -> dict[str, float]:
        """Of the source task, as it was last validated."""
        return {}


class NearTheStart(SourceLoss):
    """Half the squared distance of the backbone's trained weights from the pretrained ones (Li et al. 2018, L2-SP).

    Their penalty on the head's own weights is left to weight decay.
    """

    def __init__(self, start: Start) -> None:
        self._pairs = [pair for pairs in start.values() for pair in pairs]

    def __call__(self, seen: StepInputs) -> Tensor:
        learning = [(now, then) for now, then in self._pairs if now.requires_grad]  # in an early phase some wait
        return sum(((now - then).square().sum() for now, then in learning), start=torch.zeros(())) / 2
