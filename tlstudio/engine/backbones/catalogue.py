"""The backbones that can be chosen, as facts: nothing here imports torch.

The facts stand in `resources/backbones.json`, which `packaging/collect_backbones.py` collects from the libraries.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from tlstudio.engine.backbones.places import bundled_weights, find_file, hub_urls
from tlstudio.engine.data.image.preprocessing import Preprocessing
from tlstudio.engine.errors import UnknownBackbone
from tlstudio.engine.resources import resource

RECOMMENDED = "tlstudio/efficientnet_lite0"  # works offline, and trains on a laptop

WeightsState = Literal["bundled", "here", "download", "none"]


@dataclass(frozen=True, slots=True)
class BackboneInfo:
    """One entry of the catalogue; all numbers are of the network as published, classifier included."""

    name: str  # library/architecture
    title: str
    family: str
    architecture: str  # as the library calls it; timm's with the tag of the weights
    parameters: int
    input_px: int
    shape: tuple[int, ...]  # of one image's features: (C, H, W) at input_px, or (C,) if the network pools itself
    pooled: int  # features left by the network's own pooling
    licence: str
    trained_on: str
    size_mb: float  # of the weights file, 10^6 bytes
    gflops: float | None = None  # 10^9 multiply-adds for one image at input_px
    accuracy: float | None = None  # percent, ImageNet-1k top-1, as the publisher says
    resizing: Literal["any", "img_size", "fixed"] = "any"  # img_size: the size is an argument of the network
    channels_last: bool = False  # the network's features are (H, W, C)
    classifier: tuple[str, ...] = ()  # where the published classifier's tensors stand
    mean: tuple[float, ...] = (0.485, 0.456, 0.406)
    std: tuple[float, ...] = (0.229, 0.224, 0.225)
    interpolation: str = "bicubic"
    crop_pct: float = 0.875
    hub: str | None = None  # repository on the Hugging Face hub
    url: str | None = None

    @property
    def library(self) -> str:
        return self.name.partition("/")[0]

    @property
    def pools_itself(self) -> bool:
        return len(self.shape) == 1

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the weights are published, best first."""
        return hub_urls(self.hub) if self.hub else (self.url,) if self.url else ()

    @property
    def preprocessing(self) -> Preprocessing:
        return Preprocessing(self.input_px, self.mean, self.std, self.interpolation, self.crop_pct)


@cache
def catalogue() -> Mapping[str, BackboneInfo]:
    """All backbones by name, the bundled one first."""
    return MappingProxyType({name: find(name) for name in entries()})


@cache
def find(name: str) -> BackboneInfo:
    """The entry of that name. Raises UnknownBackbone, with the closest name."""
    known = entries()
    if name not in known:
        raise UnknownBackbone(name, known)
    return _info(known[name])


def weights_state(info: BackboneInfo) -> WeightsState:
    """Where the pretrained weights are right now."""
    if info.library == "tlstudio":
        return "bundled" if bundled_weights() else "none"
    if any(find_file(url) for url in info.urls):
        return "here"
    return "download" if info.urls else "none"


def as_row(info: BackboneInfo) -> dict[str, Any]:
    """The entry as `tlstudio backbones --json` prints it."""
    return {
        "name": info.name,
        "title": info.title,
        "family": info.family,
        "parameters": info.parameters,
        "gflops": info.gflops,
        "input_px": info.input_px,
        "accuracy": info.accuracy,
        "licence": info.licence,
        "weights": weights_state(info),
        "size_mb": info.size_mb,
    }


@cache
def entries() -> dict[str, dict[str, Any]]:
    """As they stand in the file: most are never looked at."""
    entries = json.loads(resource("backbones.json").read_text(encoding="utf-8"))["backbones"]
    return {entry["name"]: entry for entry in entries}


def _info(entry: dict[str, Any]) -> BackboneInfo:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return BackboneInfo(**values)
