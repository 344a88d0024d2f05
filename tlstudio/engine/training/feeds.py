"""Where the batches of a phase come from."""

from collections.abc import Iterator
from dataclasses import dataclass

from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.training.feed import FeatureFeed, Feed


@dataclass(frozen=True, slots=True)
class Feeds:
    """Of a phase: to train and to validate on."""

    train: Feed
    val: Feed
    source: tuple[Feed, ...] = ()  # of the source task, to train and to validate on

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with the features and pixels that are kept on disk."""
        return [note for feed in (self.train, self.val, *self.source) for note in feed.notes]

    def fill(self, classifier: Classifier, batch_size: int) -> Iterator[Progress]:
        """Fill the feature caches there are."""
        names = ("Running the backbone", "Running it for validation", *["Running it for the source task"] * 2)
        for feed, phase in zip((self.train, self.val, *self.source), names, strict=False):
            if isinstance(feed, FeatureFeed):
                yield from feed.fill(classifier, batch_size, phase)
