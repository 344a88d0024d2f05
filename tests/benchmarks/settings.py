"""What every arm of a benchmark trains: the same network, images, division, order of steps and learning rate."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from tlstudio.engine.data.sample_sets import samples
from tlstudio.engine.project import AugmentSpec, DataSpec, FreezeSpec, ProjectSpec, TrainingSpec

Schedule = Literal["constant", "cosine"]
STAGES_BEFORE_LAST = ("stem", "blocks.0", "blocks.1", "blocks.2", "blocks.3", "blocks.4", "blocks.5")


def usable_cores() -> int:
    """Cores that this process may run on, where the system tells; else all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """One arm's work. `images` are the training images; a third as many validate, and `tests` judge in the end."""

    folder: str  # of the images
    scratch: str  # for runs
    images: int = 300
    tests: int = 0
    epochs: int = 10
    views: int = 0
    is_augmented: bool = False
    frozen: tuple[str, ...] = ("all",)
    seed: int = 0
    workers: int = usable_cores()  # that read files for the usual loop and the peers; `w` tries other numbers
    lr: float = TrainingSpec().lr
    files: tuple[int, ...] = ()  # in the folders that are scanned
    device: str = "cpu"
    schedule: Schedule = "constant"  # of the engine's learning rate; all other arms keep theirs constant

    @property
    def total(self) -> int:
        """Images that are needed."""
        return self.images * 4 // 3 + self.tests

    def project(self) -> ProjectSpec:
        return ProjectSpec(
            data=DataSpec(
                folder=self.folder,
                val_share=self.images / 3 / self.total,
                test_share=self.tests / self.total,
                split_seed=self.seed,
            ),
            augment=AugmentSpec("light", self.views) if self.is_augmented else AugmentSpec(),
            freeze=FreezeSpec(self.frozen),
            training=TrainingSpec(
                epochs=self.epochs, batch_size=32, lr=self.lr, schedule=self.schedule, seed=self.seed
            ),
        )


def encode(settings: Settings) -> str:
    return json.dumps(asdict(settings))


def decode(text: str) -> Settings:
    values = json.loads(text)
    return Settings(**{**values, "frozen": tuple(values["frozen"]), "files": tuple(values["files"])})


def copy_images(target: Path, count: int) -> None:
    """So many images of the textile sample, divided evenly among its classes."""
    sample = next(one for one in samples() if one.name == "textile")
    for name in sample.classes:
        (target / name).mkdir(parents=True)
        for path in sorted((sample.folder / name).iterdir())[: count // len(sample.classes)]:
            shutil.copy2(path, target / name)
