"""Which learning rate to try: a range test, in which it rises from step to step until the loss does (Smith 2017)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from tlstudio.engine.data.folder import Index
from tlstudio.engine.errors import HeadError, StudioError
from tlstudio.engine.progress import stop_if_asked
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.runs.live_edits import LiveEdits
from tlstudio.engine.runs.position import Position
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.sentences import sentence
from tlstudio.engine.training.before.timing import measuring
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES
from tlstudio.engine.training.loop import Loop
from tlstudio.engine.training.setup.micro_batches import settle_micro_batches
from tlstudio.engine.training.setup.precision import choose_precision
from tlstudio.engine.training.setup.prepare import prepare

STEPS = 100
LOWEST, HIGHEST = 1e-6, 10.0  # learning rates of the first and the last step
SMOOTHING = 0.9  # share that a loss keeps of the mean before it
STOPPED = sentence("The search for a learning rate was stopped.")
BLOWN_UP = 4.0  # times the smallest loss, where the test ends

Tell = Callable[[str, int, int], object]  # phase, done, total


@dataclass(frozen=True, slots=True)
class LrFound:
    """One value for each step taken, and the suggestion; None where the loss did not fall."""

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    smooth: tuple[float, ...]
    suggestion: float | None


def find_lr(
    project: ProjectSpec,
    index: Index,
    *,
    device: str = "auto",
    trust_weights: bool = False,
    cache_bytes: int = BUDGET_BYTES,
    should_stop: Callable[[], bool],
    tell: Tell = lambda phase, done, total: None,
) -> LrFound:
    """Train a network of its own for up to a hundred steps, with all that trains in the end; no run is touched.

    What is frozen runs once, and is kept for the run to come. Torch's random stream is left as it was; no training may
    run meanwhile in this process. Raises StudioError for a project that cannot be trained, and when `should_stop` says
    so.
    """
    if project.head.solver != "steps":
        raise HeadError("A head that is solved has no learning rate. Train it in steps, or leave it as it is.")
    whole = replace(
        project,
        freeze=replace(project.freeze, phases=()),
        training=replace(project.training, epochs=STEPS, warmup_steps=0),
    )
    with measuring(), torch.random.fork_rng(), TemporaryDirectory() as folder:
        run = start_run(whole, Path(folder) / "001", index=index, should_stop=should_stop)
        work = prepare(run, device, trust_weights, cache_bytes)
        work.classifier.precision = choose_precision(work)
        work, _ = settle_micro_batches(run, work)
        loop = Loop(work, LiveEdits(run), Position(), learning_rate=lambda loop: rate_of(loop.position.step))
        for event in loop.begin_phase():
            if isinstance(event, Progress):
                tell(event.phase, event.done, event.total)
            stop_if_asked(should_stop, STOPPED)
        losses = _losses(loop, should_stop, tell)
    rates = tuple(rate_of(step) for step in range(len(losses)))
    smooth = smoothed(losses)
    return LrFound(rates, tuple(losses), smooth, valley(rates, smooth))


def rate_of(step: int) -> float:
    """The learning rate of a step, counted from 0."""
    return LOWEST * (HIGHEST / LOWEST) ** (step / (STEPS - 1))


def smoothed(losses: Sequence[float]) -> tuple[float, ...]:
    """Exponential means, corrected for their start as Adam does."""
    mean, means = 0.0, list[float]()
    for number, loss in enumerate(losses, start=1):
        mean = SMOOTHING * mean + (1 - SMOOTHING) * loss
        means.append(mean / (1 - SMOOTHING**number))
    return tuple(means)


def valley(rates: Sequence[float], smooth: Sequence[float]) -> float | None:
    """The rate halfway down the longest fall of the loss, as fastai's `valley` chooses it.

    The longest falling subsequence bounds the fall; the middle of its middle third is where it is steep and yet far
    from its end. None where the loss hardly falls.
    """
    lengths = [1] * len(smooth)
    for here in range(1, len(smooth)):
        lengths[here] += max((lengths[before] for before in range(here) if smooth[before] > smooth[here]), default=0)
    longest = max(lengths, default=0)
    if longest < len(smooth) / 10 or longest < 3:
        return None
    end = lengths.index(longest)
    return float(f"{rates[max(0, end - longest) + longest // 2]:.2g}")


def _losses(loop: Loop, should_stop: Callable[[], bool], tell: Tell) -> list[float]:
    losses: list[float] = []
    while len(losses) < STEPS:
        loop.begin_epoch()
        taken = len(losses)
        for rows, inputs in loop.batches():
            loop.step(rows, inputs)
            results, _ = loop.fetch()
            losses += [result.loss for result in results]
            tell(sentence("Trying learning rates"), len(losses), STEPS)
            stop_if_asked(should_stop, STOPPED)
            if len(losses) >= STEPS or _is_over(losses):
                return [loss for loss in losses if math.isfinite(loss)]
        if len(losses) == taken:
            raise StudioError("No training image can be read any more. Bring the folder back.")
        loop.position = loop.position.after(loop.position.epoch + 1, loop.position.step)
    return losses


def _is_over(losses: Sequence[float]) -> bool:
    """Whether the loss has gone up for good."""
    if not math.isfinite(losses[-1]):
        return True
    smooth = smoothed(losses)
    return smooth[-1] > BLOWN_UP * min(smooth)
