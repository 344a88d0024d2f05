"""Freezing and staged unfreezing on backbones of any shape."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import trees
from tlstudio.engine.model.freezing import FreezeState, before, cut, frozen_leaves, frozen_run, shortest, state_of
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.phases import phases
from tlstudio.engine.project import FreezeSpec, PhaseSpec, TrainingSpec


@st.composite
def frozen_trees(draw: st.DrawFn) -> tuple[Part, frozenset[str]]:
    """A backbone and the leaves of it that are frozen."""
    tree = draw(trees())
    names = [leaf.name for leaf in tree.leaves()]
    return tree, frozenset(draw(st.sets(st.sampled_from(names))))


@given(frozen_trees())
def test_the_shortest_freeze_freezes_just_these_leaves(drawn: tuple[Part, frozenset[str]]) -> None:
    tree, frozen = drawn
    assert frozen_leaves(tree, FreezeSpec(shortest(tree, frozen))) == frozen


@given(frozen_trees())
def test_no_shorter_freeze_does(drawn: tuple[Part, frozenset[str]]) -> None:
    tree, frozen = drawn
    wholly = {part.name for part in tree.walk() if state_of(part, frozen) is FreezeState.FROZEN}
    within = {child.name for part in tree.walk() if part.name in wholly for child in part.children}
    assert set(shortest(tree, frozen)) == wholly - within  # the widest frozen parts, each of which is needed
    assert len(set(shortest(tree, frozen))) == len(shortest(tree, frozen))


@given(frozen_trees())
def test_the_cut_is_where_the_first_layer_trains(drawn: tuple[Part, frozenset[str]]) -> None:
    tree, frozen = drawn
    names = [leaf.name for leaf in tree.leaves()]
    first = next((place for place, name in enumerate(names) if name not in frozen), len(names))
    part = cut(tree, frozen)
    ran = [leaf.name for run in reversed(frozen_run(tree, frozen)) for leaf in run.leaves()]
    assert ran == names[:first]
    assert (part is None) == (first == 0)
    if part:
        assert [leaf.name for leaf in part.leaves()][-1] == names[first - 1]


@given(trees(), st.data())
def test_each_phase_trains_what_the_one_before_did_and_all_epochs_are_used(tree: Part, data: st.DataObject) -> None:
    names = [leaf.name for leaf in tree.leaves()]
    frozen = data.draw(st.sets(st.sampled_from(names))) - {names[-1]}  # so that every phase has something to train
    starts = sorted(data.draw(st.sets(st.sampled_from(range(len(names))), max_size=4)), reverse=True)
    lengths = data.draw(st.lists(st.integers(1, 5), min_size=len(starts), max_size=len(starts)))
    given_phases = tuple(PhaseSpec(epochs, names[start]) for epochs, start in zip(lengths, starts, strict=True))
    last = data.draw(st.integers(1, 9))
    spec = FreezeSpec(shortest(tree, frozenset(frozen)), phases=given_phases)
    planned = phases(tree, spec, TrainingSpec(epochs=sum(lengths) + last))
    assert [phase.epochs for phase in planned] == [*lengths, last]
    assert planned[0].first_epoch == 1
    assert all(then.first_epoch == earlier.last_epoch + 1 for earlier, then in pairwise(planned))
    assert all(then.held.weights <= earlier.held.weights for earlier, then in pairwise(planned))
    assert planned[-1].held.weights == frozen
    for phase, start in zip(planned, starts, strict=False):
        assert phase.held.weights == frozen | before(tree, names[start])
