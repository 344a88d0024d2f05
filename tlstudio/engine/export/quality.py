"""How good the weights are that are exported: what their own epoch came to, or else their answers now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tlstudio.engine.export.certificate import Accuracy
from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.runs.position import read_state
from tlstudio.engine.tasks.registry import METHODS
from tlstudio.engine.training.trained import Trained


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one checkpoint, on the `n` validation images that could be read."""

    epoch: int  # that it was saved after; 0: within an epoch
    metrics: Mapping[str, float]  # "val_accuracy", "val_map", …
    n: int

    @property
    def accuracy(self) -> Accuracy | None:
        """Of a task with classes, with its interval."""
        value, n = self.metrics.get("val_accuracy"), self.n
        if value is None or n == 0:
            return None
        return Accuracy(value, *wilson_interval(round(value * n), n), n)


def recorded_quality(trained: Trained) -> Quality | None:
    """What the run noted of the epoch that the checkpoint ends; None if it did not, or not of how many images."""
    epoch = trained.run.epoch_at(read_state(trained.checkpoint).position.step)
    return Quality(epoch.epoch, epoch.val_metrics, epoch.judged) if epoch and epoch.judged else None


def judge(trained: Trained, on_image: Callable[[], None]) -> Quality:
    """What the checkpoint's answers to the validation images come to now; `on_image` is called after each."""
    run, task = trained.run, METHODS[trained.task]
    samples, scores = run.split_targets("val"), dict[int, np.ndarray]()
    for row, answer in enumerate(trained.scores([path for path, _ in samples])):
        if isinstance(answer, np.ndarray):
            scores[row] = answer
        on_image()
    epoch = run.epoch_at(read_state(trained.checkpoint).position.step)
    number = epoch.epoch if epoch else 0
    if not scores:
        return Quality(number, {}, 0)
    metrics = task.judging.measure(np.stack(list(scores.values())), task.stack([samples[row][1] for row in scores]))
    return Quality(number, {f"val_{name}": one for name, one in metrics.items()}, len(scores))
