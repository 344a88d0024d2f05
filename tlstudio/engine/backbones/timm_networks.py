"""Networks of timm without their classifier."""

import logging
from typing import Any, cast

import timm
import torch
from timm.models import get_pretrained_cfg_value
from timm.models.vgg import ConvMlp
from torch import Tensor, nn

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.backbones.weights import Tensors, check_fit
from tlstudio.engine.errors import BackboneError, WeightsMismatch
from tlstudio.engine.sentences import sentence

log = logging.getLogger(__name__)


def network(info: BackboneInfo, input_px: int, tensors: Tensors | None, *, own_pooling: bool) -> nn.Module:
    """(B, 3, H, W) → (B, C, H', W'), or (B, C) if the network pools itself or is asked to.

    Random weights if `tensors` is None. Raises WeightsMismatch if the tensors are not of this network.
    """
    size = _size(info, input_px)
    module = _create(info, size) if tensors is None else _load(info, size, tensors)
    module = without_classifier(module, own_pooling=own_pooling or info.pools_itself)
    if info.channels_last and not own_pooling:
        module.register_forward_hook(_channels_first)
    return module


def whole(info: BackboneInfo, input_px: int, tensors: Tensors) -> nn.Module:
    """The network with its classifier. Raises WeightsMismatch if the tensors are not of this network."""
    return _load(info, _size(info, input_px), tensors)


def without_classifier(module: nn.Module, *, own_pooling: bool) -> nn.Module:
    """The network up to its last features, pooled its own way or not at all."""
    if isinstance(getattr(module, "pre_logits", None), ConvMlp):
        module.pre_logits = nn.Identity()  # VGG's two dense layers of 4,096 belong to its classifier
    reset = cast(Any, module).reset_classifier  # shared by timm's networks without a base class
    reset(0) if own_pooling else reset(0, "")
    return module


def published_tensors(info: BackboneInfo) -> Tensors:
    """Names and shapes of the network as published, classifier included; the tensors hold no data."""
    with torch.device("meta"):
        return timm.create_model(info.architecture).state_dict()


def _size(info: BackboneInfo, input_px: int) -> dict[str, Any]:
    return {"img_size": input_px} if info.resizing == "img_size" and input_px != info.input_px else {}


def _create(info: BackboneInfo, arguments: dict[str, Any]) -> nn.Module:
    try:
        return timm.create_model(info.architecture, **arguments)
    except (AssertionError, ValueError, RuntimeError, TypeError) as error:
        size = sentence(" for images of {px} px", px=arguments["img_size"]) if "img_size" in arguments else ""
        raise BackboneError(
            "{title} cannot be built{size}: {error}.", title=info.title, size=size, error=str(error).rstrip(".!")
        ) from error


def _load(info: BackboneInfo, size: dict[str, Any], tensors: Tensors) -> nn.Module:
    """The whole network with the tensors in it: as they are if they fit, else after timm's own conversions."""
    for classes in _class_counts(info, tensors):
        module = _create(info, size | {"num_classes": classes})
        if _shapes(module.state_dict()) == _shapes(tensors):
            module.load_state_dict(tensors)
            return module
    for classes in _class_counts(info, tensors):
        try:
            return _convert(info, size, tensors, classes)
        except Exception as error:  # noqa: BLE001  # timm's converters meet a foreign file with whatever they raise
            log.debug("%s with %d classes: %s", info.name, classes, error)
    wanted = without_classifier(_create(info, size), own_pooling=True).state_dict()
    check_fit(tensors, wanted, info.classifier, info.title)
    raise WeightsMismatch("These weights are not of {title}. Choose the network they are of.", title=info.title)


def _convert(info: BackboneInfo, size: dict[str, Any], tensors: Tensors, classes: int) -> nn.Module:
    """Load as timm loads a published file: names of the first publisher translated, positions resized. Strict."""
    source = {"state_dict": tensors, "num_classes": classes, "label_offset": 0, "custom_load": False}
    module = timm.create_model(
        info.architecture, pretrained=True, num_classes=classes, pretrained_cfg_overlay=source, **size
    )
    cast(Any, module).pretrained_cfg.pop("state_dict", None)  # a second copy of all weights
    return module


def _class_counts(info: BackboneInfo, tensors: Tensors) -> list[int]:
    """Widths of the classifier to try: the file's own, else the published one, else none."""
    rows = [tensors[f"{place}.weight"].shape[0] for place in info.classifier if f"{place}.weight" in tensors]
    published = get_pretrained_cfg_value(info.architecture, "num_classes") or 0
    return rows[:1] or list(dict.fromkeys([published, 0]))


def _shapes(tensors: Tensors) -> dict[str, torch.Size]:
    return {name: tensor.shape for name, tensor in tensors.items()}


def _channels_first(module: nn.Module, inputs: tuple[Tensor, ...], features: Tensor) -> Tensor:
    return features.permute(0, 3, 1, 2)  # (B, H, W, C) → (B, C, H, W)
