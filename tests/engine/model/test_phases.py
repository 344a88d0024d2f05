from dataclasses import replace

import pytest

from tests.support.part_trees import TREE
from tlstudio.engine.errors import FreezeError, ProjectError
from tlstudio.engine.model.phases import phases
from tlstudio.engine.project import FreezeSpec, PhaseSpec, TrainingSpec

TRAINING = TrainingSpec(epochs=10, lr=0.5)


def test_without_phases_all_that_is_not_frozen_trains_from_the_first_epoch_on() -> None:
    (only,) = phases(TREE, FreezeSpec(("stem",)), TRAINING)
    assert (only.first_epoch, only.last_epoch, only.from_part, only.lr) == (1, 10, "all", 0.5)
    assert only.held.weights == {"stem"}


def test_the_head_comes_first_then_a_part_then_all_that_is_not_frozen() -> None:
    given = PhaseSpec(2), PhaseSpec(3, "s2", lr=0.1)
    first, second, last = phases(TREE, FreezeSpec(("stem",), phases=given), TRAINING)
    assert first.held.weights == {"stem", "a", "b", "c", "d"}
    assert (second.first_epoch, second.last_epoch, second.lr) == (3, 5, 0.1)
    assert second.held.weights == {"stem", "a", "b"}
    assert (last.first_epoch, last.last_epoch, last.lr, last.held.weights) == (6, 10, 0.5, {"stem"})


@pytest.mark.parametrize(
    ("parts", "given", "says"),
    [
        (("stem",), [PhaseSpec(1, "stage9")], "no part 'stage9'"),
        (("s2",), [PhaseSpec(1, "c")], "from c on trains nothing"),
        (("all",), [PhaseSpec(1)], "nothing to unfreeze"),
        ((), [PhaseSpec(1, "s1"), PhaseSpec(1, "s2")], "s2 comes after s1, which trains more"),
        ((), [PhaseSpec(1, "s2"), PhaseSpec(1)], "the head alone comes after s2"),
        ((), [PhaseSpec(4), PhaseSpec(6, "s2")], "take 10 of 10 epochs"),
    ],
)
def test_phases_that_contradict_each_other_are_refused(
    parts: tuple[str, ...], given: list[PhaseSpec], says: str
) -> None:
    with pytest.raises(FreezeError, match=says):
        phases(TREE, FreezeSpec(parts, phases=tuple(given)), TRAINING)


def test_a_phase_has_at_least_one_epoch() -> None:
    with pytest.raises(ProjectError, match="epochs: 0 is not in 1"):
        replace(PhaseSpec(1), epochs=0)
