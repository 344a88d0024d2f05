"""Ready-made freezes, by how much of the backbone they keep, and which one suits how many images."""

from collections.abc import Callable, Mapping
from typing import Literal

from tlstudio.engine.model.freezing import Leaves, before
from tlstudio.engine.model.parts import Part

Preset = Literal["keep", "last_stage", "upper_half", "everything"]

FEW = 20  # images of a class to train on; the table of `python -m tests.benchmarks recipe` bears it out


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


def recommended(each: float, *, is_pretrained: bool) -> Preset:
    """The preset for so many samples of a class to train on.

    With a few of a class, retraining the last stage was right no more often than the head alone; with more, it was.
    Retraining more than that took three to seven times as long and was not right more often on all sets.
    """
    if not is_pretrained:
        return "everything"
    return "keep" if each < FEW else "last_stage"


def _deep(tree: Part) -> list[Part]:
    return [part for part in tree.children if part.level in ("stage", "block")]
