"""Where the batches of a phase come from.

What goes wrong during a run without ending it, each thing told once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.runs.events import Progress, Warned
from tlstudio.engine.training.inputs.feed import FeatureFeed, Feed
from tlstudio.engine.training.setup.prepare import Work


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


class Troubles:
    """Images that cannot be read, features that cannot be kept, and a source loss that changes nothing."""

    def __init__(self) -> None:
        self._told = set[str]()

    def new(self, work: Work, feeds: Feeds, *others: str) -> Iterator[Warned]:
        """Those that were not told yet."""
        sources = [feed.source for feed in (work.train_images, work.val_images, *work.source_loss.images)]
        lost = [
            f"{path} could not be read and was skipped: {reason}."
            for source in sources
            for path, reason in source.lost.items()
        ]
        for sentence in (*lost, *feeds.notes, work.source_loss.note, *others):
            if sentence and sentence not in self._told:
                self._told.add(sentence)
                yield Warned(sentence)
