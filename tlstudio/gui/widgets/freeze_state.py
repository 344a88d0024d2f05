"""What a tree of parts shows of a freeze: where the cut falls, and which preset it is."""

from dataclasses import dataclass
from typing import Literal

from tlstudio.engine.model.freezing import Leaves, cut, last_stage, shortest
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import FreezeSpec

Preset = Literal["keep", "last_stage", "everything", "custom"]
PRESETS: tuple[Preset, ...] = ("keep", "last_stage", "everything")


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


def preset_of(root: Part, frozen: Leaves) -> Preset:
    """The preset that freezes exactly these leaves."""
    for preset in PRESETS:
        if _leaves_of(preset, root) == frozen:
            return preset
    return "custom"


def freeze_of(preset: Preset, root: Part) -> FreezeSpec:
    """What the preset freezes in this backbone."""
    return shortest(root, _leaves_of(preset, root))


def _leaves_of(preset: Preset, root: Part) -> Leaves:
    if preset == "last_stage":
        return last_stage(root)
    return leaf_names(root) if preset == "keep" else frozenset()


def _way(part: Part, name: str) -> tuple[Part, ...]:
    """The parts from this one down to the one with that name; empty if it is not below."""
    if part.name == name:
        return (part,)
    below = next((way for child in part.children if (way := _way(child, name))), ())
    return (part, *below) if below else ()
