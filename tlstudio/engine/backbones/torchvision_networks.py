"""Networks of torchvision without their classifier; every tensor keeps the name it has in torchvision."""

import re
from collections import OrderedDict
from contextlib import suppress
from typing import cast

from torch import nn
from torchvision import models
from torchvision.models.vision_transformer import interpolate_embeddings

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.backbones.weights import Tensors, check_fit
from tlstudio.engine.errors import BackboneError

# Children that stand after the last features or beside the way to them.
ENDS = {"avgpool", "dropout", "flatten", "fc", "classifier", "head", "aux1", "aux2", "AuxLogits"}
OLD_DENSENET_NAME = re.compile(r"(.*denselayer\d+\.(?:norm|relu|conv))\.((?:[12])\..*)")
# What transform_input would do to the images stands in the catalogue as their mean and standard deviation.
INCEPTION = {"init_weights": True, "transform_input": False}
ARGUMENTS = {"googlenet": INCEPTION, "inception_v3": INCEPTION}

Modules = OrderedDict[str, nn.Module]


def network(info: BackboneInfo, input_px: int, tensors: Tensors | None, *, own_pooling: bool) -> nn.Module:
    """(B, 3, H, W) → (B, C, H', W'), or (B, C) if the network pools itself or is asked to.

    Random weights if `tensors` is None. Raises WeightsMismatch if the tensors are not of this network.
    """
    module = _without_classifier(published(info, input_px), own_pooling)
    if tensors is not None:
        wanted = module.state_dict()
        tensors = _converted(tensors, module, input_px)
        check_fit(tensors, wanted, info.classifier, info.title)
        module.load_state_dict({name: tensors[name] for name in wanted})
    return module


def whole(info: BackboneInfo, input_px: int, tensors: Tensors) -> nn.Module:
    """The network with its classifier. Raises WeightsMismatch if the tensors are not of this network."""
    module = published(info, input_px)
    tensors = _converted(tensors, module, input_px)
    check_fit(tensors, module.state_dict(), (), info.title)
    module.load_state_dict(tensors)
    return module


def published(info: BackboneInfo, input_px: int) -> nn.Module:
    """The whole network with random weights. Raises BackboneError for a size it cannot take."""
    arguments: dict[str, object] = dict(ARGUMENTS.get(info.architecture, {}))
    if info.resizing == "img_size":
        maxvit = info.architecture.startswith("maxvit")
        arguments |= {"input_size": (input_px, input_px)} if maxvit else {"image_size": input_px}
    try:
        return models.get_model(info.architecture, weights=None, **arguments)
    except (ValueError, RuntimeError, AssertionError) as error:
        raise BackboneError(
            "{title} cannot be built for images of {input_px} px: {error}.",
            title=info.title,
            input_px=input_px,
            error=str(error).rstrip(".!"),
        ) from error


def _without_classifier(published: nn.Module, own_pooling: bool) -> nn.Module:
    if isinstance(published, models.VisionTransformer):
        published.heads = nn.Sequential()  # the class token is the pooled feature
        return published
    parts = OrderedDict((name, child) for name, child in published.named_children() if name not in ENDS)
    if isinstance(published, models.DenseNet):
        parts["relu"] = nn.ReLU()
    if isinstance(published, models.MaxVit):
        parts["blocks"] = nn.Sequential(*published.blocks)  # a ModuleList cannot be called
    return nn.Sequential(parts | _tail(published, own_pooling))


def _tail(published: nn.Module, own_pooling: bool) -> Modules:
    """The network's own pooling if wanted, around the normalisation that ConvNeXt keeps in its classifier."""
    tail: Modules = OrderedDict()
    if own_pooling:
        tail["avgpool"] = getattr(published, "avgpool", None) or nn.AdaptiveAvgPool2d(1)
    if isinstance(published, models.ConvNeXt):
        tail["classifier"] = nn.Sequential(cast(nn.Sequential, published.classifier)[0])
    if own_pooling:
        tail["flatten"] = nn.Flatten(1)
    return tail


def _converted(tensors: Tensors, module: nn.Module, input_px: int) -> Tensors:
    """As torchvision itself converts on loading: DenseNet's old names, the positions of a ViT."""
    if isinstance(module, models.VisionTransformer) and "encoder.pos_embedding" in tensors:
        with suppress(ValueError):  # not positions on a square grid: the check of shapes says so
            return dict(interpolate_embeddings(input_px, module.patch_size, OrderedDict(tensors)))
    return {OLD_DENSENET_NAME.sub(r"\1\2", name): tensor for name, tensor in tensors.items()}
