"""Staged unfreezing: what trains in which epochs of a run. Pure functions over names.

At first the head alone, then the backbone from some part on, in the end all that is not frozen (Howard & Ruder 2018).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tlstudio.engine.errors import FreezeError
from tlstudio.engine.model.freezing import Held, Leaves, before, frozen_leaves, hold
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import ALL, FreezeSpec, PhaseSpec, TrainingSpec


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of epochs in which the same parts train."""

    first_epoch: int  # from 1
    epochs: int
    from_part: str  # the first part that may train; "" for the head alone, "all" in the last phase
    lr: float  # peak learning rate of the head
    held: Held

    @property
    def last_epoch(self) -> int:
        return self.first_epoch + self.epochs - 1


def phases(tree: Part, spec: FreezeSpec, training: TrainingSpec) -> tuple[Phase, ...]:
    """The phases of a run, at least one, each of which trains all that the one before it does.

    Raises FreezeError for parts that the tree does not have, and for phases that contradict each other.
    """
    frozen = frozen_leaves(tree, spec)
    given = [_frozen_in(tree, phase, frozen) for phase in spec.phases]
    _check_trains(spec, given, frozen, tree)
    _check_order(spec, given)
    check_epochs(spec, training)
    return tuple(_phases(tree, spec, training, [*given, frozen]))


def _phases(tree: Part, spec: FreezeSpec, training: TrainingSpec, frozen: list[Leaves]) -> Iterator[Phase]:
    left = training.epochs - sum(phase.epochs for phase in spec.phases)
    first = 1
    for phase, leaves in zip((*spec.phases, PhaseSpec(left, ALL)), frozen, strict=True):
        held = hold(tree, leaves, spec.batchnorm)
        yield Phase(first, phase.epochs, phase.from_part, phase.lr or training.lr, held)
        first += phase.epochs


def _frozen_in(tree: Part, phase: PhaseSpec, frozen: Leaves) -> Leaves:
    """What is frozen for good, and what waits for its turn."""
    if not phase.from_part:
        return frozenset(leaf.name for leaf in tree.leaves())
    return frozen | before(tree, phase.from_part)


def _check_trains(spec: FreezeSpec, given: list[Leaves], frozen: Leaves, tree: Part) -> None:
    everything = frozenset(leaf.name for leaf in tree.leaves())
    for phase, leaves in zip(spec.phases, given, strict=True):
        if leaves == everything and phase.from_part:
            raise FreezeError(
                "Unfreezing from {from_part} on trains nothing, since all of that is frozen. Untick some of "
                "it, or choose an earlier part.",
                from_part=phase.from_part,
            )
    if spec.phases and frozen == everything:
        raise FreezeError(
            "Staged unfreezing has nothing to unfreeze, since the whole backbone is frozen. "
            "Untick what shall train, or remove the phases."
        )


def _check_order(spec: FreezeSpec, given: list[Leaves]) -> None:
    for (earlier, held), (later, then) in pairwise(zip(spec.phases, given, strict=True)):
        if not then <= held:
            raise FreezeError(
                "Unfreezing goes from the head toward the input, but {later} comes after {earlier}, "
                "which trains more. Put the phases in order.",
                later=later.from_part or "the head alone",
                earlier=earlier.from_part,
            )


def check_epochs(spec: FreezeSpec, training: TrainingSpec) -> None:
    """Raises FreezeError where the phases of unfreezing leave no epoch for all that is not frozen."""
    taken = sum(phase.epochs for phase in spec.phases)
    if taken >= training.epochs:
        raise FreezeError(
            "The phases of unfreezing take {taken} of {epochs} epochs, so nothing is left for all that "
            "is not frozen to train. Shorten them, or train for more epochs.",
            taken=taken,
            epochs=training.epochs,
        )
