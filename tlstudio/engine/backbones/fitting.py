"""Whether a file of weights and a size of images suit a network, found out before either is chosen."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor

from tlstudio.engine.backbones.build import PRETRAINED, RANDOM, build
from tlstudio.engine.backbones.catalogue import find, weights_state
from tlstudio.engine.backbones.weights import is_below, read_weights
from tlstudio.engine.errors import BackboneError
from tlstudio.engine.project import BackboneSpec, Channels

Kind = Literal["fits", "shape", "missing", "extra", "classifier"]  # classifier: not needed, left behind

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TensorFit:
    """One tensor of the file, of the network, or of both. A shape is None where there is no such tensor."""

    name: str
    in_file: Shape | None
    in_network: Shape | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Fit:
    tensors: tuple[TensorFit, ...]  # what does not fit first
    problem: str  # why the file cannot be used; empty if it can
    is_converted: bool  # the library translates names or resizes tensors on loading

    @property
    def counts(self) -> Mapping[str, int]:
        """How many tensors there are of each kind."""
        return Counter(tensor.kind for tensor in self.tensors)


def fit_of(spec: BackboneSpec, *, trusted: bool = False) -> Fit:
    """Compare the file that `spec.weights` names with the network, then load it into the network to be sure.

    Raises WeightsUnavailable or WeightsMismatch for a file that holds no tensors, BackboneError for a size.
    """
    found = read_weights(Path(spec.weights), trusted=trusted)
    tensors = compare(found, _wanted(spec), find(spec.name).classifier)
    differs = any(tensor.kind in ("missing", "shape", "extra") for tensor in tensors)
    try:
        build(spec, trusted=trusted)
    except BackboneError as error:
        return Fit(tensors, str(error), is_converted=False)
    return Fit(tensors, "", is_converted=differs)


def compare(
    found: Mapping[str, Tensor], wanted: Mapping[str, Tensor], classifier: tuple[str, ...]
) -> tuple[TensorFit, ...]:
    """All names of both, in the network's order, what does not fit first."""
    names = dict.fromkeys([*wanted, *found])
    tensors = [_tensor_fit(name, found, wanted, classifier) for name in names]
    ranks: dict[Kind, int] = {"shape": 0, "missing": 1, "extra": 2, "classifier": 3, "fits": 4}
    return tuple(sorted(tensors, key=lambda tensor: ranks[tensor.kind]))


def check_input(spec: BackboneSpec, channels: Channels = "rgb", *, trusted: bool = False) -> None:
    """Raise BackboneError, with the sentence, if the network or its weights cannot take images of `spec.input_px`.

    The same for a network that cannot take the channels.

    Weights are tried only if they are on this computer.
    """
    info = find(spec.name)
    _build_empty(spec, channels)
    is_here = spec.weights != PRETRAINED or weights_state(info) in ("bundled", "here")
    if spec.weights != RANDOM and is_here and info.resizing == "img_size":  # their positions must be resized
        build(spec, trusted=trusted)


def _wanted(spec: BackboneSpec) -> Mapping[str, Tensor]:
    return _build_empty(spec).state_dict()


def _build_empty(spec: BackboneSpec, channels: Channels = "rgb") -> torch.nn.Module:
    """The network with shapes and no numbers: quick, and without memory for its weights."""
    wanted = replace(spec, weights=RANDOM)
    try:
        with torch.device("meta"):
            return build(wanted, channels, own_pooling=True).module
    except BackboneError:  # also of networks that need numbers while they are built, such as torchvision's RegNet
        return build(wanted, channels, own_pooling=True).module


def _tensor_fit(
    name: str, found: Mapping[str, Tensor], wanted: Mapping[str, Tensor], classifier: tuple[str, ...]
) -> TensorFit:
    in_file = tuple(found[name].shape) if name in found else None
    in_network = tuple(wanted[name].shape) if name in wanted else None
    return TensorFit(name, in_file, in_network, _kind(name, in_file, in_network, classifier))


def _kind(name: str, in_file: Shape | None, in_network: Shape | None, classifier: tuple[str, ...]) -> Kind:
    if in_file is None:
        return "missing"
    if in_network is None:
        return "classifier" if is_below(name, classifier) else "extra"
    return "fits" if in_file == in_network else "shape"
