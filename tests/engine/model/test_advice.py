from tests.support.part_trees import TREE, group, leaf
from tlstudio.engine.model.advice import advise
from tlstudio.engine.model.moving import Movement

FIVE = group("all", *(leaf(name) for name in "abcde"))


def moved(**shares: float) -> Movement:
    return {name: (share, 1.0) for name, share in shares.items()}


def test_the_parts_after_the_cut_that_barely_moved_are_named_with_what_moved_most() -> None:
    found = advise(FIVE, frozenset("a"), moved(b=0.004, c=0.002, d=0.05, e=0.06))
    assert found is not None
    assert [part.name for part in found.parts] == ["b", "c"]
    assert (found.moved, found.most_part.name, found.most_moved) == (0.004, "e", 0.06)
    assert found.leaves == {"a", "b", "c"}


def test_a_part_further_on_would_not_make_a_step_faster() -> None:
    assert advise(FIVE, frozenset("a"), moved(b=0.05, c=0.0, d=0.0, e=0.06)) is None


def test_more_than_a_tenth_of_the_most_is_not_barely() -> None:
    assert advise(FIVE, frozenset("abc"), moved(d=0.011, e=0.1)) is None


def test_a_frozen_part_in_between_does_not_end_the_run() -> None:
    found = advise(FIVE, frozenset("ac"), moved(b=0.001, d=0.001, e=0.1))
    assert found is not None
    assert [part.name for part in found.parts] == ["b", "d"]
    assert found.leaves == set("abcd")


def test_a_part_that_did_not_train_in_the_run_says_nothing() -> None:
    assert advise(FIVE, frozenset(), moved(b=0.001, e=0.1)) is None


def test_the_rest_of_a_part_that_is_frozen_in_part_counts() -> None:
    found = advise(TREE, frozenset({"stem", "a"}), moved(b=0.001, c=0.1, d=0.1))
    assert found is not None
    assert found.leaves == {"stem", "a", "b"}


def test_without_movement_there_is_no_advice() -> None:
    assert advise(FIVE, frozenset("abcde"), {}) is None
    assert advise(FIVE, frozenset(), moved(a=0.0, b=0.0, c=0.0, d=0.0, e=0.0)) is None
