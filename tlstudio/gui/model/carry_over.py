"""What becomes of a freeze when the project changes to another backbone: pure functions of the spec."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tlstudio.engine.errors import FreezeError
from tlstudio.engine.model.freezing import frozen_leaves, shortest
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset
from tlstudio.engine.project import ALL, BackboneSpec, FreezeSpec, ProjectSpec
from tlstudio.gui.freeze.facts import preset_of
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import count

MOST_NAMES = 4  # in one sentence


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A freeze on another backbone, and what of the old one has no place there."""

    freeze: FreezeSpec
    lost_parts: tuple[str, ...] = ()  # names that were frozen
    lost_rates: tuple[str, ...] = ()  # names with a learning rate of their own
    lost_phases: tuple[str, ...] = ()  # names that a phase began at
    is_all_frozen_now: bool = False
    is_all_training_now: bool = False
    has_no_phases_now: bool = False  # since nothing is left to unfreeze


def carry_over(spec: ProjectSpec, backbone: BackboneSpec, old: Part | None, new: Part | None) -> CarriedOver:
    """The project's freeze on the new backbone: the same preset, else what has a name there too.

    A network that starts from random weights has nothing to keep, so all of it trains; one that no longer does is
    frozen. A tree that is not known is None.
    """
    was_random, is_random = spec.backbone.weights == "random", backbone.weights == "random"
    if is_random or was_random:
        return _started_anew(spec.freeze, new, () if is_random else (ALL,), is_same=is_random and was_random)
    if new is None or backbone.name == spec.backbone.name:
        return CarriedOver(spec.freeze)
    kept = _with_known_names(spec.freeze, new)
    preset = _preset_of(old, spec.freeze)
    if preset:
        parts = shortest(new, PRESETS[preset](new))
        return _without_idle_phases(replace(kept, freeze=replace(kept.freeze, parts=parts), lost_parts=()))
    if not kept.freeze.parts:
        all_frozen = replace(kept.freeze, parts=(ALL,))
        return _without_idle_phases(replace(kept, freeze=all_frozen, is_all_frozen_now=True))
    return _without_idle_phases(kept)


def report(carried: CarriedOver, title: str) -> str:
    """What was dropped on the way to the backbone with this title, in sentences; empty if nothing was."""
    part = say("{count} frozen part does not exist in {title} and was dropped: {names}.")
    parts = say("{count} frozen parts do not exist in {title} and were dropped: {names}.")
    rate = say("{count} learning rate was dropped, since {title} has no such part: {names}.")
    rates = say("{count} learning rates were dropped, since {title} has no such parts: {names}.")
    phase = say("{count} phase was dropped, since {title} has no such part: {names}.")
    phases = say("{count} phases were dropped, since {title} has no such parts: {names}.")
    sentences = (
        _dropped(carried.lost_parts, title, part, parts),
        _dropped(carried.lost_rates, title, rate, rates),
        _dropped(carried.lost_phases, title, phase, phases),
        say("Its weights are random, so all of it trains now.") if carried.is_all_training_now else "",
        say("The whole backbone is frozen now.") if carried.is_all_frozen_now else "",
        say("There is nothing to unfreeze any more: its phases are gone.") if carried.has_no_phases_now else "",
    )
    return " ".join(filter(None, sentences))


def _started_anew(freeze: FreezeSpec, new: Part | None, parts: tuple[str, ...], *, is_same: bool) -> CarriedOver:
    """On random weights all trains, and on others after them nothing of the backbone does; both without phases."""
    kept = _with_known_names(freeze, new) if new else CarriedOver(freeze)
    batchnorm = freeze.batchnorm if parts else "follow"  # random statistics must not be kept
    return CarriedOver(
        FreezeSpec(parts, batchnorm, kept.freeze.lr_scales),
        lost_rates=kept.lost_rates,
        is_all_frozen_now=bool(parts) and freeze.parts != parts,
        is_all_training_now=not parts and not is_same and freeze.parts != parts,
        has_no_phases_now=bool(freeze.phases),
    )


def _with_known_names(freeze: FreezeSpec, new: Part) -> CarriedOver:
    known = {part.name for part in new.walk()} | {""}  # a phase of the head alone begins at no part
    rates, phases = freeze.lr_scales, freeze.phases
    kept = replace(
        freeze,
        parts=tuple(name for name in freeze.parts if name in known),
        lr_scales=tuple(rate for rate in rates if rate.part in known),
        phases=tuple(phase for phase in phases if phase.from_part in known),
    )
    return CarriedOver(
        kept,
        lost_parts=tuple(name for name in freeze.parts if name not in known),
        lost_rates=tuple(rate.part for rate in rates if rate.part not in known),
        lost_phases=tuple(phase.from_part for phase in phases if phase.from_part not in known),
    )


def _without_idle_phases(carried: CarriedOver) -> CarriedOver:
    """With the whole backbone frozen there is nothing left to unfreeze."""
    freeze = carried.freeze
    if freeze.parts != (ALL,) or not freeze.phases:
        return carried
    return replace(carried, freeze=replace(freeze, phases=()), has_no_phases_now=True)


def _preset_of(old: Part | None, freeze: FreezeSpec) -> Preset | None:
    try:
        frozen = frozen_leaves(old, freeze) if old else None
    except FreezeError:
        return None
    if old and frozen is not None:
        return preset_of(old, frozen)
    whole: dict[tuple[str, ...], Preset] = {(ALL,): "keep", (): "everything"}
    return whole.get(freeze.parts)


def _dropped(names: Sequence[str], title: str, one: str, several: str) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        shown = say("{names} and {count} more").format(names=shown, count=count(len(names) - MOST_NAMES))
    return (one if len(names) == 1 else several).format(count=count(len(names)), title=title, names=shown)
