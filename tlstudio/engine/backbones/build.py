"""From a spec to a network: the module, what its images must look like, and where its weights come from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from tlstudio.engine.backbones import timm_networks, torchvision_networks
from tlstudio.engine.backbones.catalogue import BackboneInfo, catalogue, find, weights_state
from tlstudio.engine.backbones.channels import adapt_input
from tlstudio.engine.backbones.download import NoConnection, Progress, ShouldStop, fetch
from tlstudio.engine.backbones.places import BUNDLED_PACKAGE, BUNDLED_SHA256, bundled_weights, find_file
from tlstudio.engine.backbones.weights import Tensors, check_fit, is_below, read_weights
from tlstudio.engine.data.image.preprocessing import Preprocessing
from tlstudio.engine.errors import BackboneError, WeightsMismatch, WeightsUnavailable
from tlstudio.engine.project import BackboneSpec, Channels
from tlstudio.engine.sentences import Sentence, sentence, together
from tlstudio.engine.storage import sha256

PRETRAINED, RANDOM = "pretrained", "random"
SHOWN = 3  # backbones in a sentence

_NETWORKS = {
    "timm": timm_networks.network,
    "torchvision": torchvision_networks.network,
    "tlstudio": timm_networks.network,
}
_CHANNELS = {"grey": sentence("grey ones"), "rgba": sentence("four channels")}
_WHOLE = {"timm": timm_networks.whole, "torchvision": torchvision_networks.whole, "tlstudio": timm_networks.whole}


@dataclass(frozen=True, slots=True)
class Backbone:
    """A network without its classifier: inputs as its modality makes them → features.

    Of images: (B, channels, H, W) float, preprocessed → (B, C, H', W'), or (B, C) pooled.
    """

    info: BackboneInfo
    module: nn.Module
    preprocessing: Any  # what its modality understands; Preprocessing for images
    weights: str  # what they are, for people: "ImageNet-1k, bundled"


@dataclass(frozen=True, slots=True)
class Building:
    """How a network is to be built."""

    channels: Channels = "rgb"
    own_pooling: bool = False
    download: bool = False
    trusted: bool = False  # opens a .pth file of the user's
    progress: Progress | None = None
    should_stop: ShouldStop | None = None


def build(
    spec: BackboneSpec,
    channels: Channels = "rgb",
    *,
    own_pooling: bool = False,
    download: bool = False,
    trusted: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Backbone:
    """Build the network of a spec and load its weights, downloading them only if `download` says so.

    Random weights follow torch's generator: seed it before. `trusted` opens a .pth file of the user's. Raises
    UnknownBackbone, WeightsUnavailable, WeightsMismatch, or BackboneError for a size or channels that the network
    cannot take.
    """
    source = SOURCES.get(spec.name.partition("/")[0], _image_network)
    return source(spec, Building(channels, own_pooling, download, trusted, progress, should_stop))


def _image_network(spec: BackboneSpec, how: Building) -> Backbone:
    info = find(spec.name)
    input_px = spec.input_px or info.input_px
    if info.resizing == "fixed" and input_px != info.input_px:
        raise BackboneError(
            "{title} takes images of {input_px} px only, not {asked_px}.",
            title=info.title,
            input_px=info.input_px,
            asked_px=input_px,
        )
    tensors, weights = _weights(spec, info, how.download, how.trusted, how.progress, how.should_stop)
    module = _NETWORKS[info.library](info, input_px, tensors, own_pooling=how.own_pooling)
    if input_px != info.input_px:
        _try_size(module, info, input_px)
    preprocessing = replace(info.preprocessing, input_px=input_px).of_channels(how.channels)
    _take(module, info, preprocessing)
    return Backbone(info, module, preprocessing, weights)


def build_whole(spec: BackboneSpec, channels: Channels = "rgb", *, trusted: bool = False) -> nn.Module:
    """The network of a spec with the classifier it was published with: (B, channels, H, W) → (B, classes) logits.

    Raises WeightsUnavailable if the weights carry no classifier, and what `build` raises.
    """
    info = find(spec.name)
    tensors, weights = _weights(spec, info, download=False, trusted=trusted, progress=None, should_stop=None)
    if tensors is None or not any(is_below(name, info.classifier) for name in tensors):
        raise WeightsUnavailable(
            "The weights of {title} ({weights}) carry no classifier. Take pretrained ones.",
            title=info.title,
            weights=weights,
        )
    network = _WHOLE[info.library](info, spec.input_px or info.input_px, tensors)
    adapt_input(network, channels)
    return network


def _weights(
    spec: BackboneSpec,
    info: BackboneInfo,
    download: bool,
    trusted: bool,
    progress: Progress | None,
    should_stop: ShouldStop | None,
) -> tuple[Tensors | None, str]:
    """The tensors (None for random ones), and what they are."""
    if spec.weights == RANDOM:
        return None, sentence("random")
    if spec.weights != PRETRAINED:
        path = Path(spec.weights)
        return read_weights(path, trusted=trusted), sentence("from {name}", name=path.name)
    if info.library == "tlstudio":
        return _read_bundled(info), sentence("{trained_on}, bundled", trained_on=info.trained_on)
    here = next(filter(None, map(find_file, info.urls)), None)
    path = here or _fetch(info, download, progress, should_stop)
    return read_weights(path, trusted=True), together(
        [info.trained_on, sentence("on this computer") if here else sentence("downloaded")], ", "
    )


def _fetch(info: BackboneInfo, download: bool, progress: Progress | None, should_stop: ShouldStop | None) -> Path:
    if not info.urls:
        raise WeightsUnavailable(
            "There are no pretrained weights of {title}. {ways}", title=info.title, ways=_other_ways()
        )
    if not download:
        raise WeightsUnavailable(
            "The weights of {title} are not on this computer: {size_mb:,.0f} MB to download, licence {licence}. {ways}",
            title=info.title,
            size_mb=info.size_mb,
            licence=info.licence,
            ways=_other_ways(),
        )
    try:
        return fetch(info, progress, should_stop)
    except NoConnection as error:
        raise WeightsUnavailable(
            "The weights of {title} cannot be downloaded (no connection). {ways}",
            title=info.title,
            ways=_other_ways(),
        ) from error


def _other_ways() -> Sentence:
    here = [info.title for info in catalogue().values() if weights_state(info) in ("bundled", "here")]
    more = sentence(" and {count} more", count=len(here) - SHOWN) if len(here) > SHOWN else ""
    listed = sentence("On this computer: {here}{more}.", here=", ".join(here[:SHOWN]), more=more) if here else ""
    return together([listed, sentence("Or train from scratch with backbone.weights=random.")])


def _read_bundled(info: BackboneInfo) -> Tensors:
    """Its tensors stand in timm's order under other names: renamed pair by pair, each of the same shape."""
    path = bundled_weights()
    if path is None:
        raise WeightsUnavailable(
            "The weights of {title} are missing: install the package {package}.",
            title=info.title,
            package=BUNDLED_PACKAGE,
        )
    if sha256(path) != BUNDLED_SHA256:
        raise WeightsMismatch(
            "The bundled weights of {title} are damaged. Install {package} again.",
            title=info.title,
            package=BUNDLED_PACKAGE,
        )
    stored = read_weights(path, trusted=True)
    wanted = timm_networks.published_tensors(info)
    renamed = dict(zip(wanted, stored.values(), strict=True))
    check_fit(renamed, wanted, (), info.title)
    return renamed


def _try_size(module: nn.Module, info: BackboneInfo, input_px: int) -> None:
    """Networks know their smallest and allowed sizes only by failing."""
    problem = sentence(
        "{title} cannot take images of {input_px} px; {own_px} px is what it was made for.",
        title=info.title,
        input_px=input_px,
        own_px=info.input_px,
    )
    _push_through(module, (3, input_px, input_px), problem)


def _take(module: nn.Module, info: BackboneInfo, wanted: Preprocessing) -> None:
    """Let the network take the channels, and see that it does."""
    if wanted.channels == "rgb":
        return
    problem = sentence(
        "{title} takes colour images only: its first layer cannot be changed for {channels}. Choose "
        "another backbone, or data.channels=rgb.",
        title=info.title,
        channels=_CHANNELS[wanted.channels],
    )
    if not adapt_input(module, wanted.channels):
        raise BackboneError(problem)
    _push_through(module, wanted.shape, problem)


def _push_through(module: nn.Module, shape: tuple[int, ...], problem: Sentence) -> None:
    """Raise BackboneError with the problem if the network cannot take one image of the shape."""
    was_training = module.training
    try:
        with torch.no_grad():
            module.eval()(torch.zeros(1, *shape))
    except (RuntimeError, ValueError, AssertionError, IndexError, TypeError) as error:
        raise BackboneError(problem) from error
    finally:
        module.train(was_training)


# By the first part of a backbone's name. Those of images share what reads and fits weights.
SOURCES: dict[str, Callable[[BackboneSpec, Building], Backbone]] = dict.fromkeys(_NETWORKS, _image_network)
