"""The largest batch that fits into memory, found on a few random images."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import HeadError, StudioError
from tlstudio.engine.progress import stop_if_asked
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.start import check_task, split_samples
from tlstudio.engine.sentences import mark, sentence, together
from tlstudio.engine.training.before.timing import measuring, with_random_weights
from tlstudio.engine.training.inputs.feature_files import size_words
from tlstudio.engine.training.setup.batch_memory import MANY, needs, room_bytes
from tlstudio.engine.training.setup.memory_line import LEAST, MOST, MemoryLine, largest_that_fits, usable
from tlstudio.engine.training.setup.precision import choose_precision
from tlstudio.engine.training.setup.prepare import build_work
from tlstudio.engine.training.setup.work import Work

FITS = mark("{size:,} images at once need about {needed}, and {usable} can be taken.")
ALL = mark("Twice as many would be more than the {images:,} training images.")
LARGER = sentence("An epoch has fewer steps then, so look for a learning rate anew.")
TOO_MUCH = mark(
    "Not even {size} images at once fit into memory. Freeze more, or choose a smaller network or image size."
)
STOPPED = sentence("The search for a batch size was stopped.")
UNKNOWN = sentence("This system does not tell how much memory is free. Try a batch size, and halve it if it fails.")


@dataclass(frozen=True, slots=True)
class BatchFound:
    """The largest power of two that one step takes at once."""

    batch_size: int
    needed_bytes: int  # beyond what the program takes before the step
    usable_bytes: int  # of what is free, less a margin
    sentence: str


def find_batch(
    project: ProjectSpec, index: Index, *, device: str = "auto", should_stop: Callable[[], bool]
) -> BatchFound:
    """Measure a network of random weights, which takes the same memory; no run is touched.

    Torch's random stream is left as it was. Raises StudioError for a project that cannot be trained, where the system
    does not tell what is free, and when `should_stop` says so.
    """
    if project.head.solver != "steps":
        raise HeadError("A head that is solved has no batches. Train it in steps, or leave it as it is.")
    with measuring(), torch.random.fork_rng():
        stop_if_asked(should_stop, STOPPED)
        check_task(project.objective, index)
        parts = split_samples(index, split(index, project.data))
        work = build_work(with_random_weights(project), parts, index.folder, device)
        try:
            work.classifier.precision = choose_precision(work)
            return _find(work, should_stop)
        except torch.OutOfMemoryError as error:
            raise StudioError(TOO_MUCH, size=MANY) from error


def _find(work: Work, should_stop: Callable[[], bool]) -> BatchFound:
    room = room_bytes(work)
    if room is None:
        raise StudioError(UNKNOWN)
    lines = list(_measured(work, should_stop))
    images = len(work.train)
    size = min(largest_that_fits(line, room, min(MOST, images)) for line in lines)
    if size < LEAST <= images:
        raise StudioError(TOO_MUCH, size=LEAST)
    needed = max(line.needed(size) for line in lines)
    return BatchFound(size, needed, usable(room), _sentence(work, size, needed, usable(room)))


def _measured(work: Work, should_stop: Callable[[], bool]) -> Iterator[MemoryLine]:
    for need in needs(work):
        stop_if_asked(should_stop, STOPPED)
        yield need.measured()


def _sentence(work: Work, size: int, needed: int, can_be_taken: int) -> str:
    images = len(work.train)
    sentences = (
        sentence(FITS, size=size, needed=size_words(needed), usable=size_words(can_be_taken)),
        sentence(ALL, images=images) if 2 * size > images else "",
        LARGER if size > work.project.training.batch_size else "",
    )
    return together(sentences)
