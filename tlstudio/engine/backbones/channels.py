"""Networks published for RGB, made to take one channel or four."""

from itertools import takewhile

import torch
from torch import Tensor, nn

from tlstudio.engine.project import Channels

COLOURS = 3


def adapt_input(network: nn.Module, channels: Channels) -> bool:
    """Let the layers that see the image take these channels, their weights made from those for RGB, in place.

    False if the network begins with something else than convolutions of three channels, and nothing was changed.
    """
    if channels == "rgb":
        return True
    layers = _first_layers(network)
    for layer in layers:
        weight = _WEIGHTS[channels](layer.weight.detach())
        layer.weight = nn.Parameter(weight, requires_grad=layer.weight.requires_grad)
        layer.in_channels = weight.shape[1]
    return bool(layers)


def _first_layers(network: nn.Module) -> list[nn.Conv2d]:
    """Several where branches begin at the image; up to the first convolution of anything else."""
    convolutions = (module for module in network.modules() if isinstance(module, nn.Conv2d))
    return list(takewhile(lambda layer: layer.in_channels == COLOURS and layer.groups == 1, convolutions))


def _for_grey(weight: Tensor) -> Tensor:
    """(out, 3, h, w) → (out, 1, h, w): answers grey images as before. timm.models.adapt_input_conv sums too."""
    return weight.sum(1, keepdim=True)


def _for_four(weight: Tensor) -> Tensor:
    """(out, 3, h, w) → (out, 4, h, w): the colours as they are, the fourth their mean.

    timm.models.adapt_input_conv would take red again and scale all four, so that opaque images were answered otherwise.
    """
    return torch.cat([weight, weight.mean(1, keepdim=True)], dim=1)


_WEIGHTS = {"grey": _for_grey, "rgba": _for_four}
