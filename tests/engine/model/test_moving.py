import math

import pytest

from tests.support.part_trees import TREE
from tlstudio.engine.model.moving import GradientSum, gradient_parts, moved, moved_parts

MOVEMENT = {"a": (3.0, 30.0), "b": (4.0, 40.0), "c": (2.0, 20.0)}  # of s1 both leaves, of s2 one


def test_a_part_moves_as_its_trained_leaves_do_together():
    shares = moved_parts(TREE, MOVEMENT)
    assert shares["a"] == pytest.approx(0.1)
    assert shares["s1"] == pytest.approx(5 / 50)  # the hypotenuses of 3, 4 and of 30, 40
    assert shares["all"] == pytest.approx(math.sqrt(9 + 16 + 4) / math.sqrt(900 + 1600 + 400))


def test_a_frozen_leaf_does_not_make_its_stage_look_stiller():
    assert moved_parts(TREE, MOVEMENT)["s2"] == pytest.approx(2 / 20)


def test_what_did_not_train_is_not_listed():
    assert set(moved_parts(TREE, MOVEMENT)) == {"a", "b", "c", "s1", "s2", "all"}


def test_weights_that_started_at_nought_have_no_share_but_count_in_their_stage():
    shares = moved_parts(TREE, {"a": (3.0, 0.0), "b": (4.0, 10.0)})
    assert "a" not in shares
    assert shares["s1"] == pytest.approx(5 / 10)


def test_names_of_another_tree_are_passed_over():
    assert moved(TREE, {"elsewhere": (1.0, 1.0)}) is None


def test_a_part_has_the_gradient_of_its_trained_leaves_as_one_vector():
    norms = gradient_parts(TREE, {"a": 3.0, "b": 4.0, "c": 12.0, "elsewhere": 1.0})
    assert norms == {"a": 3.0, "b": 4.0, "s1": 5.0, "c": 12.0, "s2": 12.0, "all": 13.0}  # 3² + 4² = 5², 5² + 12² = 13²


def test_gradients_are_averaged_over_the_steps_and_what_is_no_number_is_left_out():
    sums = GradientSum().plus({"a": 1.0, "b": 2.0}).plus({"a": 3.0, "b": math.nan})
    assert sums.means() == {"a": 2.0}
