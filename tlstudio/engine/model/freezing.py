"""Which parts of a tree are frozen: pure functions over names."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from tlstudio.engine.errors import FreezeError, did_you_mean
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import BatchNorm, FreezeSpec

Leaves = frozenset[str]  # names of frozen leaves


class FreezeState(Enum):
    FROZEN = "frozen"
    TRAINABLE = "trainable"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Held:
    """What does not change: `weights` get no gradient, `statistics` run as in evaluation. Both are names of leaves."""

    weights: Leaves
    statistics: Leaves


def part_named(tree: Part, name: str) -> Part:
    """The part with this name. Raises FreezeError, which names the closest, if the tree has none."""
    return _named(tree, (name,))[0]


def frozen_leaves(tree: Part, spec: FreezeSpec) -> Leaves:
    """Names of the leaves that the spec freezes. Raises FreezeError for parts that the tree does not have."""
    return frozenset(leaf.name for part in _named(tree, spec.parts) for leaf in part.leaves())


def hold(tree: Part, frozen: Leaves, batchnorm: BatchNorm) -> Held:
    """What does not change when these leaves are frozen, with BatchNorm treated as the project says."""
    norms = frozenset(leaf.name for leaf in tree.leaves() if leaf.has_statistics)
    weights = frozen | norms if batchnorm == "still" else frozen
    return Held(weights, weights if batchnorm == "follow" else weights | norms)


def drifting(tree: Part, held: Held) -> Leaves:
    """Leaves whose statistics move although the weights of the layer right before them do not."""
    found = set[str]()
    for part in tree.walk():
        for previous, leaf in pairwise(part.children):
            moves = leaf.has_statistics and leaf.name not in held.statistics
            if moves and not previous.children and previous.name in held.weights:
                found.add(leaf.name)
    return frozenset(found)


def shortest(tree: Part, leaves: Leaves) -> tuple[str, ...]:
    """The fewest names of parts that freeze just these leaves, from input to output."""
    return tuple(_covering(tree, leaves))


def state_of(part: Part, leaves: Leaves) -> FreezeState:
    frozen = [leaf.name in leaves for leaf in part.leaves()]
    if all(frozen):
        return FreezeState.FROZEN
    return FreezeState.MIXED if any(frozen) else FreezeState.TRAINABLE


def trainable_parameters(tree: Part, leaves: Leaves) -> int:
    return sum(leaf.parameters for leaf in tree.leaves() if leaf.name not in leaves)


def before(tree: Part, name: str) -> Leaves:
    """All leaves from the input up to the part, without it. Raises FreezeError if there is no such part."""
    return frozenset(_before(tree, name))


def cut(tree: Part, leaves: Leaves) -> Part | None:
    """The last part of the frozen run that starts at the input, in its widest form; None if the first layer trains.

    Everything trainable builds on this part's output.
    """
    return tree if state_of(tree, leaves) is FreezeState.FROZEN else next(iter(frozen_run(tree, leaves)), None)


def frozen_run(tree: Part, leaves: Leaves) -> list[Part]:
    """The parts of the frozen run that starts at the input, each in its widest form, the last one first."""
    found: list[Part] = []
    for part in tree.children:
        state = state_of(part, leaves)
        if state is not FreezeState.FROZEN:
            inner = frozen_run(part, leaves) if state is FreezeState.MIXED else []
            return [*inner, *found]
        found.insert(0, part)
    return found


def _named(tree: Part, names: Iterable[str]) -> list[Part]:
    parts = {part.name: part for part in tree.walk()}
    unknown = [name for name in names if name not in parts]
    if unknown:
        listed = ", ".join(f"{name!r}{did_you_mean(name, parts)}" for name in unknown)
        raise FreezeError("This backbone has no part {listed}. `tlstudio parts` lists its parts.", listed=listed)
    return [parts[name] for name in names]


def _covering(part: Part, leaves: Leaves) -> Iterable[str]:
    state = state_of(part, leaves)
    if state is FreezeState.FROZEN:
        yield part.name
    elif state is FreezeState.MIXED:
        for child in part.children:
            yield from _covering(child, leaves)


def _before(tree: Part, name: str) -> Iterable[str]:
    stop = {leaf.name for leaf in part_named(tree, name).leaves()}
    for leaf in tree.leaves():
        if leaf.name in stop:
            return
        yield leaf.name
