"""The same training as fastai and Lightning do it: same module, weights, images, division, batches and learning rate.

What the settings freeze is frozen in each peer's own way. A peer that is not installed, or is to run elsewhere than
on the CPU, gives an empty result.
"""

import time
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import torch
import torch.nn.functional as F  # noqa: N812 -- torch's own name for it
from torch import Tensor, nn

from tests.benchmarks.settings import Settings
from tests.benchmarks.work import Result, loaders, scaled, work_of
from tests.support.image_samples import train_images
from tlstudio.engine.training.setup.work import Work


def fastai(settings: Settings, *, train_bn: bool = True) -> Result:
    """A Learner; `fine_tune` where everything trains in the end, else `freeze` and `fit`. `train_bn` as it comes."""
    if settings.device != "cpu" or not find_spec("fastai"):
        return {}
    from fastai.callback.progress import ProgressCallback  # pyright: ignore[reportMissingImports] -- an extra
    from fastai.data.core import DataLoaders  # pyright: ignore[reportMissingImports] -- an extra
    from fastai.learner import Learner  # pyright: ignore[reportMissingImports] -- an extra
    from fastai.metrics import accuracy  # pyright: ignore[reportMissingImports] -- an extra

    import_module("fastai.callback.schedule")  # gives a Learner its `fine_tune`
    since = time.perf_counter()
    work = work_of(settings)
    train, val = loaders(work, settings.workers)
    data = DataLoaders(train, val)
    data.n_inp = 2  # pyright: ignore[reportAttributeAccessIssue] -- the Learner looks for it
    network = Whole(work)
    parts = partial(_groups, frozen=_frozen(work, network))
    learner = Learner(data, network, F.cross_entropy, metrics=accuracy, splitter=parts, train_bn=train_bn)
    learner.remove_cb(ProgressCallback)
    with learner.no_logging():
        if settings.frozen:
            learner.freeze()
            learner.fit(settings.epochs, settings.lr)
        else:
            learner.fine_tune(settings.epochs - 1, settings.lr, freeze_epochs=1)
    seconds = time.perf_counter() - since
    return {"seconds": seconds, "accuracy": max(values[-1] for values in learner.recorder.values)}


def fastai_still(settings: Settings) -> Result:
    """With `train_bn` off: BatchNorm of what is frozen does not learn, though its statistics still move."""
    return fastai(settings, train_bn=False)


def lightning(settings: Settings) -> Result:
    """A LightningModule and a Trainer without logger, checkpoints and bars."""
    if settings.device != "cpu" or not find_spec("lightning"):
        return {}
    from lightning import Trainer  # pyright: ignore[reportMissingImports] -- an extra

    module = _lightning_module(settings)
    since = time.perf_counter()
    work = work_of(settings)
    train, val = loaders(work, settings.workers)
    trainer = Trainer(
        accelerator="cpu",
        max_epochs=settings.epochs,
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        num_sanity_val_steps=0,
    )
    learned = module(work)
    trainer.fit(learned, train, val)  # pyright: ignore[reportArgumentType] -- a module once Lightning is imported
    return {"seconds": time.perf_counter() - since, "accuracy": max(learned.accuracies)}


PEERS: Mapping[str, Callable[[Settings], Result]] = {one.__name__: one for one in (fastai, fastai_still, lightning)}


class Whole(nn.Module):
    """Rows and pixels → logits; augmentation, where there is any, is that of the engine."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.network = nn.Sequential(work.classifier.backbone, work.classifier.head).train()
        self._images, self._count, self._seen = train_images(work), len(work.train), 0

    def forward(self, rows: Tensor, pixels: Tensor) -> Tensor:
        images = scaled(pixels)
        if self.training:
            images = self._images.augment(images, rows.tolist(), 1 + self._seen // self._count)
            self._seen += len(rows)
        return self.network(self._images.normalise.scaled(images))


def _lightning_module(settings: Settings) -> Callable[[Work], "_Accuracies"]:
    from lightning import LightningModule  # pyright: ignore[reportMissingImports] -- an extra

    class Module(LightningModule, _Accuracies):
        def __init__(self, work: Work) -> None:
            super().__init__()
            self.whole, self.accuracies, self._right = Whole(work), [], []
            self._optimizer = work.optimizer

        def training_step(self, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
            rows, pixels, targets = batch
            return F.cross_entropy(self.whole(rows, pixels), targets)

        def validation_step(self, batch: tuple[Tensor, Tensor, Tensor]) -> None:
            rows, pixels, targets = batch
            self._right.append((self.whole(rows, pixels).argmax(1) == targets).float())

        def on_validation_epoch_end(self) -> None:
            self.accuracies.append(float(torch.cat(self._right).mean()))
            self._right.clear()

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return self._optimizer

    return Module


class _Accuracies:
    accuracies: list[float]
    _right: list[Tensor]


def _frozen(work: Work, network: nn.Module) -> set[int]:
    """Which parameters the project freezes; where it freezes none, those of the backbone, which begin frozen."""
    frozen = {id(one) for one in network.parameters() if not one.requires_grad}
    return frozen or {id(one) for one in work.classifier.backbone.parameters()}


def _groups(network: nn.Module, frozen: set[int]) -> list[list[nn.Parameter]]:
    every = list(network.parameters())
    return [[one for one in every if id(one) in frozen], [one for one in every if id(one) not in frozen]]
