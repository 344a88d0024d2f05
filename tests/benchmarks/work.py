"""What the arms share: the network, images and optimizer of the engine, and files as a usual loop reads them."""

from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from tests.benchmarks.settings import Settings
from tests.support.image_samples import images
from tlstudio.engine.data.image.reading import read_pixels
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.setup.optimizer import set_lr
from tlstudio.engine.training.setup.prepare import build_work
from tlstudio.engine.training.setup.work import Part, Work

Result = dict[str, float]


def work_of(settings: Settings) -> Work:
    """What the engine would train, before its first step."""
    run = start_run(settings.project(), Path(settings.scratch) / "run")
    project = run.project()
    work = build_work(project, run.split(), Path(project.data.folder), settings.device, cache_bytes=0)
    set_lr(work.optimizer, project.training.lr)  # and stays there: so do the settings say
    return work


class Files(Dataset[tuple[int, Tensor, Tensor]]):
    """Row, pixels (S, S, 3) uint8 and target; read again in every epoch, with the same decoder as ours."""

    def __init__(self, part: Part) -> None:
        self.paths, self.framing = part.samples.paths, images(part).framing
        self.targets = part.targets.at(torch.arange(len(part))).cpu()

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, row: int) -> tuple[int, Tensor, Tensor]:
        return row, torch.from_numpy(read_pixels(self.paths[row], self.framing)), self.targets[row]


def loaders(work: Work, workers: int, batch_size: int = 32) -> tuple["Loader", "Loader"]:
    """Of the images to train on and to validate with."""
    train, val = Files(work.train), Files(work.val)
    return (
        DataLoader(train, batch_size, shuffle=True, num_workers=workers),
        DataLoader(val, batch_size, num_workers=workers),
    )


Loader = DataLoader[tuple[int, Tensor, Tensor]]


def scaled(pixels: Tensor) -> Tensor:
    """(B, S, S, 3) uint8 → (B, 3, S, S) float in 0–1."""
    return pixels.permute(0, 3, 1, 2).float() / 255
