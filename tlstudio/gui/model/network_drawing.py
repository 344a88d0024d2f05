"""A whole network as a drawing has it: input, blocks of the backbone with the cut, layers of the head, outputs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tlstudio.engine.model.freezing import FreezeState, Leaves, state_of
from tlstudio.engine.model.heads import HeadRow, Shape
from tlstudio.engine.model.parts import Part
from tlstudio.gui.freeze.facts import cut_of
from tlstudio.gui.language.say import say_sentence

MANY = 3  # equal blocks in a row that are drawn as one


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    shape: Shape
    parameters: int
    state: FreezeState
    is_before_cut: bool = False  # the last one before it


@dataclass(frozen=True, slots=True)
class Drawing:
    input_px: int
    blocks: tuple[Block, ...]  # of the backbone, from input to output
    kept: Shape | None  # what comes out at the cut; None without one
    rows: tuple[HeadRow, ...]
    outputs: tuple[str, ...]  # their names


def drawing_of(tree: Part, frozen: Leaves, input_px: int, rows: Sequence[HeadRow], outputs: Sequence[str]) -> Drawing:
    """`rows` are those of the head, empty where they are not known yet. A part with the cut inside is two blocks."""
    cut = cut_of(tree, frozen)
    path = () if cut is None else cut.path or tree.children[-1:]
    blocks: list[Block] = []
    for state, parts in _runs(tree.children, frozen):
        is_last = bool(path) and parts[-1] is path[0]
        if is_last and len(path) > 1:
            blocks += _halves(path, frozen)
        else:
            blocks.append(_block(parts, state, is_before_cut=is_last))
    return Drawing(input_px, tuple(blocks), cut.shape if cut else None, tuple(rows), tuple(outputs))


def channels(shape: Shape) -> int:
    """Channels of a map, first or last; width of tokens; length of a vector."""
    if len(shape) == 3 and shape[0] == shape[1] != shape[2]:
        return shape[2]
    return shape[0] if len(shape) == 3 else shape[-1] if shape else 1


def side(shape: Shape) -> float:
    """The side of a map; of the square that so many tokens would fill; 1 for a vector."""
    if len(shape) < 2:
        return 1.0
    return math.sqrt(math.prod(shape) / channels(shape))


def _runs(parts: Sequence[Part], frozen: Leaves) -> Iterator[tuple[FreezeState, list[Part]]]:
    """Many equal blocks in a row as one; everything else on its own."""
    for (state, *_), run in groupby(parts, lambda part: (state_of(part, frozen), part.level, part.shape)):
        found = list(run)
        is_one = len(found) >= MANY and state is not FreezeState.MIXED
        yield from [(state, found)] if is_one else [(state, [part]) for part in found]


def _block(parts: Sequence[Part], state: FreezeState, *, is_before_cut: bool) -> Block:
    title = parts[0].title if len(parts) == 1 else f"{parts[0].title} – {parts[-1].title}"
    return Block(title, parts[-1].shape or (), sum(part.parameters for part in parts), state, is_before_cut)


def _halves(path: Sequence[Part], frozen: Leaves) -> list[Block]:
    """The part that the cut runs through, before it and after it. `path` leads down to the last part before it."""
    part, last = path[0], path[-1]
    leaves = list(part.leaves())
    end = leaves.index(list(last.leaves())[-1]) + 1
    before, after = (sum(leaf.parameters for leaf in some) for some in (leaves[:end], leaves[end:]))
    is_mixed = any(leaf.name in frozen for leaf in leaves[end:])
    state = FreezeState.MIXED if is_mixed else FreezeState.TRAINABLE
    return [
        Block(say_sentence(part.title), last.shape or (), before, FreezeState.FROZEN, is_before_cut=True),
        Block(say_sentence(part.title), part.shape or (), after, state),
    ]
