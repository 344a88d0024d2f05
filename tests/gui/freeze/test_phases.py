import pytest

from tests.support.freeze_trees import small_tree
from tlstudio.engine.project import PhaseSpec
from tlstudio.gui.freeze.phases import left_over, with_next, without

PARTS = small_tree().children  # stem, s1, s2, last
HEAD = PhaseSpec(2)


def test_the_first_phase_trains_the_head_for_a_quarter_of_the_epochs():
    assert with_next((), 10, PARTS) == (PhaseSpec(2),)
    assert with_next((), 2, PARTS) == (PhaseSpec(1),)


def test_the_next_ones_begin_a_stage_nearer_to_the_input_each():
    two = (HEAD, PhaseSpec(3, "s2"))  # a third of the 9 epochs left
    assert with_next((HEAD,), 11, PARTS) == two
    assert with_next(two, 11, PARTS) == (*two, PhaseSpec(2, "s1"))


@pytest.mark.parametrize(
    ("phases", "epochs"), [((), 1), ((PhaseSpec(2, "s1"),), 10), ((PhaseSpec(9),), 10), ((PhaseSpec(20),), 10)]
)
def test_without_an_epoch_or_a_part_left_there_is_no_other(phases: tuple[PhaseSpec, ...], epochs: int):
    assert with_next(phases, epochs, PARTS) is None


def test_with_the_whole_backbone_frozen_there_is_none():
    assert with_next((), 10, ()) is None


def test_what_remains_is_the_last_phase():
    assert left_over((HEAD, PhaseSpec(3, "s2")), 10) == 5
    assert without((HEAD, PhaseSpec(3, "s2")), 0) == (PhaseSpec(3, "s2"),)
