"""Ready-made freezes, by how much of the backbone they keep, and which one suits how many images."""

from collections.abc import Callable, Mapping
from typing import Literal

from tlstudio.engine.model.freezing import Leaves, before
from tlstudio.engine.model.parts import Part

Preset = Literal["keep", "last_stage", "upper_half", "everything"]

FEW, MANY = 100, 1_000  # images of a class to train on; a rule of thumb, not measured


def _keep(tree: Part) -> Leaves:
    return frozenset(leaf.name for leaf in tree.leaves())


def _last_stage(tree: Part) -> Leaves:
    """Only the last stage, and what follows it, trains."""
    deep = _deep(tree)
    return before(tree, deep[-1].name) if deep else _keep(tree)


def _upper_half(tree: Part) -> Leaves:
    """The half of the stages, or of the blocks of a backbone without stages, that is nearer the output trains."""
    deep = _deep(tree)
    return before(tree, deep[len(deep) // 2].name) if deep else _keep(tree)


def _everything(_tree: Part) -> Leaves:
    return frozenset()


PRESETS: Mapping[Preset, Callable[[Part], Leaves]] = {
    "keep": _keep,
    "last_stage": _last_stage,
    "upper_half": _upper_half,
    "everything": _everything,
}


def recommended(images: int, classes: int, *, is_pretrained: bool) -> Preset:
    """The preset for so many images to train on: the more of a class there are, the more can be retrained."""
    if not is_pretrained:
        return "everything"
    each = images / max(1, classes)
    if each < FEW:
        return "keep"
    return "last_stage" if each < MANY else "upper_half"


def _deep(tree: Part) -> list[Part]:
    return [part for part in tree.children if part.level in ("stage", "block")]
