import pytest

from tests.support.part_trees import TREE
from tlstudio.engine.errors import FreezeError, ProjectError
from tlstudio.engine.model.rates import layer_wise, lr_scales, scales_in, with_scale, with_scale_throughout
from tlstudio.engine.project import ALL, FreezeSpec, LrScaleSpec

OWN = FreezeSpec(lr_scales=(LrScaleSpec("s2", 0.5), LrScaleSpec("d", 1.0)))


def test_a_part_inherits_the_share_of_the_nearest_part_around_it() -> None:
    assert lr_scales(TREE, OWN, 0.1) == {"stem": 0.1, "a": 0.1, "b": 0.1, "c": 0.5, "d": 1.0}


def test_a_part_shows_the_shares_of_what_trains_in_it() -> None:
    scales, stage = lr_scales(TREE, OWN, 0.1), TREE.children[2]
    assert scales_in(stage, scales, frozenset()) == {0.5, 1.0}
    assert scales_in(stage, scales, frozenset("d")) == {0.5}
    assert scales_in(stage, scales, frozenset("cd")) == frozenset()


def test_a_share_is_set_and_given_back() -> None:
    spec = with_scale(OWN, "s2", 0.2)
    assert lr_scales(TREE, spec, 0.1)["c"] == 0.2
    assert with_scale(spec, "s2", None).lr_scales == (LrScaleSpec("d", 1.0),)


def test_a_share_set_throughout_replaces_those_inside() -> None:
    spec = with_scale_throughout(TREE, OWN, "s2", 0.2)
    assert spec.lr_scales == (LrScaleSpec("s2", 0.2),)
    assert with_scale_throughout(TREE, OWN, "s2", None).lr_scales == ()
    assert with_scale_throughout(TREE, OWN, "s1", 0.2).lr_scales == (*OWN.lr_scales, LrScaleSpec("s1", 0.2))


def test_layer_wise_decay_multiplies_from_part_to_part() -> None:
    assert [(one.part, one.scale) for one in layer_wise(TREE, 0.5)] == [("stem", 0.12), ("s1", 0.25), ("s2", 0.5)]


def test_a_part_that_does_not_exist_is_named() -> None:
    with pytest.raises(FreezeError, match="no part 's9'"):
        lr_scales(TREE, FreezeSpec(lr_scales=(LrScaleSpec("s9", 1),)), 0.1)


def test_shares_below_nought_two_for_one_part_and_one_for_all_are_refused() -> None:
    with pytest.raises(ProjectError, match=r"scale: -0\.1 is not in 0–10"):
        LrScaleSpec("s1", -0.1)
    with pytest.raises(ProjectError, match="lr_scales: s1 stands there twice"):
        FreezeSpec(lr_scales=(LrScaleSpec("s1", 1), LrScaleSpec("s1", 2)))
    with pytest.raises(ProjectError, match=r"training\.backbone_lr_scale"):
        LrScaleSpec(ALL, 1)
