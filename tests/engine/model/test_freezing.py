import pytest

from tlstudio.engine.errors import FreezeError
from tlstudio.engine.model.freezing import (
    FreezeState,
    before,
    cut,
    frozen_leaves,
    last_stage,
    shortest,
    state_of,
    trainable_parameters,
)
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import FreezeSpec


def leaf(name: str, parameters: int = 1) -> Part:
    return Part(name, name, "layer", "Conv2d", parameters, modules=(name,))


def group(name: str, *children: Part, level: str = "stage") -> Part:
    total = sum(child.parameters for child in children)
    return Part(name, name, level, "Sequential", total, None, children)  # pyright: ignore[reportArgumentType]


TREE = group("all", leaf("stem"), group("s1", leaf("a"), leaf("b")), group("s2", leaf("c"), leaf("d")))


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
    assert shortest(TREE, frozenset(leaves.split())) == FreezeSpec(parts)


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


def test_ready_made_freezes() -> None:
    assert before(TREE, "s2") == last_stage(TREE) == {"stem", "a", "b"}
    assert trainable_parameters(TREE, last_stage(TREE)) == 2
