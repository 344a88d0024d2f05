"""Which parts of a tree are frozen: pure functions over names."""

from collections.abc import Iterable
from enum import Enum

from tlstudio.engine.errors import FreezeError, did_you_mean
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import FreezeSpec

Leaves = frozenset[str]  # names of frozen leaves


class FreezeState(Enum):
    FROZEN = "frozen"
    TRAINABLE = "trainable"
    MIXED = "mixed"


def frozen_leaves(tree: Part, spec: FreezeSpec) -> Leaves:
    """Names of the leaves that the spec freezes. Raises FreezeError for a part that the tree does not have."""
    parts = {part.name: part for part in tree.walk()}
    for name in spec.parts:
        if name not in parts:
            raise FreezeError(
                f"This backbone has no part {name!r}{did_you_mean(name, parts)}. `tlstudio parts` lists its parts."
            )
    return frozenset(leaf.name for name in spec.parts for leaf in parts[name].leaves())


def shortest(tree: Part, leaves: Leaves) -> FreezeSpec:
    """The spec that freezes just these leaves with the fewest names, from input to output."""
    return FreezeSpec(tuple(_covering(tree, leaves)))


def state_of(part: Part, leaves: Leaves) -> FreezeState:
    frozen = [leaf.name in leaves for leaf in part.leaves()]
    if all(frozen):
        return FreezeState.FROZEN
    return FreezeState.MIXED if any(frozen) else FreezeState.TRAINABLE


def trainable_parameters(tree: Part, leaves: Leaves) -> int:
    return sum(leaf.parameters for leaf in tree.leaves() if leaf.name not in leaves)


def before(tree: Part, name: str) -> Leaves:
    """All leaves from the input up to the part, without it."""
    return frozenset(_before(tree, name))


def last_stage(tree: Part) -> Leaves:
    """The leaves that stay frozen when only the last stage, and what follows it, trains."""
    deep = [part for part in tree.children if part.level in ("stage", "block")]
    return before(tree, deep[-1].name) if deep else frozenset(leaf.name for leaf in tree.leaves())


def cut(tree: Part, leaves: Leaves) -> Part | None:
    """The last part of the frozen run that starts at the input, in its widest form; None if the first layer trains.

    Everything trainable builds on this part's output.
    """
    found = None
    for part in tree.children:
        state = state_of(part, leaves)
        if state is FreezeState.FROZEN:
            found = part
            continue
        inner = cut(part, leaves) if state is FreezeState.MIXED else None
        return inner or found
    return tree if found else None


def _covering(part: Part, leaves: Leaves) -> Iterable[str]:
    state = state_of(part, leaves)
    if state is FreezeState.FROZEN:
        yield part.name
    elif state is FreezeState.MIXED:
        for child in part.children:
            yield from _covering(child, leaves)


def _before(tree: Part, name: str) -> Iterable[str]:
    target = next(part for part in tree.walk() if part.name == name)
    stop = {leaf.name for leaf in target.leaves()}
    for leaf in tree.leaves():
        if leaf.name in stop:
            return
        yield leaf.name
