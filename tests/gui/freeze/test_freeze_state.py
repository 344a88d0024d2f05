import pytest

from tests.support.freeze_trees import small_tree
from tlstudio.engine.model.freezing import frozen_leaves
from tlstudio.engine.model.presets import Preset
from tlstudio.engine.project import FreezeSpec
from tlstudio.gui.freeze.facts import cut_of, preset_of


def leaves(*parts: str) -> frozenset[str]:
    return frozen_leaves(small_tree(), FreezeSpec(parts))


def test_without_frozen_parts_there_is_no_cut():
    assert cut_of(small_tree(), leaves()) is None


def test_a_first_layer_that_trains_leaves_no_cut_whatever_follows():
    assert cut_of(small_tree(), leaves("s1", "s2")) is None


def test_the_cut_comes_before_the_first_part_that_trains():
    cut = cut_of(small_tree(), leaves("stem", "s1"))
    assert cut is not None
    assert (cut.path[-1].name, cut.next_part, cut.inside) == ("s1", "s2", ())


def test_a_cut_inside_a_stage_names_the_stage():
    cut = cut_of(small_tree(), leaves("stem", "s1", "s2.0", "last"))
    assert cut is not None
    assert (cut.next_part, cut.inside, cut.shape) == ("s2.1", ("s2",), (8, 4, 4))


def test_a_frozen_backbone_is_cut_at_its_end():
    cut = cut_of(small_tree(), leaves("all"))
    assert cut is not None
    assert (cut.path, cut.next_part, cut.shape) == ((), "", (16, 4, 4))


@pytest.mark.parametrize(
    ("preset", "parts"), [("keep", ("all",)), ("last_stage", ("stem", "s1")), ("everything", ()), (None, ("s1",))]
)
def test_a_preset_is_known_by_what_it_freezes(preset: Preset | None, parts: tuple[str, ...]):
    assert preset_of(small_tree(), leaves(*parts)) == preset
