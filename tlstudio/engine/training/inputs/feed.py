"""What the loop takes its batches from: samples that pass the whole network, or features of its frozen part."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from torch import Tensor

from tlstudio.engine.data.inputs import Batch, Inputs
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.model.classifier import Classifier


class Feed(Protocol):
    """Gives the loop its batches, and says what part of the network is left to run on them."""

    @property
    def samples(self) -> Samples: ...

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with what is kept on disk."""
        ...

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        """For each list of numbers, as `epoch_order` and `balanced_order` give them, the rows that could be read."""
        ...

    def features(self, classifier: Classifier, inputs: Inputs) -> Tensor: ...

    def logits(self, classifier: Classifier, inputs: Inputs) -> Tensor: ...

    def only(self, rows: Sequence[int]) -> "Feed":
        """A new feed of these rows alone, numbered from 0; a row may stand in it more than once."""
        ...


class SampleFeed:
    """Samples through the whole network."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples

    @property
    def samples(self) -> Samples:
        return self._samples

    @property
    def notes(self) -> list[str]:
        return self.samples.notes

    def batches(self, batches: Sequence[Sequence[int]], epoch: int) -> Iterator[Batch]:
        for rows, _, inputs in self.samples.batches(batches, [view_in(self.samples, epoch)]):
            yield rows % len(self.samples), inputs

    def features(self, classifier: Classifier, inputs: Inputs) -> Tensor:
        return classifier.features(inputs)

    def logits(self, classifier: Classifier, inputs: Inputs) -> Tensor:
        return classifier(inputs)

    def only(self, rows: Sequence[int]) -> "SampleFeed":
        return SampleFeed(self.samples.only(rows))


def view_in(samples: Samples, epoch: int) -> int:
    """The number of the view that an epoch sees, from 0."""
    return (epoch - 1) % samples.prepared_views if samples.prepared_views else epoch - 1
