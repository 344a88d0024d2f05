"""What a tree of parts shows of a freeze: where the cut falls, and which preset it is."""

from dataclasses import dataclass

from tlstudio.engine.model.freezing import Leaves, cut
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset


@dataclass(frozen=True, slots=True)
class Cut:
    """The last frozen output on which everything trainable builds."""

    path: tuple[Part, ...]  # from the top down to the part before the cut; empty at the end of the backbone
    shape: tuple[int, ...] | None  # of what is kept for one image
    next_part: str  # name of the part right after it; empty at the end of the backbone

    @property
    def inside(self) -> tuple[str, ...]:
        """Names of the parts it runs through, outermost first."""
        return tuple(part.name for part in self.path[:-1])


def cut_of(root: Part, frozen: Leaves) -> Cut | None:
    """Where the cut falls, or None if the very first layer trains."""
    last = cut(root, frozen)
    if last is None:
        return None
    path = _way(root, last.name)
    siblings = path[-2].children if len(path) > 1 else path
    following = siblings[siblings.index(last) + 1 :]
    return Cut(path[1:], last.shape, following[0].name if following else "")


def leaf_names(part: Part) -> Leaves:
    return frozenset(leaf.name for leaf in part.leaves())


def preset_of(root: Part, frozen: Leaves) -> Preset | None:
    """The preset that freezes exactly these leaves, if one does."""
    return next((name for name, leaves_of in PRESETS.items() if leaves_of(root) == frozen), None)


def _way(part: Part, name: str) -> tuple[Part, ...]:
    """The parts from this one down to the one with that name; empty if it is not below."""
    if part.name == name:
        return (part,)
    below = next((way for child in part.children if (way := _way(child, name))), ())
    return (part, *below) if below else ()
