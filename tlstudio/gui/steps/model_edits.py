"""Edits of the project that the model step makes, as pure functions of the spec."""

from dataclasses import replace

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.model.freezing import shortest
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset
from tlstudio.engine.project import ALL, BackboneSpec, BatchNorm, FreezeSpec, HeadSpec, LrScaleSpec, ProjectSpec


def with_frozen(spec: ProjectSpec, parts: tuple[str, ...]) -> ProjectSpec:
    """The project with just these parts frozen. With all of them frozen there is nothing left to unfreeze in phases."""
    phases = () if parts == (ALL,) else spec.freeze.phases
    return replace(spec, freeze=replace(spec.freeze, parts=parts, phases=phases))


def with_rates(spec: ProjectSpec, rates: tuple[LrScaleSpec, ...]) -> ProjectSpec:
    return replace(spec, freeze=replace(spec.freeze, lr_scales=rates))


def with_batchnorm(spec: ProjectSpec, policy: BatchNorm) -> ProjectSpec:
    return replace(spec, freeze=replace(spec.freeze, batchnorm=policy))


def with_preset(spec: ProjectSpec, preset: Preset, tree: Part) -> ProjectSpec:
    return with_frozen(spec, shortest(tree, PRESETS[preset](tree)))


def with_head(spec: ProjectSpec, head: HeadSpec) -> ProjectSpec:
    return replace(spec, head=head)


def with_backbone(spec: ProjectSpec, backbone: BackboneSpec, info: BackboneInfo) -> ProjectSpec:
    """The project on another backbone, whose pooling fits it.

    The names of parts belong to the old backbone: what was frozen in part is frozen whole. A network that starts from
    random weights has nothing to keep, so all of it trains.
    """
    head = _with_fitting_pool(spec.head, info)
    return replace(spec, backbone=backbone, freeze=_carried_over(spec, backbone), head=head)


def _carried_over(spec: ProjectSpec, backbone: BackboneSpec) -> FreezeSpec:
    if backbone.weights == "random":
        return FreezeSpec(())
    had_nothing_to_keep = spec.backbone.weights == "random"
    is_partial_of_another = backbone.name != spec.backbone.name and bool(spec.freeze.parts)
    return FreezeSpec() if had_nothing_to_keep or is_partial_of_another else spec.freeze


def _with_fitting_pool(head: HeadSpec, info: BackboneInfo) -> HeadSpec:
    if info.pools_itself:
        return replace(head, pool="own")
    return replace(head, pool="avg") if head.pool == "own" else head
