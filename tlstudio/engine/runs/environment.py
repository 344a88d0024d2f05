"""What a run was trained on and with: this machine, and the versions of what counts.

What can be asked of the machine that trains. Never part of a project; needs no torch.
"""

import os
import platform
from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import Literal

from tlstudio.engine.runs.state import now

PACKAGES = ("torch", "torchvision", "timm", "numpy", "pillow", "transfer-learning-studio")


def environment() -> dict[str, str | int]:
    """What `environment.json` of a new run says."""
    return {
        "started": now(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": platform.machine(),
        "cores": os.cpu_count() or 1,
        **dict(_versions(PACKAGES)),
    }


def _versions(packages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for package in packages:
        try:
            yield package, metadata.version(package)
        except metadata.PackageNotFoundError:
            yield package, "not installed"


DeviceName = Literal["auto", "cpu", "cuda", "mps"]
Precision = Literal["auto", "float32", "bfloat16"]  # that the network computes in; auto: the quicker one
