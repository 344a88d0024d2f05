"""Edits of the project that the model step makes, as pure functions of the spec."""

from dataclasses import replace

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.model.freezing import shortest
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset
from tlstudio.engine.project import (
    ALL,
    BackboneSpec,
    BatchNorm,
    FreezeSpec,
    HeadSpec,
    LrScaleSpec,
    PhaseSpec,
    ProjectSpec,
)


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
    """The project with this head. One that is solved needs features that stay; more than one layer needs steps."""
    if head.solver == "steps" or head.layers or head.output != "linear":
        return replace(spec, head=replace(head, solver="steps"))
    pool = "avg" if head.pool == "gem" else head.pool
    plain = replace(
        spec,
        augment=replace(spec.augment, intensity="off", mix="none"),
        training=replace(spec.training, sampling="all"),
    )
    still = with_frozen(plain, (ALL,))
    return replace(still, head=replace(head, pool=pool))


def with_phases(spec: ProjectSpec, phases: tuple[PhaseSpec, ...]) -> ProjectSpec:
    return replace(spec, freeze=replace(spec.freeze, phases=phases))


def with_epochs(spec: ProjectSpec, epochs: int) -> ProjectSpec:
    return replace(spec, training=replace(spec.training, epochs=epochs))


def with_known_rates(spec: ProjectSpec, tree: Part) -> ProjectSpec:
    """The project without learning rates of parts that the tree does not have."""
    known = {part.name for part in tree.walk()}
    rates = tuple(rate for rate in spec.freeze.lr_scales if rate.part in known)
    return replace(spec, freeze=replace(spec.freeze, lr_scales=rates))


def with_backbone(spec: ProjectSpec, backbone: BackboneSpec, info: BackboneInfo, freeze: FreezeSpec) -> ProjectSpec:
    """The project on another backbone, whose pooling fits it and of which this is frozen."""
    return replace(spec, backbone=backbone, freeze=freeze, head=with_fitting_pool(spec.head, info))


def with_fitting_pool(head: HeadSpec, info: BackboneInfo) -> HeadSpec:
    """The head with the backbone's own pooling where it has one, and without it where it has none."""
    if info.pools_itself:
        return replace(head, pool="own")
    return replace(head, pool="avg") if head.pool == "own" else head
