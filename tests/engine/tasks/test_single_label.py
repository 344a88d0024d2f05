"""Numbers of classes that were published or can be counted by hand."""

import math

import numpy as np
import pytest

from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.tasks.single_label import class_loss, class_recall, score_names


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    # Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(right: int, n: int, low: float, high: float) -> None:
    assert wilson_interval(right, n) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_stays_between_nothing_and_all() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert wilson_interval(5, 5)[1] == 1.0
    assert wilson_interval(0, 5)[0] == 0.0


def test_each_class_has_its_scores() -> None:
    scores = score_names(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), ["a", "b", "never seen"])
    assert list(scores["a"].values()) == pytest.approx([1.0, 1 / 2, 2 / 3, 2])
    assert list(scores["b"].values()) == pytest.approx([2 / 3, 1.0, 4 / 5, 2])
    assert list(scores["never seen"].values()) == [0, 0, 0, 0]


def test_the_loss_is_the_mean_surprise() -> None:
    scores = np.array([[0.5, 0.5], [0.25, 0.75]], dtype=np.float32)
    assert class_loss(scores, np.array([0, 1])) == pytest.approx(-(math.log(0.5) + math.log(0.75)) / 2)


def test_a_certain_mistake_has_a_finite_loss() -> None:
    assert math.isfinite(class_loss(np.array([[0.0, 1.0]], dtype=np.float32), np.array([0])))


def test_a_class_counts_its_right_images_and_one_without_images_has_no_recall() -> None:
    scores = np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0], [0.4, 0.6, 0.0]])
    assert class_recall(scores, np.array([0, 0, 1])).tolist() == pytest.approx([0.5, 1.0, math.nan], nan_ok=True)
