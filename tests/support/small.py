"""A small real network and quick ways to train it, for tests."""

from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file

from tlstudio.engine.backbones.build import build
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.backbones.places import download_target
from tlstudio.engine.project import BackboneSpec, ProjectSpec
from tlstudio.engine.runs.events import Event
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit

SMALL = "timm/mobilenetv3_small_050"  # 0.6 million parameters, with BatchNorm and dropout


def train(project: ProjectSpec, folder: Path) -> tuple[Run, list[Event]]:
    """An uninterrupted run and its events."""
    run = start_run(project, folder)
    return run, list(fit(run, device="cpu"))


def yes_after(times: int) -> Callable[[], bool]:
    """A `should_stop` that says no `times` times."""
    asked = 0

    def should_stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > times

    return should_stop


def put_weights(name: str = SMALL, seed: int = 0) -> None:
    """Have weights of a network of timm on this computer, as if they had been downloaded; drawn by chance."""
    torch.manual_seed(seed)
    target = download_target(find(name).urls[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file(build(BackboneSpec(name, "random")).module.state_dict(), target)
