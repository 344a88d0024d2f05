import pytest

from tests.support.part_trees import TREE, group, leaf
from tlstudio.engine.errors import FreezeError
from tlstudio.engine.model.freezing import (
    FreezeState,
    before,
    cut,
    drifting,
    frozen_leaves,
    hold,
    shortest,
    state_of,
    trainable_parameters,
)
from tlstudio.engine.project import BatchNorm, FreezeSpec


@pytest.mark.parametrize(
    ("parts", "frozen"),
    [((), ""), (("all",), "stem a b c d"), (("stem", "s1"), "stem a b"), (("b", "s2"), "b c d")],
)
def test_a_frozen_part_freezes_all_below_it(parts: tuple[str, ...], frozen: str) -> None:
    assert frozen_leaves(TREE, FreezeSpec(parts)) == frozenset(frozen.split())


def test_a_part_that_does_not_exist_is_named_with_the_closest() -> None:
    with pytest.raises(FreezeError, match=r"no part 'stm' \(did you mean 'stem'\?\)"):
        frozen_leaves(TREE, FreezeSpec(("stm",)))


@pytest.mark.parametrize(
    ("leaves", "parts"),
    [("stem a b c d", ("all",)), ("a b", ("s1",)), ("stem a b c", ("stem", "s1", "c")), ("", ())],
)
def test_a_freeze_is_kept_with_the_fewest_names(leaves: str, parts: tuple[str, ...]) -> None:
    assert shortest(TREE, frozenset(leaves.split())) == parts


def test_a_part_is_mixed_when_only_some_of_it_is_frozen() -> None:
    leaves = frozenset({"stem", "a"})
    states = {part.name: state_of(part, leaves) for part in TREE.walk()}
    assert states["all"] is states["s1"] is FreezeState.MIXED
    assert states["stem"] is FreezeState.FROZEN
    assert states["s2"] is FreezeState.TRAINABLE


@pytest.mark.parametrize(
    ("frozen", "expected"),
    [("", None), ("a b", None), ("stem", "stem"), ("stem a", "a"), ("stem a b d", "s1"), ("stem a b c d", "all")],
)
def test_the_cut_is_the_last_part_of_the_frozen_run_from_the_input(frozen: str, expected: str | None) -> None:
    part = cut(TREE, frozenset(frozen.split()))
    assert (part.name if part else None) == expected


def test_what_comes_before_a_part_ends_where_it_begins() -> None:
    assert before(TREE, "s2") == {"stem", "a", "b"}
    assert trainable_parameters(TREE, before(TREE, "s2")) == 2


NORMED = group("all", leaf("conv"), leaf("norm", has_statistics=True), group("s1", leaf("a"), leaf("b")))


@pytest.mark.parametrize(
    ("batchnorm", "weights", "statistics"),
    [("follow", "conv", "conv"), ("still", "conv norm", "conv norm"), ("affine", "conv", "conv norm")],
)
def test_batchnorm_follows_its_part_or_is_kept_still(batchnorm: BatchNorm, weights: str, statistics: str) -> None:
    held = hold(NORMED, frozenset({"conv"}), batchnorm)
    assert held.weights == frozenset(weights.split())
    assert held.statistics == frozenset(statistics.split())


def test_statistics_that_would_move_after_frozen_weights_are_found() -> None:
    assert drifting(NORMED, hold(NORMED, frozenset({"conv"}), "follow")) == {"norm"}
    assert drifting(NORMED, hold(NORMED, frozenset({"conv", "norm"}), "follow")) == frozenset()
    assert drifting(NORMED, hold(NORMED, frozenset(), "follow")) == frozenset()
    assert drifting(NORMED, hold(NORMED, frozenset({"conv"}), "affine")) == frozenset()


def test_all_parts_that_do_not_exist_are_named() -> None:
    with pytest.raises(FreezeError, match=r"no part 'layer1', 'layer2'\."):
        frozen_leaves(TREE, FreezeSpec(("layer1", "stem", "layer2")))
