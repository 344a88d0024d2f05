"""What a backbone is made of, found by building it with random weights and running one empty sample through it."""

from dataclasses import dataclass, replace

import torch

from tlstudio.engine.backbones.build import build
from tlstudio.engine.errors import BackboneError
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.structure import part_tree
from tlstudio.engine.project import BackboneSpec, Channels


@dataclass(frozen=True, slots=True)
class Description:
    name: str
    tree: Part
    feature_shape: tuple[int, ...]  # of one sample: (C, H, W), or (C,) from a backbone that pools itself
    input_px: int


def describe_backbone(spec: BackboneSpec, channels: Channels = "rgb", *, own_pooling: bool = False) -> Description:
    """The tree of a backbone with its shapes. Needs no weights. Raises BackboneError."""
    backbone = build(replace(spec, weights="random"), channels, own_pooling=own_pooling)
    wanted = backbone.preprocessing
    size_px = wanted.input_px
    try:
        tree = part_tree(backbone.module, torch.zeros(1, *wanted.shape))
    except (RuntimeError, AssertionError) as error:
        raise BackboneError(
            "{spec} cannot take images of {size_px} × {size_px} pixels: {error}",
            spec=spec.name,
            size_px=size_px,
            error=error,
        ) from error
    return Description(spec.name, tree, tree.shape or (), size_px)
