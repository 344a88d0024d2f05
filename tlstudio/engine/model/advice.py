"""What a run says about the next one: parts that trained and barely moved can as well be frozen."""

from collections.abc import Iterator
from dataclasses import dataclass

from tlstudio.engine.model.freezing import Leaves
from tlstudio.engine.model.moving import Movement, moved
from tlstudio.engine.model.parts import Part

BARELY = 0.1  # of how far the part went that moved most; a rule of thumb, not measured


@dataclass(frozen=True, slots=True)
class Advice:
    """Top-level parts that could be frozen too, from input to output."""

    parts: tuple[Part, ...]
    moved: float  # the most that one of them did, as a share of its starting weights
    most_part: Part  # the one that moved most of all
    most_moved: float
    leaves: Leaves  # to be frozen then: these parts and all that was frozen before


def advise(tree: Part, frozen: Leaves, movement: Movement) -> Advice | None:
    """The longest run of parts that barely moved and that begins at the cut; None if there is none.

    Elsewhere freezing would hardly make a step faster: the way back would still lead through the part.
    """
    shares = {part.name: share for part in tree.children if (share := moved(part, movement)) is not None}
    if not shares:
        return None
    most = max((part for part in tree.children if part.name in shares), key=lambda part: shares[part.name])
    still = tuple(_still(tree, frozen, shares, BARELY * shares[most.name]))
    if not still:
        return None
    leaves = frozen | _leaves_up_to(tree, still[-1])
    return Advice(still, max(shares[part.name] for part in still), most, shares[most.name], leaves)


def _still(tree: Part, frozen: Leaves, shares: dict[str, float], limit: float) -> Iterator[Part]:
    """Parts from the cut on that moved less than the limit; those with nothing to train are passed over."""
    for part in tree.children:
        if not any(leaf.parameters and leaf.name not in frozen for leaf in part.leaves()):
            continue
        share = shares.get(part.name)
        if share is None or share >= limit:
            return
        yield part


def _leaves_up_to(tree: Part, last: Part) -> Leaves:
    parts = tree.children[: tree.children.index(last) + 1]
    return frozenset(leaf.name for part in parts for leaf in part.leaves())
