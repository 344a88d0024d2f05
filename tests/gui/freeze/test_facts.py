import pytest

from tests.support.freeze_trees import group, layer, norm, small_tree
from tlstudio.engine.project import BatchNorm, LrScaleSpec
from tlstudio.gui.freeze.facts import FROZEN, PARTLY, TRAINS, Facts, Freeze, facts_of, rate_around
from tlstudio.gui.freeze.rows import Rows


def normed_tree() -> Rows:
    """Two stages of a convolution and a BatchNorm each."""
    stages = (
        group(name, name.upper(), "stage", layer(f"{name}.conv", 4), norm(f"{name}.bn")) for name in ("one", "two")
    )
    return Rows(group("all", "Backbone", "backbone", *stages))


def facts(rows: Rows, freeze: Freeze, name: str) -> Facts:
    return facts_of(rows, freeze)[rows.numbers[name]]


def test_states_follow_the_ticks():
    rows = Rows(small_tree())
    freeze = Freeze(frozenset({"s2.0.conv"}))
    assert [facts(rows, freeze, name).state for name in ("s1", "s2", "s2.0")] == [TRAINS, PARTLY, FROZEN]


@pytest.mark.parametrize(
    ("frozen", "policy", "said"),
    [
        ((), "follow", "move"),
        (("one.conv", "one.bn"), "follow", "held"),
        (("one.conv",), "follow", "drift"),
        (("one.conv",), "affine", "held"),
        (("one.conv",), "still", "still"),
        (("one.bn",), "still", "held"),
    ],
)
def test_a_batchnorm_says_what_its_statistics_do(frozen: tuple[str, ...], policy: BatchNorm, said: str):
    freeze = Freeze(frozenset(frozen), policy)
    assert facts(normed_tree(), freeze, "one.bn").statistics == said
    assert facts(normed_tree(), freeze, "one.conv").statistics == ""


def test_a_part_above_drifting_statistics_is_marked_and_its_neighbour_is_not():
    freeze = Freeze(frozenset({"two.conv"}))
    assert facts(normed_tree(), freeze, "two").has_drift
    assert not facts(normed_tree(), freeze, "one").has_drift


def test_rates_are_inherited_down_the_tree():
    rows = Rows(small_tree())
    freeze = Freeze(frozenset({"stem"}), rates=(LrScaleSpec("s2", 0.3), LrScaleSpec("s2.1", 1.0)))
    said = {name: facts(rows, freeze, name).rates for name in ("stem", "s1", "s2", "s2.0.conv", "s2.1.conv")}
    assert said == {"stem": set(), "s1": {0.1}, "s2": {0.3, 1.0}, "s2.0.conv": {0.3}, "s2.1.conv": {1.0}}
    assert facts(rows, freeze, "s2.1").has_own_rate
    assert not facts(rows, freeze, "s2.1.conv").has_own_rate


def test_what_batchnorm_keeps_still_has_no_rate():
    assert facts(normed_tree(), Freeze(batchnorm="still"), "one.bn").rates == frozenset()


def test_the_rate_around_a_part_is_that_of_the_nearest_with_its_own():
    rows = Rows(small_tree())
    freeze = Freeze(rates=(LrScaleSpec("s2", 0.3), LrScaleSpec("s2.1", 1.0)), default_rate=0.2)
    around = [rate_around(rows, rows.all[rows.numbers[name]], freeze) for name in ("s2", "s2.1", "s2.1.conv")]
    assert around == [0.2, 0.3, 1.0]


def test_a_rate_of_a_part_that_is_not_there_changes_nothing():
    rows = Rows(small_tree())
    assert facts(rows, Freeze(rates=(LrScaleSpec("layer77", 1.0),)), "s1").rates == {0.1}


def test_without_a_tree_there_is_nothing_to_say():
    assert facts_of(Rows(), Freeze()) == ()
