"""How far the parts of a tree have moved from their starting weights, and what pulls them: pure, over names."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from tlstudio.engine.model.parts import Part

Movement = dict[str, tuple[float, float]]
"""Leaf that trains → how far its weights are from where they started, and how large those were; both L2 norms."""

Gradients = dict[str, float]
"""Leaf that trains → L2 norm of its gradient."""


def moved(part: Part, movement: Movement) -> float | None:
    """Distance from the start as a share of the starting weights' size; None if nothing in the part trained.

    Taken over the leaves that trained, as if they were one vector: a frozen neighbour does not make the share smaller.
    None also for weights that started at nought, of which no distance is a share.
    """
    trained = [movement[leaf.name] for leaf in part.leaves() if leaf.name in movement]
    start = math.hypot(*(norm for _, norm in trained))
    return math.hypot(*(distance for distance, _ in trained)) / start if start else None


def moved_parts(tree: Part, movement: Movement) -> dict[str, float]:
    """What `moved` says of every part of the tree of which it says something."""
    shares = ((part.name, moved(part, movement)) for part in tree.walk())
    return {name: share for name, share in shares if share is not None}


def gradient_parts(tree: Part, gradients: Gradients) -> dict[str, float]:
    """The norm of the gradient of every part of the tree in which something trained, as if it were one vector."""
    found = {
        part.name: [gradients[leaf.name] for leaf in part.leaves() if leaf.name in gradients] for part in tree.walk()
    }
    return {name: math.hypot(*norms) for name, norms in found.items() if norms}


@dataclass(frozen=True, slots=True)
class GradientSum:
    """L2 norms of the gradients of leaves, added up over some steps of an epoch."""

    steps: int = 0
    norms: dict[str, float] = field(default_factory=dict)

    def plus(self, norms: Mapping[str, float]) -> "GradientSum":
        """With one more step. A norm that is no number is left out."""
        finite = {name: norm for name, norm in norms.items() if math.isfinite(norm)}
        return GradientSum(self.steps + 1, {name: self.norms.get(name, 0.0) + norm for name, norm in finite.items()})

    def means(self) -> dict[str, float]:
        return {name: norm / self.steps for name, norm in self.norms.items()}
