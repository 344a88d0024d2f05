from dataclasses import replace

from tests.support.freeze_trees import group, layer, small_tree
from tlstudio.engine.model.freezing import FreezeState
from tlstudio.gui.model.network_drawing import Block, Drawing, channels, drawing_of, side

FROZEN, TRAINS, PARTLY = FreezeState.FROZEN, FreezeState.TRAINABLE, FreezeState.MIXED


def drawn(*frozen: str) -> Drawing:
    return drawing_of(small_tree(), frozenset(frozen), 32, (), ())


def told(drawing: Drawing) -> list[tuple[str, int, FreezeState, bool]]:
    return [(block.title, block.parameters, block.state, block.is_before_cut) for block in drawing.blocks]


def test_the_cut_follows_the_last_frozen_block():
    drawing = drawn("stem", "s1.conv", "s1.norm")
    assert told(drawing) == [
        ("Stem", 1, FROZEN, False),
        ("Stage 1", 3, FROZEN, True),
        ("Stage 2", 7, TRAINS, False),
        ("Last", 5, TRAINS, False),
    ]
    assert drawing.kept == (8, 4, 4)


def test_a_part_with_the_cut_inside_is_drawn_before_and_after_it():
    halves = told(drawn("stem", "s1.conv", "s1.norm", "s2.0.conv"))[2:4]
    assert halves == [("Stage 2", 3, FROZEN, True), ("Stage 2", 4, TRAINS, False)]


def test_with_all_frozen_the_cut_is_at_the_end_and_with_none_there_is_none():
    leaves = [leaf.name for leaf in small_tree().leaves()]
    everything = drawn(*leaves)
    assert [block.is_before_cut for block in everything.blocks] == [False, False, False, True]
    assert everything.kept == (16, 4, 4)
    assert drawn().kept is None


def test_what_is_frozen_after_the_cut_makes_its_block_partly_frozen():
    assert told(drawn("s2.1.conv"))[2] == ("Stage 2", 7, PARTLY, False)


def test_many_equal_blocks_in_a_row_are_drawn_as_one():
    blocks = [replace(layer(f"b{n}", 2, (197, 192), level="block"), title=f"Block {n}") for n in range(1, 13)]
    drawing = drawing_of(group("all", "Backbone", "backbone", *blocks), frozenset(["b1"]), 224, (), ())
    assert drawing.blocks[1] == Block("Block 2 – Block 12", (197, 192), 22, TRAINS)


def test_maps_in_either_order_tokens_and_vectors_have_a_side_and_channels():
    assert [(side(shape), channels(shape)) for shape in ((64, 7, 7), (7, 7, 64), (196, 192), (512,))] == [
        (7, 64),
        (7, 64),
        (14, 192),
        (1, 512),
    ]
