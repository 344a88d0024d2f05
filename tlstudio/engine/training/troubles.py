"""What goes wrong during a run without ending it, each thing told once."""

from collections.abc import Iterator

from tlstudio.engine.runs.events import Warned
from tlstudio.engine.training.feeds import Feeds
from tlstudio.engine.training.prepare import Work


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
