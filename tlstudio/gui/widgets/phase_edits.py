"""Edits of the phases of unfreezing, as pure functions."""

from collections.abc import Callable, Sequence

from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import PhaseSpec

Phases = tuple[PhaseSpec, ...]


def left_over(phases: Phases, epochs: int) -> int:
    """Epochs of the last phase, in which all trains that is not frozen; too long phases make it nought or less."""
    return epochs - sum(phase.epochs for phase in phases)


def with_next(phases: Phases, epochs: int, parts: Sequence[Part]) -> Phases | None:
    """With one more phase before the last: at first the head alone, then a stage nearer to the input each time.

    `parts` are those that train, from input to output. None if there is no room or no part for another.
    """
    if not phases:
        return (PhaseSpec(max(1, epochs // 4)),) if epochs > 1 and parts else None
    left, name = left_over(phases, epochs), _part_before(phases[-1].from_part, parts)
    return (*phases, PhaseSpec(max(1, left // 3), name)) if left > 1 and name else None


def replaced(phases: Phases, number: int, change: Callable[[PhaseSpec], PhaseSpec]) -> Phases:
    """With the phase of that number changed."""
    return (*phases[:number], change(phases[number]), *phases[number + 1 :])


def without(phases: Phases, number: int) -> Phases:
    return (*phases[:number], *phases[number + 1 :])


def _part_before(name: str, parts: Sequence[Part]) -> str:
    """The nearest stage or block before the named part, but not the first part: from there on all trains."""
    names = [part.name for part in parts]
    end = names.index(name) if name in names else len(parts)
    earlier = parts[1:end]
    deep = [part for part in earlier if part.level in ("stage", "block")]
    return (deep or earlier)[-1].name if earlier else ""
