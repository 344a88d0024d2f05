"""Whatever the images and the shares: nothing is lost or told twice, shares are kept, groups stay whole."""

from dataclasses import replace

import numpy as np
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.support.strategies import indexes
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec

SHARES = st.floats(0.05, 0.4)  # larger ones leave small classes nothing to train on, and then give way
SPECS = st.builds(DataSpec, val_share=SHARES, test_share=st.just(0.0) | SHARES, split_seed=st.integers(0, 99))
GROUPED = st.builds(replace, SPECS, groups=st.just("pattern"), group_pattern=st.just(r"^\d+"))


def parts(made: Split) -> list[np.ndarray]:
    return [made.train, made.val, made.test]


def rows(made: Split) -> list[int]:
    return sorted(np.concatenate(parts(made)).tolist())


@given(indexes(), SPECS)
def test_every_image_is_in_one_part_and_the_seed_says_which(index: Index, spec: DataSpec) -> None:
    made, again = split(index, spec), split(index, spec)
    assert rows(made) == list(range(len(index.paths)))
    assert [part.tolist() for part in parts(made)] == [part.tolist() for part in parts(again)]


@given(indexes(), SPECS)
def test_every_class_keeps_its_shares_within_one_image(index: Index, spec: DataSpec) -> None:
    made = split(index, spec)
    all_of = np.bincount(index.labels)
    for part, share in ((made.val, spec.val_share), (made.test, spec.test_share)):
        counts = np.bincount(index.labels[part], minlength=len(all_of))
        assert (np.abs(counts - share * all_of) <= 1).all()
    assert (np.bincount(index.labels[made.train], minlength=len(all_of)) >= 1).all()


@given(indexes(), SPECS, st.integers(2, 4))
def test_folds_share_what_is_not_in_test_and_each_validates_once(index: Index, spec: DataSpec, folds: int) -> None:
    made = [split(index, replace(spec, folds=folds, fold=fold)) for fold in range(folds)]
    assert all(rows(one) == list(range(len(index.paths))) for one in made)
    assert all(one.test.tolist() == made[0].test.tolist() for one in made)
    validated = sorted(np.concatenate([one.val for one in made]).tolist())
    assert validated == sorted(set(range(len(index.paths))) - set(made[0].test.tolist()))


@given(indexes(least=12), GROUPED)
def test_groups_are_never_parted(index: Index, spec: DataSpec) -> None:
    try:
        made = split(index, spec)
    except DataError:
        reject()  # the groups leave a class nothing to train on, or none for validation: said in a sentence
    assert rows(made) == list(range(len(index.paths)))
    groups = [{index.paths[row].split("/")[1].split("-")[0] for row in part.tolist()} for part in parts(made)]
    assert not groups[0] & groups[1]
    assert not groups[0] & groups[2]
    assert not groups[1] & groups[2]
