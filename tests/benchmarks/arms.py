"""The arms of the training benchmarks, each run by itself in a fresh process: `python -m tests.benchmarks.arms`.

All start with the same weights, see the same images in the same order and take the same steps; imports do not count.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from tests.benchmarks.settings import Settings, decode
from tlstudio.engine.data.images import read_pixels
from tlstudio.engine.training import prepare
from tlstudio.engine.training.events import EpochEnded, StepEnded
from tlstudio.engine.training.feature_files import BUDGET_BYTES
from tlstudio.engine.training.feed import ImageFeed, epoch_order, in_batches
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.prepare import Work, build_work
from tlstudio.engine.training.start import start_run

WORKERS = 2  # of the usual loop: as quick as any other number on two cores, and quicker than none

Result = dict[str, float]


def ours(settings: Settings, cache_bytes: int = BUDGET_BYTES) -> Result:
    """The engine as the window and the command line run it."""
    run = start_run(settings.project(), Path(settings.scratch) / "run")
    since, first_step, rates, accuracy = time.perf_counter(), 0.0, [0.0], 0.0
    for event in fit(run.project(), run, device="cpu", cache_bytes=cache_bytes):
        if isinstance(event, StepEnded) and not first_step:
            first_step = time.perf_counter() - since
        if isinstance(event, EpochEnded):
            rates.append(event.images_per_s)
            accuracy = max(accuracy, event.val_accuracy or 0.0)
    seconds = time.perf_counter() - since
    return {"seconds": seconds, "first_step_s": first_step, "images_per_s": rates[-1], "accuracy": accuracy}


def without_features(settings: Settings) -> Result:
    """The engine with the same freeze, but nothing kept except pixels."""
    prepare.KEPT_BYTES = 0
    return ours(settings, cache_bytes=0)


def usual(settings: Settings) -> Result:
    """A loop as tutorials write it: a DataLoader, `requires_grad=False`, everything forward in every epoch."""
    since = time.perf_counter()
    work = _work(settings)
    classifier, accuracy, rate = work.classifier, 0.0, 0.0
    train = DataLoader(_Files(work.train_images, settings), 32, shuffle=True, num_workers=WORKERS)
    val = DataLoader(_Files(work.val_images, settings), 32, num_workers=WORKERS)
    augment = work.train_images
    network = nn.Sequential(classifier.backbone, classifier.head)
    for epoch in range(1, settings.epochs + 1):
        begun = time.perf_counter()
        network.train()
        for rows, pixels in train:
            images = augment.augment(_scaled(pixels), rows.tolist(), epoch)
            _step(work, network(augment.normalise.scaled(images)), rows)
        rate = len(work.train_targets) / (time.perf_counter() - begun)
        network.eval()
        with torch.no_grad():
            batches = [(rows, network(augment.normalise(pixels))) for rows, pixels in val]
        accuracy = max(accuracy, _accuracy(work, batches))
    return {"seconds": time.perf_counter() - since, "images_per_s": rate, "accuracy": accuracy}


def floor(settings: Settings) -> Result:
    """What can not be left out: each image decoded once, one pass for each view, and the head's steps."""
    since = time.perf_counter()
    work, views = _work(settings), range(max(1, settings.views))
    classifier = work.classifier.eval()
    with torch.no_grad():
        kept = [_features(work, work.train_images, view) for view in views]
        val = _features(work, work.val_images, 0)
    accuracy = 0.0
    for epoch in range(1, settings.epochs + 1):
        features = kept[(epoch - 1) % len(views)]
        for rows in map(torch.tensor, _batches(work, settings, epoch)):
            _step(work, classifier.after_cut(features[rows]), rows)
        with torch.no_grad():
            accuracy = max(accuracy, _accuracy(work, [(torch.arange(len(val)), classifier.after_cut(val))]))
    return {"seconds": time.perf_counter() - since, "accuracy": accuracy}


def bare(settings: Settings) -> Result:
    """Steps alone, on inputs that are in memory: of the whole network, or of what comes after the cut."""
    work = _work(settings)
    plan = work.plans[-1]
    feeds = work.begin(plan)
    classifier = work.classifier
    if plan.keeps_train:
        list(feeds.fill(classifier, 32))
    inputs = {
        int(row): one
        for rows, batch in feeds.train.batches(_all(work), 1)
        for row, one in zip(rows, batch, strict=True)
    }
    classifier.train()
    since = time.perf_counter()
    for epoch in range(1, settings.epochs + 1):
        for rows in _batches(work, settings, epoch):
            batch = torch.stack([inputs[row] for row in rows]).contiguous(memory_format=torch.channels_last)
            _step(work, feeds.train.logits(classifier, batch), torch.tensor(rows))
    seconds = time.perf_counter() - since
    return {"seconds": seconds, "images_per_s": settings.epochs * len(work.train_targets) / seconds}


ARMS: Mapping[str, Callable[[Settings], Result]] = {
    one.__name__: one for one in (ours, without_features, usual, floor, bare)
}


class _Files(Dataset[tuple[int, Tensor]]):
    """Files as the usual loop reads them: again in every epoch, with the same decoder as ours."""

    def __init__(self, feed: ImageFeed, settings: Settings) -> None:
        self.paths, self.framing = feed.source.paths, feed.source.framing

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, row: int) -> tuple[int, Tensor]:
        return row, torch.from_numpy(read_pixels(self.paths[row], self.framing))


def _work(settings: Settings) -> Work:
    run = start_run(settings.project(), Path(settings.scratch) / "run")
    project = run.project()
    work = build_work(project, run.split(), Path(project.data.folder), "cpu", cache_bytes=0)
    for group in work.optimizer.param_groups:
        group["lr"] = project.training.lr
    return work


def _step(work: Work, logits: Tensor, rows: Tensor) -> None:
    work.objective(logits, work.train_targets[rows]).backward()
    work.optimizer.step()
    work.optimizer.zero_grad(set_to_none=True)


def _features(work: Work, feed: ImageFeed, view: int) -> Tensor:
    batches = in_batches(range(len(feed.source)), 32)
    return torch.cat([work.classifier.before_cut(inputs) for _, _, inputs in feed.views_of(batches, [view])])


def _batches(work: Work, settings: Settings, epoch: int) -> Iterator[list[int]]:
    order = epoch_order(len(work.train_targets), settings.seed, epoch)
    return map(list, in_batches(order, 32))


def _all(work: Work) -> list[range]:
    return [range(at, min(at + 32, len(work.train_targets))) for at in range(0, len(work.train_targets), 32)]


def _accuracy(work: Work, batches: list[tuple[Tensor, Tensor]]) -> float:
    right = sum(int((logits.argmax(1) == work.val_targets[rows]).sum()) for rows, logits in batches)
    return right / len(work.val_targets)


def _scaled(pixels: Tensor) -> Tensor:
    return pixels.permute(0, 3, 1, 2).float() / 255


if __name__ == "__main__":
    sys.stdout.write(json.dumps(ARMS[sys.argv[1]](decode(sys.argv[2]))) + "\n")
