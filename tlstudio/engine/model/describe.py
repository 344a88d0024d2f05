"""What a backbone is made of, found by building it with random weights and running one empty sample through it."""

from dataclasses import dataclass, replace

from tlstudio.engine.backbones.build import build
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.errors import BackboneError
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.structure import part_tree
from tlstudio.engine.project import BackboneSpec, Channels, Kind


@dataclass(frozen=True, slots=True)
class Description:
    name: str
    tree: Part
    feature_shape: tuple[int, ...]  # of one sample: (C, H, W), or (C,) from a backbone that pools itself
    input_px: int


def describe_backbone(
    spec: BackboneSpec, channels: Channels = "rgb", *, own_pooling: bool = False, kind: Kind = "image"
) -> Description:
    """The tree of a backbone with its shapes. Needs no weights. Raises BackboneError."""
    backbone, modality = build(replace(spec, weights="random"), channels, own_pooling=own_pooling), modality_of(kind)
    try:
        tree = part_tree(backbone.module, modality.example(backbone.preprocessing, 1))
    except (RuntimeError, AssertionError) as error:
        raise BackboneError(
            "{spec} cannot take the {plural} as they are framed: {error}",
            spec=spec.name,
            plural=modality.plural,
            error=error,
        ) from error
    return Description(spec.name, tree, tree.shape or (), spec.input_px or backbone.info.input_px)
