"""The arms of the training benchmarks, each run by itself in a fresh process: `python -m tests.benchmarks.arms`.

All start with the same weights, see the same images in the same order and take the same steps; imports do not count.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn

from tests.benchmarks.peers import PEERS
from tests.benchmarks.settings import Settings, decode
from tests.benchmarks.work import Result, loaders, scaled, work_of
from tests.support.image_samples import tensor, train_images
from tlstudio.engine.allocator import keep_memory
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.runs.events import EpochEnded, StepEnded
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.inputs.batches import epoch_order, in_batches
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES
from tlstudio.engine.training.setup import prepare
from tlstudio.engine.training.setup.device import synchronise
from tlstudio.engine.training.setup.work import Work


def ours(settings: Settings, cache_bytes: int = BUDGET_BYTES) -> Result:
    """The engine as the window and the command line run it."""
    keep_memory()  # as they do when they start
    run = start_run(settings.project(), Path(settings.scratch) / "run")
    since, first_step, rates, accuracy = time.perf_counter(), 0.0, [0.0], 0.0
    for event in fit(run, device=settings.device, cache_bytes=cache_bytes):
        if isinstance(event, StepEnded) and not first_step:
            first_step = time.perf_counter() - since
        if isinstance(event, EpochEnded):
            rates.append(event.images_per_s)
            accuracy = max(accuracy, event.val_accuracy or 0.0)
    seconds = time.perf_counter() - since
    found = {"seconds": seconds, "first_step_s": first_step, "images_per_s": rates[-1], "accuracy": accuracy}
    if settings.tests:
        judged = evaluate(run, split="test", device=settings.device)
        found["test_accuracy"] = judged.key_metric.value
    return found


def without_features(settings: Settings) -> Result:
    """The engine with the same freeze, but nothing kept except pixels."""
    prepare.KEPT_BYTES = 0
    return ours(settings, cache_bytes=0)


def fresh(settings: Settings) -> Result:
    """The engine with other changes of each image in every epoch, in place of prepared views."""
    return ours(replace(settings, views=0))


def usual(settings: Settings, workers: int | None = None) -> Result:
    """A loop as tutorials write it: a DataLoader, `requires_grad=False`, everything forward in every epoch."""
    since = time.perf_counter()
    work = work_of(settings)
    classifier, accuracy, rate = work.classifier, 0.0, 0.0
    train, val = loaders(work, settings.workers if workers is None else workers)
    augment = train_images(work)
    network = nn.Sequential(classifier.backbone, classifier.head)
    for epoch in range(1, settings.epochs + 1):
        begun = time.perf_counter()
        network.train()
        for rows, pixels, _ in train:
            images = augment.augment(scaled(pixels.to(work.device)), rows.tolist(), epoch)
            _step(work, network(augment.normalise.scaled(images)), rows)
        synchronise(work.device)
        rate = len(work.train) / (time.perf_counter() - begun)
        network.eval()
        with torch.no_grad():
            batches = [(rows, network(augment.normalise(pixels.to(work.device)))) for rows, pixels, _ in val]
        accuracy = max(accuracy, _accuracy(work, batches))
    return {"seconds": time.perf_counter() - since, "images_per_s": rate, "accuracy": accuracy}


def floor(settings: Settings) -> Result:
    """What can not be left out: each image decoded once, one pass for each view, and the head's steps."""
    keep_memory()
    since = time.perf_counter()
    work, views = work_of(settings), range(max(1, settings.views))
    classifier = work.classifier.eval()
    with torch.no_grad():
        kept = [_features(work, work.train.samples, view) for view in views]
        val = _features(work, work.val.samples, 0)
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
    keep_memory()
    work = work_of(settings)
    plan = work.plans[-1]
    feeds = work.begin(plan)
    classifier = work.classifier
    if plan.keeps_train:
        list(feeds.fill(classifier, 32))
    inputs = {
        int(row): one
        for rows, batch in feeds.train.batches(_all(work), 1)
        for row, one in zip(rows, tensor(batch), strict=True)
    }
    classifier.train()
    since = time.perf_counter()
    for epoch in range(1, settings.epochs + 1):
        for rows in _batches(work, settings, epoch):
            batch = torch.stack([inputs[row] for row in rows]).contiguous(memory_format=torch.channels_last)
            _step(work, feeds.train.logits(classifier, batch), torch.tensor(rows))
    synchronise(work.device)
    seconds = time.perf_counter() - since
    return {"seconds": seconds, "images_per_s": settings.epochs * len(work.train) / seconds}


ARMS: Mapping[str, Callable[[Settings], Result]] = {
    **{one.__name__: one for one in (ours, fresh, without_features, usual, floor, bare)},
    **{f"usual_{workers}": partial(usual, workers=workers) for workers in (0, 1, 2, 4)},
    **PEERS,
}


def _step(work: Work, logits: Tensor, rows: Tensor) -> None:
    work.objective.loss(logits, work.train.targets.at(rows)).backward()
    work.optimizer.step()
    work.optimizer.zero_grad(set_to_none=True)


def _features(work: Work, samples: Samples, view: int) -> Tensor:
    batches = in_batches(range(len(samples)), 32)
    return torch.cat([work.classifier.before_cut(inputs) for _, _, inputs in samples.batches(batches, [view])])


def _batches(work: Work, settings: Settings, epoch: int) -> Iterator[list[int]]:
    order = epoch_order(len(work.train), settings.seed, epoch)
    return map(list, in_batches(order, 32))


def _all(work: Work) -> list[range]:
    return [range(at, min(at + 32, len(work.train))) for at in range(0, len(work.train), 32)]


def _accuracy(work: Work, batches: list[tuple[Tensor, Tensor]]) -> float:
    right = sum(int((logits.argmax(1).cpu() == work.val.targets.at(rows).cpu()).sum()) for rows, logits in batches)
    return right / len(work.val)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(ARMS[sys.argv[1]](decode(sys.argv[2]))) + "\n")
