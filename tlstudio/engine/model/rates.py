"""Learning rates of the parts of a tree, as shares of the head's: pure functions over names."""

from collections.abc import Mapping
from dataclasses import replace

from tlstudio.engine.model.freezing import Leaves, part_named
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import FreezeSpec, LrScaleSpec

Scales = Mapping[str, float]  # leaf → share of the head's learning rate


def lr_scales(tree: Part, spec: FreezeSpec, default: float) -> Scales:
    """The share of every leaf: that of the nearest part around it that has its own, else the default.

    Raises FreezeError for a part that the tree does not have.
    """
    own = {part_named(tree, entry.part).name: entry.scale for entry in spec.lr_scales}
    return dict(_inherited(tree, own, default))


def scales_in(part: Part, scales: Scales, frozen: Leaves) -> frozenset[float]:
    """The different shares of what trains in the part; empty if nothing does."""
    return frozenset(scales[leaf.name] for leaf in part.leaves() if leaf.name not in frozen)


def with_scale(spec: FreezeSpec, name: str, scale: float | None) -> FreezeSpec:
    """The spec in which the part has this share of its own, or with None inherits it again."""
    others = tuple(entry for entry in spec.lr_scales if entry.part != name)
    return replace(spec, lr_scales=others if scale is None else (*others, LrScaleSpec(name, scale)))


def with_scale_throughout(tree: Part, spec: FreezeSpec, name: str, scale: float | None) -> FreezeSpec:
    """The spec in which the part and all below it have this share, or with None inherit it: no part below has its own.

    Raises FreezeError for a part that the tree does not have.
    """
    inside = {part.name for part in part_named(tree, name).walk()}
    others = tuple(entry for entry in spec.lr_scales if entry.part not in inside)
    return with_scale(replace(spec, lr_scales=others), name, scale)


def layer_wise(tree: Part, decay: float) -> tuple[LrScaleSpec, ...]:
    """Shares that fall by the factor `decay` from part to part away from the head (Clark et al. 2020, ELECTRA)."""
    depth = len(tree.children)
    shares = (float(f"{decay ** (depth - place):.2g}") for place in range(depth))
    return tuple(LrScaleSpec(part.name, share) for part, share in zip(tree.children, shares, strict=True))


def _inherited(part: Part, own: Mapping[str, float], above: float) -> list[tuple[str, float]]:
    share = own.get(part.name, above)
    if not part.children:
        return [(part.name, share)]
    return [pair for child in part.children for pair in _inherited(child, own, share)]
