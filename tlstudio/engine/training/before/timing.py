"""How long training would take: a few real steps, timed on the user's own images.

The network has random weights of the same shapes, since time does not depend on their values and a download may not be
there yet. Everything else, the plan of the features included, is what a run would train with.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import torch
from torch import Tensor

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.data.split.split import Split
from tlstudio.engine.errors import DataError, StudioError
from tlstudio.engine.progress import stop_if_asked
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.start import check_task, split_samples
from tlstudio.engine.sentences import Sentence, sentence
from tlstudio.engine.training.inputs.batches import epoch_order
from tlstudio.engine.training.inputs.feature_cache import FeatureFeed
from tlstudio.engine.training.inputs.feed import Feed
from tlstudio.engine.training.inputs.plan import Plan
from tlstudio.engine.training.inputs.targets import Targets
from tlstudio.engine.training.setup.device import memory_bytes, release_used, synchronise
from tlstudio.engine.training.setup.memory import step_bytes
from tlstudio.engine.training.setup.precision import choose_precision
from tlstudio.engine.training.setup.prepare import build_work
from tlstudio.engine.training.setup.work import Work

STEP_BUDGET_S, PASS_BUDGET_S = 1.5, 0.6  # of timing a step, and a pass of the backbone or of validation
MOST_LAPS = 24
USABLE = 0.7  # of this computer's memory

CANCELLED = sentence("The measurement was cancelled.")

_ALONE = threading.Lock()  # two at a time would time each other


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that were measured, and those that follow from them for every image of the project."""

    batch_size: int
    step_s: float  # measured: one optimizer step, when all trains that is not frozen
    epoch_s: float  # one epoch of such steps, with validation
    features_s: float  # the frozen backbone over all images whose features are kept; 0 where none are
    reading_s: float  # the first decoding of all other images
    phases_epochs: int  # before all trains that is not frozen
    phases_s: float  # those epochs
    pass_s: float  # what is before the cut, once more: one view of all images whose features are kept, already decoded
    phases_pass_s: float  # such a pass in each of the epochs before all trains that is not frozen
    decoding_s: float  # the first decoding of all images, were no features kept
    peak_bytes: int  # memory that one step needs at most
    is_peak_measured: bool  # on a GPU; else it is added up from what the step keeps
    memory_bytes: int | None  # of the device, where it tells
    features_bytes: int  # of all that is kept while all trains that is not frozen
    plan: str  # what then runs for every image, in a sentence

    def run_s(self, epochs: int) -> float:
        """A whole run."""
        return self.features_s + self.reading_s + self.phases_s + (epochs - self.phases_epochs) * self.epoch_s

    def times_as_fast(self, epochs: int) -> float:
        """A whole run, against one that keeps no features, so that what is before the cut runs in every epoch."""
        last_s = (epochs - self.phases_epochs) * (self.epoch_s + self.pass_s)
        return (self.decoding_s + self.phases_s + self.phases_pass_s + last_s) / self.run_s(epochs)


def measure(
    project: ProjectSpec, index: Index, parts: Split, *, device: str = "auto", should_stop: Callable[[], bool]
) -> Timing:
    """Time a few steps of the project, for about three seconds or one step, whichever is longer.

    Draws from torch's random stream, so no training may run meanwhile; see `wait_for_measurements`. Raises StudioError
    for a project that cannot be trained, and when `should_stop` says so.
    """
    with measuring():
        stop_if_asked(should_stop, CANCELLED)
        check_task(project.objective, index)
        try:
            work = build_work(with_random_weights(project), split_samples(index, parts), index.folder, device)
            work.classifier.precision = choose_precision(work)
            return _timing(work, project.training.batch_size, should_stop)
        except torch.OutOfMemoryError as error:
            raise StudioError(_too_large(project.training.batch_size)) from error


def with_random_weights(project: ProjectSpec) -> ProjectSpec:
    """The project on weights that need no file: they take the same time and memory."""
    return replace(
        project,
        backbone=replace(project.backbone, weights="random"),
        objective=replace(project.objective, source="none"),  # random weights have no answers to keep
    )


def wait_for_measurements() -> None:
    """Return once none runs any more; those that were asked to stop take no new step."""
    with _ALONE:
        return


@contextmanager
def measuring() -> Iterator[None]:
    """Let no other measurement run meanwhile, and no training begin. Memory that it took is given back."""
    with _ALONE:
        try:
            yield
        finally:
            release_used()


class _Part:
    """A batch of the training or validation samples, used again and again in place of all of them."""

    def __init__(self, whole: Feed, targets: Targets, size: int) -> None:
        self.count = len(targets)
        self.size = size
        self.is_decoded_once = whole.samples.is_decoded_once
        self.views = len(whole.views) if isinstance(whole, FeatureFeed) else 1
        self._rows = torch.tensor(_some_rows(self.count, size))
        self.feed = whole.only(self._rows.tolist())
        self._targets = targets

    def targets(self, rows: Tensor) -> Any:
        return self._targets.at(self._rows[rows])


def _timing(work: Work, size: int, should_stop: Callable[[], bool]) -> Timing:
    """Every phase of the run, one after the other."""
    timings = [_PhaseTiming(work, plan, size, should_stop) for plan in work.plans]
    for timing in timings:
        timing.run()
    last, epochs = timings[-1], [plan.phase.epochs for plan in work.plans[:-1]]
    return Timing(
        batch_size=size,
        step_s=last.step_s,
        epoch_s=last.epoch_s,
        features_s=sum(timing.features_s for timing in timings),
        reading_s=max(timing.reading_s for timing in timings),
        phases_epochs=sum(epochs),
        phases_s=sum(count * timing.epoch_s for count, timing in zip(epochs, timings, strict=False)),
        pass_s=last.pass_s,
        phases_pass_s=sum(count * timing.pass_s for count, timing in zip(epochs, timings, strict=False)),
        decoding_s=max(timing.decoding_s for timing in timings),
        peak_bytes=last.peak_bytes,
        is_peak_measured=work.device.type == "cuda",
        memory_bytes=memory_bytes(work.device),
        features_bytes=last.features_bytes,
        plan=work.plans[-1].sentence,
    )


class _PhaseTiming:
    """The measurement of one phase. Times are seconds."""

    def __init__(self, work: Work, plan: Plan, size: int, should_stop: Callable[[], bool]) -> None:
        self.work = work
        self.plan = plan
        self.size = size
        self.should_stop = should_stop

    def run(self) -> None:
        work, feeds = self.work, self.work.begin(self.plan)
        self.train = train = _Part(feeds.train, work.train.targets, self.size)
        self.val = val = _Part(feeds.val, work.val.targets, min(self.size, len(work.val.targets)))
        read_s = self._read_s(train), self._read_s(val)
        if work.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(work.device)
        self._keep(read_s)
        work.classifier.train()
        self._check_memory()
        step_s = self._lap_s(train, self._step, STEP_BUDGET_S)
        work.classifier.eval()
        val_s = self._lap_s(val, self._validate, PASS_BUDGET_S)
        self._add_up(step_s, val_s, read_s)

    def _add_up(self, step_s: float, val_s: float, read_s: tuple[float, float]) -> None:
        """From one step and one batch to the whole epoch."""
        parts = self.train, self.val
        reading_s = sum(part.count * each for part, each in zip(parts, read_s, strict=True) if _decodes(part))
        reads_again = not all(part.is_decoded_once for part in parts if _decodes(part))
        self.step_s = step_s
        self.epoch_s = sum(one_s * part.count / part.size for one_s, part in zip((step_s, val_s), parts, strict=True))
        self.epoch_s += reading_s if reads_again else 0.0
        self.reading_s = 0.0 if reads_again else reading_s
        self.decoding_s = self.kept_reading_s + self.reading_s
        if self.work.device.type == "cuda":
            self.peak_bytes = torch.cuda.max_memory_allocated(self.work.device)

    def _read_s(self, part: _Part) -> float:
        """Decode the images of the part, which keeps their pixels; for one image."""
        samples, since = part.feed.samples, time.perf_counter()
        for _ in samples.decode([range(part.size)]):
            pass
        stop_if_asked(self.should_stop, CANCELLED)
        if len(samples.lost) == len(set(samples.paths)):
            raise DataError(
                "{path} cannot be read: {reason}.", path=samples.paths[0], reason=samples.lost[samples.paths[0]]
            )
        return (time.perf_counter() - since) / part.size

    def _keep(self, read_s: tuple[float, float]) -> None:
        """What is before the cut, over all images of the parts whose features are kept."""
        self.features_s = self.pass_s = self.kept_reading_s = 0.0
        self.features_bytes = 0
        for part, each_s in zip((self.train, self.val), read_s, strict=True):
            if isinstance(part.feed, FeatureFeed):
                compute_s = self._compute_s(part.feed, part.size)
                self.features_s += part.count * self._together_s(each_s, part.views * compute_s)
                self.pass_s += part.count * compute_s
                self.kept_reading_s += part.count * each_s
                self.features_bytes += part.count * part.views * self.plan.feature_bytes

    def _together_s(self, read_s: float, compute_s: float) -> float:
        """Decoding shares the processor with the network, or runs while the GPU computes."""
        return read_s + compute_s if self.work.device.type == "cpu" else max(read_s, compute_s)

    def _compute_s(self, feed: FeatureFeed, size: int) -> float:
        """One view of one image that is decoded."""

        def passes() -> Iterator[None]:
            for _ in range(MOST_LAPS):
                feed.forget()
                for _ in feed.fill(self.work.classifier, size, ""):
                    pass
                yield

        return self._median_s(passes(), PASS_BUDGET_S) / size

    def _lap_s(self, part: _Part, use: Callable[[Tensor, Inputs], None], budget_s: float) -> float:
        """Making one batch and using it."""

        def laps() -> Iterator[None]:
            for rows, inputs in part.feed.batches([range(part.size)] * MOST_LAPS, epoch=1):
                use(rows, inputs)
                yield

        return self._median_s(laps(), budget_s)

    def _median_s(self, laps: Iterator[None], budget_s: float) -> float:
        """The first lap warms up; it counts where it alone takes far longer than the budget."""
        taken: list[float] = []
        since = time.perf_counter()
        for _ in laps:
            synchronise(self.work.device)
            taken.append(time.perf_counter() - since)
            stop_if_asked(self.should_stop, CANCELLED)
            if sum(taken) >= (budget_s if len(taken) > 1 else 2 * budget_s):
                break
            since = time.perf_counter()
        return median(taken[1:] or taken)

    def _step(self, rows: Tensor, inputs: Inputs) -> None:
        self._loss(rows, inputs).backward()
        self.work.optimizer.step()
        self.work.optimizer.zero_grad(set_to_none=True)

    def _loss(self, rows: Tensor, inputs: Inputs) -> Tensor:
        with self.work.classifier.computing():
            logits = self.train.feed.logits(self.work.classifier, inputs)
            return self.work.objective.loss(logits, self.train.targets(rows))

    def _validate(self, rows: Tensor, inputs: Inputs) -> None:
        with torch.no_grad(), self.work.classifier.computing():
            logits = self.val.feed.logits(self.work.classifier, inputs).float()
            self.work.objective.task.plain_loss(logits, self.val.targets(rows))

    def _check_memory(self) -> None:
        """Raise StudioError for a batch beyond the computer's memory, which would end the whole program.

        A GPU says so by itself. What a step keeps is counted on two images.
        """
        some = min(2, self.size)

        def loss() -> Tensor:
            return torch.stack([self._loss(*batch) for batch in self.train.feed.batches([range(some)], epoch=1)]).sum()

        work = self.work
        self.peak_bytes = step_bytes(work.classifier, work.optimizer, loss, self.size / some)
        total = memory_bytes(work.device)
        if work.device.type == "cpu" and total is not None and self.peak_bytes > USABLE * total:
            raise StudioError(_too_large(self.size))


def _decodes(part: _Part) -> bool:
    """Whether epochs read the files of the part, rather than its features."""
    return not isinstance(part.feed, FeatureFeed)


def _some_rows(count: int, size: int) -> list[int]:
    """`size` of the rows by chance; all of them again and again where there are fewer."""
    order = epoch_order(count, seed=0, epoch=0)
    return [order[place % count] for place in range(size)]


def _too_large(batch_size: int) -> Sentence:
    return sentence(
        "A batch of {batch_size:,} does not fit into memory at once; a run takes it in pieces. Lower it to measure.",
        batch_size=batch_size,
    )
