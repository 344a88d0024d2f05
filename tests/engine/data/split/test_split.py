"""Every class keeps its share in each part, on any machine."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tlstudio.engine.data.excluded import NOTHING_OUT, words_of
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.names import names_of
from tlstudio.engine.data.split.groups import group_numbers
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.data.split.stratified import bin_edges
from tlstudio.engine.errors import DataError, ProjectError, TooFewImages
from tlstudio.engine.project import DataSpec


def _index(given: tuple[str, ...] = (), **counts: int) -> Index:
    """An index with so many images of each class."""
    labels = np.repeat(np.arange(len(counts)), list(counts.values()))
    paths = tuple(f"{name}/{number}.jpg" for name, count in counts.items() for number in range(count))
    return Index(
        Path("images"),
        names_of(paths),
        labels,
        tuple(counts),
        words_of(given) if given else None,
        NOTHING_OUT,
        len(paths),
        (),
    )


def _all_rows(parts: Split) -> list[int]:
    return sorted([*parts.train.tolist(), *parts.val.tolist(), *parts.test.tolist()])


def test_each_class_keeps_its_share_in_every_part() -> None:
    index = _index(a=100, b=20)
    parts = split(index, DataSpec(val_share=0.2, test_share=0.1))
    assert [np.bincount(index.labels[rows]).tolist() for rows in (parts.train, parts.val, parts.test)] == [
        [70, 14],
        [20, 4],
        [10, 2],
    ]
    assert _all_rows(parts) == list(range(120))


def test_the_same_seed_gives_the_same_split_on_any_machine() -> None:
    parts = split(_index(a=10, b=10), DataSpec(split_seed=7))
    assert parts.val.tolist() == [0, 2, 15, 19]  # as first computed; must never change
    assert split(_index(a=10, b=10), DataSpec(split_seed=8)).val.tolist() != [0, 2, 15, 19]


def test_a_new_image_moves_at_most_as_many_as_the_shares_need() -> None:
    before, after = _index(a=100, b=100), _index(a=101, b=100)
    old, new = (split(index, DataSpec()) for index in (before, after))
    moved = {before.paths[row] for row in old.val} - {after.paths[row] for row in new.val}
    assert len(moved) <= 1


@pytest.mark.parametrize(("found", "sizes"), [(2, (1, 1, 0)), (3, (1, 1, 1)), (4, (2, 1, 1)), (20, (14, 3, 3))])
def test_small_classes_still_train_and_validate(found: int, sizes: tuple[int, int, int]) -> None:
    parts = split(_index(a=found, b=found), DataSpec())
    assert tuple(len(rows) // 2 for rows in (parts.train, parts.val, parts.test)) == sizes


def test_large_shares_leave_one_image_to_train_on() -> None:
    assert len(split(_index(a=2, b=2), DataSpec(val_share=0.9, test_share=0.05)).train) == 2


def test_a_class_with_one_image_is_named() -> None:
    with pytest.raises(TooFewImages, match="Class 'b' has 1 usable image, needs 2"):
        split(_index(a=5, b=1), DataSpec())


def test_given_folders_are_kept() -> None:
    parts = split(_index(("train", "val", "train", "test"), a=2, b=2), DataSpec())
    assert (parts.train.tolist(), parts.val.tolist(), parts.test.tolist()) == ([0, 2], [1], [3])


def test_without_a_val_folder_val_is_taken_from_train() -> None:
    index = replace(_index(a=10, b=10), given_split=words_of((["train"] * 8 + ["test"] * 2) * 2))
    parts = split(index, DataSpec(val_share=0.25))
    assert parts.test.tolist() == [8, 9, 18, 19]
    assert np.bincount(index.labels[parts.val]).tolist() == [2, 2]
    assert _all_rows(parts) == list(range(20))


def test_a_class_missing_in_the_train_folder_is_named() -> None:
    with pytest.raises(DataError, match="Class 'b' has no usable image in the train folder"):
        split(_index(("train", "val", "val", "val"), a=2, b=2), DataSpec())


def _parts_of(index: Index, parts: Split) -> dict[str, str]:
    return {index.paths[row]: name for name in ("train", "val", "test") for row in getattr(parts, name).tolist()}


def _named(*paths: str) -> Index:
    """An index of these paths, by class folder."""
    names = tuple(sorted({path.partition("/")[0] for path in paths}))
    labels = np.array([names.index(path.partition("/")[0]) for path in paths])
    return Index(Path("images"), names_of(paths), labels, names, None, NOTHING_OUT, len(paths), ())


@pytest.mark.parametrize("seed", range(5))
def test_names_that_match_alike_stay_together_even_in_two_classes(seed: int) -> None:
    index = _named(*(f"{name}/p{patient}-{shot}.png" for name in "ab" for patient in range(8) for shot in range(3)))
    parts = _parts_of(index, split(index, DataSpec(split_seed=seed, groups="pattern", group_pattern=r"p\d+")))
    patients = {path.partition("-")[0][2:] for path in index.paths}
    assert all(len({part for path, part in parts.items() if f"/{patient}-" in path}) == 1 for patient in patients)
    assert set(parts.values()) == {"train", "val", "test"}


def test_the_group_of_a_pattern_is_what_its_brackets_hold() -> None:
    index = _named("a/x1_u.png", "a/y1_v.png", "a/z.png", "b/x2_u.png")
    numbers = group_numbers(index, DataSpec(groups="pattern", group_pattern=r"[a-z](\d)_"))
    assert numbers is not None
    assert numbers.tolist() == [0, 0, 1, 2]


def test_folders_below_a_class_stay_together() -> None:
    index = _named(*(f"{name}/burst{burst}/{shot}.png" for name in "ab" for burst in range(8) for shot in range(3)))
    parts = _parts_of(index, split(index, DataSpec(groups="folder")))
    bursts = {path.rpartition("/")[0] for path in index.paths}
    assert all(len({part for path, part in parts.items() if path.startswith(burst + "/")}) == 1 for burst in bursts)


def test_without_folders_below_the_class_each_image_stands_alone() -> None:
    assert split(_index(a=10, b=10), DataSpec(split_seed=7, groups="folder")).val.tolist() == [0, 2, 15, 19]


def test_a_class_of_two_large_groups_still_validates() -> None:
    index = _named(*(f"{name}/{burst}/{shot}.png" for name in "ab" for burst in range(2) for shot in range(6)))
    assert len(split(index, DataSpec(groups="folder")).val) == 12


def test_a_class_of_one_group_is_named() -> None:
    index = _named(*(f"{name}/one/{shot}.png" for name in "ab" for shot in range(6)))
    with pytest.raises(DataError, match="Class 'a' leaves no image to train on, or none for validation"):
        split(index, DataSpec(groups="folder"))


@pytest.mark.parametrize("pattern", ["(", "(a+)+", "([a-z]*x)*"])
def test_a_pattern_that_is_wrong_or_may_take_for_ever_is_refused(pattern: str) -> None:
    with pytest.raises(ProjectError, match="group_pattern"):
        DataSpec(groups="pattern", group_pattern=pattern)


def test_folds_share_out_every_class_once_and_the_test_part_is_the_same() -> None:
    index = _index(a=50, b=25, c=5)
    parts = [split(index, DataSpec(folds=5, fold=fold)) for fold in range(5)]
    assert all(part.test.tolist() == parts[0].test.tolist() for part in parts)
    others = sorted([*parts[0].train.tolist(), *parts[0].val.tolist()])
    assert sorted(row for part in parts for row in part.val.tolist()) == others
    counts = np.array([np.bincount(index.labels[part.val], minlength=3) for part in parts])
    assert np.ptp(counts, axis=0).max() <= 1
    assert np.ptp(counts.sum(1)) <= 1


def test_folds_keep_groups_together() -> None:
    index = _named(*(f"{name}/p{patient}-{shot}.png" for name in "ab" for patient in range(9) for shot in range(3)))
    spec = DataSpec(groups="pattern", group_pattern=r"p\d+", folds=3, test_share=0.0)
    for fold in range(3):
        part = _parts_of(index, split(index, replace(spec, fold=fold)))
        patients = {path.partition("-")[0][2:] for path in index.paths}
        assert all(len({part[path] for path in part if f"/{patient}-" in path}) == 1 for patient in patients)
        assert list(part.values()).count("val") == 18


def test_many_images_moved_to_test_leave_the_others_to_train_and_val() -> None:
    index = _index(a=70, b=70)
    moved = [f"{name}/{number}.jpg" for name in "ab" for number in range(60)]
    parts = split(index, DataSpec(val_share=0.2, test_share=0.0, pinned=dict.fromkeys(moved, "test")))
    assert len(parts.test) == 120
    assert all((index.labels[rows] == label).any() for rows in (parts.train, parts.val) for label in (0, 1))
    assert len(parts.train) > len(parts.val)  # about a fifth of the ten left of each


def test_pinned_images_stay_in_their_part_in_every_fold() -> None:
    index = _index(a=20, b=20)
    spec = DataSpec(folds=4, pinned={"a/0.jpg": "val", "a/1.jpg": "train", "b/0.jpg": "test"})
    for fold in range(4):
        parts = _parts_of(index, split(index, replace(spec, fold=fold)))
        assert [parts[path] for path in spec.pinned] == ["val", "train", "test"]


@pytest.mark.parametrize(
    ("folds", "fold", "says"),
    [(1, 0, "folds: 1 is neither 0 nor in 2–20"), (5, 5, "fold: 5 is not in 0–4"), (0, 2, "no folds to take fold 2")],
)
def test_folds_that_cannot_be_are_refused(folds: int, fold: int, says: str) -> None:
    with pytest.raises(ProjectError, match=says):
        DataSpec(folds=folds, fold=fold)


def test_folds_of_given_validation_images_are_refused() -> None:
    with pytest.raises(DataError, match="say themselves which of them validate"):
        split(_index(("train", "val", "train", "test"), a=2, b=2), DataSpec(folds=2))


def _with_targets(index: Index, targets: np.ndarray, names: tuple[str, ...]) -> Index:
    is_flags = set(np.unique(targets)) <= {0, 1}
    task = "multi_label" if is_flags else "regression"
    return replace(index, targets=targets.astype(np.float32), class_names=names, task=task)


def test_rare_labels_keep_their_share_in_every_part() -> None:
    flags = np.zeros((200, 3))
    flags[:, 0] = np.arange(200) % 2
    flags[:20, 1] = 1  # one in ten
    flags[20:23, 2] = 1  # three images
    index = _with_targets(_index(a=200), flags, ("x", "y", "z"))
    parts = split(index, DataSpec(val_share=0.2, test_share=0.1))
    assert flags[parts.val].sum(0).tolist() == [20, 4, 1]
    assert flags[parts.test].sum(0).tolist() == [10, 2, 1]
    assert (len(parts.train), len(parts.val), len(parts.test)) == (140, 40, 20)


def test_numbers_divide_so_that_every_range_is_in_every_part() -> None:
    values = np.arange(100.0)[:, None] ** 2
    index = _with_targets(_index(a=100), values, ("size",))
    parts = split(index, DataSpec(val_share=0.2, test_share=0.2))
    assert np.bincount(parts.val // 10).tolist() == [2] * 10
    assert np.bincount(parts.test // 10).tolist() == [2] * 10


def test_equal_numbers_stay_in_one_range() -> None:
    assert bin_edges(np.array([0.0] * 95 + [1, 2, 3, 4, 5])).tolist() == [0.0]
    assert bin_edges(np.array([0.0] * 99 + [1.0])).tolist() == []


def test_levels_of_folders_group_by_the_outer_ones() -> None:
    index = _named("a/p1/s1/0.png", "a/p1/s2/0.png", "a/p2/s1/0.png", "b/0.png", "b/1.png")
    deep = group_numbers(index, DataSpec(groups="folder"))
    first = group_numbers(index, DataSpec(groups="folder", group_level=1))
    assert deep is not None
    assert first is not None
    assert (deep.tolist(), first.tolist()) == ([0, 1, 2, 3, 4], [0, 0, 1, 2, 3])


@pytest.mark.parametrize("seed", range(4))
def test_a_class_of_two_groups_validates_rather_than_tests(seed: int) -> None:
    index = _named(
        *(f"a/p{number // 2}-{number}.png" for number in range(10)), "b/p0-0.png", "b/p0-1.png", "b/p1-2.png"
    )
    parts = split(index, DataSpec(split_seed=seed, groups="pattern", group_pattern=r"p\d"))
    assert 1 in index.labels[parts.train].tolist()
    assert 1 in index.labels[parts.val].tolist()
