from pathlib import Path

import numpy as np

from tlstudio.engine.data.excluded import NOTHING_OUT
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.names import names_of
from tlstudio.engine.data.split.split import folds, some


def _index(**counts: int) -> Index:
    labels = np.repeat(np.arange(len(counts)), list(counts.values()))
    paths = tuple(f"{name}/{number}.jpg" for name, count in counts.items() for number in range(count))
    return Index(Path("images"), names_of(paths), labels, tuple(counts), None, NOTHING_OUT, len(paths), ())


def test_a_part_keeps_the_shares_of_classes_and_two_images_of_each():
    index = _index(a=1000, b=100, c=3)
    rows = some(index, np.arange(1103), 110, seed=0)
    assert np.bincount(index.labels[rows]).tolist() == [98, 10, 2]
    assert len(set(rows.tolist())) == 110


def test_only_the_given_rows_are_taken_all_of_them_if_they_are_few():
    index, rows = _index(a=10, b=10), np.array([1, 2, 3, 15, 16])
    assert sorted(some(index, rows, 100, seed=0).tolist()) == rows.tolist()


def test_the_same_seed_gives_the_same_images():
    index = _index(a=50, b=50)
    first, again, other = (some(index, np.arange(100), 10, seed).tolist() for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_folds_are_about_as_large_and_share_out_every_class():
    labels = np.array([0] * 23 + [1] * 7 + [2] * 2)
    dealt = folds(labels, 5)
    assert np.ptp(np.bincount(dealt)) <= 1
    assert all(np.ptp(np.bincount(dealt[labels == label], minlength=5)) <= 1 for label in range(3))
